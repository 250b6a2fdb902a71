// Lifting: some withdrawals are taken back by the very way they came. A person who wrote STOP may write
// START; a person who turned offers off in WhatsApp may turn them on again. Either lifts stops of its own
// kind only, and grants nothing: the person's earlier consent counts again.
//
// Meta delivers late and in any order. So the signal that was given later wins, not the one that arrived
// later; on a tie the stop wins. Where Meta's clock runs ahead of ours, a stop keeps Meta's moment and a
// restart does not: in doubt it lifts nothing. A stop that was not lifted ends all grants from before it was
// recorded, like any other.

import type { ResumedRecord, WhatsAppSignal } from './record.ts';
import { type LiftingKind, liftableKey, parseLiftable, type StopKey } from './slot.ts';

/** `at`: when it was recorded. `said`: when the person said so, by Meta's clock. */
export type LiftableStop = { at: string; said: string; record: string };

/** The stops that nothing has lifted, per kind and what they end (slot.ts), and per record. */
export type LiftableStops = Record<string, Record<string, LiftableStop>>;

const kindOf = ({ by }: WhatsAppSignal): LiftingKind =>
  by === 'word' || by === 'button' ? 'thread' : 'preferences';

export const liftableBy = (signal: WhatsAppSignal, ends: StopKey): string =>
  liftableKey({ kind: kindOf(signal), ends });

export const liftedKind = ({ signal }: ResumedRecord): string => kindOf(signal);

/** When the person said that they want to hear again, but never later than it was recorded. */
export const resumedAt = ({ occurred_at, recorded_at }: ResumedRecord): string =>
  occurred_at < recorded_at ? occurred_at : recorded_at;

/**
 * The stops worth keeping: those that were not lifted, without those that another one covers. A stop covers
 * another if it was said no earlier and recorded later: what lifts it lifts the other too.
 */
export function keepUnlifted(
  stops: LiftableStops,
  resumed: Readonly<Record<string, { at: string }>>,
): LiftableStops | undefined {
  const kept = Object.entries(stops).flatMap(([key, marks]) => {
    const lifted = resumed[parseLiftable(key).kind]?.at ?? '';
    const left = Object.values(marks).filter(({ said }) => said >= lifted);
    const needed = left.filter((mark) => !left.some((other) => outdoes(other, mark)));
    return needed.length === 0 ? [] : [[key, byRecord(needed)] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/**
 * Said no earlier and recorded later; of one moment the greater record id counts as later, as everywhere in
 * the fold.
 */
function outdoes(a: LiftableStop, b: LiftableStop): boolean {
  const isLater = a.at === b.at ? a.record > b.record : a.at > b.at;
  return a.said >= b.said && isLater;
}

const byRecord = (marks: readonly LiftableStop[]) =>
  Object.fromEntries(marks.map((mark) => [mark.record, mark]));

/** The stops of any kind that end one of these. */
export const liftableStopsOf = (stops: LiftableStops, ends: readonly StopKey[]): LiftableStop[] =>
  Object.entries(stops)
    .filter(([key]) => ends.includes(parseLiftable(key).ends))
    .flatMap(([, marks]) => Object.values(marks));
