// A stop is done when no consent that it may stop goes on, an objection while it stands. The same one sent
// again gets the first answer, unless the person has agreed again since. It is then one of its own, because
// otherwise the page would say "stopped" while messages go on. A stop meant for the earlier consent also ends
// the newer one: too few messages are better than one too many.

import { type Spend, spend } from '../../auth/spend.ts';
import { objectionsTo } from '../../core/consent/objections.ts';
import type { OptOutRecord, RecordDraft, Scope } from '../../core/consent/record.ts';
import { slotKey } from '../../core/consent/slot.ts';
import { standing } from '../../core/consent/standing.ts';
import type { ConsentState } from '../../core/consent/state.ts';
import { purposes as allPurposes, type Purpose } from '../../core/notice/purpose.ts';
import type { Draft, Outcome } from '../append/draft.ts';
import type { Appends } from '../append/sequencer.ts';
import type { Keys } from '../keys.ts';

const scopes: readonly Scope[] = ['message', 'call'];

/** @param readState of the person, called only if the stop was recorded before */
export async function submitStop(
  ledger: Appends & Keys<'macs'>,
  draft: Draft,
  readState: () => Promise<{ state?: ConsentState; logTime: string }>,
): Promise<Outcome> {
  const outcome = await ledger.sequencer.submit(draft);
  if (outcome.kind !== 'replayed' || draft.spend === undefined) return outcome;
  const { undoes, purposes } = endedBy(draft.record);
  // The person took back one tick, and nothing can restore that very tick.
  if (undoes !== undefined) return outcome;
  const { state, logTime } = await readState();
  const ended = purposes ?? allPurposes;
  const since = [
    ...grantsIn(state, ended, logTime),
    ...(draft.record.kind === 'objected' ? waiversIn(state, ended) : []),
  ];
  if (since.length === 0) return outcome;
  return ledger.sequencer.submit({ ...draft, spend: anew(ledger, draft.spend, since) });
}

const endedBy = (record: RecordDraft): Pick<OptOutRecord, 'undoes' | 'purposes'> => {
  if (record.kind === 'objected') return record.scope === 'marketing' ? { purposes: ['marketing'] } : {};
  return record as Pick<OptOutRecord, 'undoes' | 'purposes'>;
};

/**
 * The acts since that have lifted an objection to one of these purposes where none stands now. It holds
 * nothing there any more, not even where a stop does: START would lift that.
 */
function waiversIn(state: ConsentState | undefined, purposes: readonly Purpose[]): string[] {
  if (state === undefined) return [];
  return purposes.flatMap((purpose) =>
    scopes.flatMap((scope) => {
      const slot = slotKey({ purpose, scope });
      const stands = objectionsTo(state, purpose, slot).some(({ isWaived }) => !isWaived);
      const by = stands ? undefined : state.waived?.[slot];
      return by === undefined ? [] : [JSON.stringify([slot, by])];
    }),
  );
}

/** The records that still allow messages, each once, sorted. */
export function grantsIn(
  state: ConsentState | undefined,
  purposes: readonly Purpose[],
  now: string,
): string[] {
  if (state === undefined) return [];
  const found = purposes.flatMap((purpose) => scopes.map((scope) => standing(state, purpose, scope, now)));
  return [...new Set(found.flatMap((one) => (one.kind === 'granted' ? [one.grant.record] : [])))].toSorted();
}

/**
 * The name of a stop that was recorded before and finds these consents, or that these acts have lifted. Any
 * number of taps at once that find the same count as one stop.
 */
export const anew = (ledger: Keys<'macs'>, { key, request }: Spend, since: readonly string[]): Spend => ({
  key: spend(ledger.keys.macs, 'stop_again', [key.toString('hex'), ...since], '').key,
  request,
});
