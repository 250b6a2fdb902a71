// Lifting: some withdrawals are taken back by the very way they came. Whoever wrote STOP may write START; whoever turned
// offers off in WhatsApp may turn them on again. Either lifts stops of its own kind only, and grants nothing: what the
// person had agreed to counts again.
//
//   thread       a word or a button in the conversation
//   preferences  the person's settings for offers, and a message that failed because of them (131050)
//
// Meta delivers late and in any order. So of two signals the one that was said later wins, not the one that came later; on
// a tie the stop. Where Meta's clock runs ahead of ours, a stop keeps Meta's moment and what lifts does not: in doubt it
// lifts nothing. A stop that was not lifted ends what was granted before it was recorded, like any other.

import type { ResumedRecord, WhatsAppSignal } from './record.ts';

type LiftingKind = 'thread' | 'preferences';

/** `at`: when it was recorded. `said`: when the person said so, by Meta's clock. */
export type LiftableStop = { at: string; said: string; record: string };

/** Per kind and slot (`<kind>/<slot of stops>`) and record: the stops that nothing has lifted. */
export type LiftableStops = Record<string, Record<string, LiftableStop>>;

const kindOf = ({ by }: WhatsAppSignal): LiftingKind =>
  by === 'word' || by === 'button' ? 'thread' : 'preferences';

export const liftableSlot = (signal: WhatsAppSignal, slot: string): string => `${kindOf(signal)}/${slot}`;

export const liftedKind = ({ signal }: ResumedRecord): string => kindOf(signal);

/** When somebody said that they want to hear again, but never later than it was recorded. */
export const resumedAt = ({ occurred_at, recorded_at }: ResumedRecord): string =>
  occurred_at < recorded_at ? occurred_at : recorded_at;

/**
 * What need be kept: stops that were not lifted, and of those not the ones that another outdoes, by being said no
 * earlier and recorded later: whatever lifts that one lifts them too.
 */
export function keepUnlifted(
  stops: LiftableStops,
  resumed: Readonly<Record<string, { at: string }>>,
): LiftableStops | undefined {
  const kept = Object.entries(stops).flatMap(([slot, marks]) => {
    const lifted = resumed[slot.slice(0, slot.indexOf('/'))]?.at ?? '';
    const left = Object.values(marks).filter(({ said }) => said >= lifted);
    const needed = left.filter((mark) => !left.some((other) => outdoes(other, mark)));
    return needed.length === 0 ? [] : [[slot, byRecord(needed)] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** Said no earlier and recorded later; of one moment the greater record id counts as later, as everywhere in the fold. */
function outdoes(a: LiftableStop, b: LiftableStop): boolean {
  const isLater = a.at === b.at ? a.record > b.record : a.at > b.at;
  return a.said >= b.said && isLater;
}

const byRecord = (marks: readonly LiftableStop[]) =>
  Object.fromEntries(marks.map((mark) => [mark.record, mark]));

/** The stops of any kind that are in force for one of these slots. */
export const liftableStopsOf = (stops: LiftableStops, slots: readonly string[]): LiftableStop[] =>
  Object.entries(stops)
    .filter(([slot]) => slots.includes(slot.slice(slot.indexOf('/') + 1)))
    .flatMap(([, marks]) => Object.values(marks));
