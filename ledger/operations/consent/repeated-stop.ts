// A stop is done when no consent that it may stop goes on. The same stop sent again gets the first answer,
// unless the person has agreed again since. It is then a stop of its own, because otherwise the page would
// say "stopped" while messages go on. A stop meant for the earlier consent also ends the newer one: too few
// messages are better than one too many.

import { type Spend, spend } from '../../auth/spend.ts';
import type { OptOutRecord, RecordDraft, Scope } from '../../core/consent/record.ts';
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
  const goesOn = grantsIn(state, purposes ?? allPurposes, logTime);
  if (goesOn.length === 0) return outcome;
  return ledger.sequencer.submit({ ...draft, spend: anew(ledger, draft.spend, goesOn) });
}

const endedBy = (record: RecordDraft): Pick<OptOutRecord, 'undoes' | 'purposes'> => {
  if (record.kind === 'objected') return record.scope === 'marketing' ? { purposes: ['marketing'] } : {};
  return record as Pick<OptOutRecord, 'undoes' | 'purposes'>;
};

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
 * The name of a stop that was recorded before and finds these consents. Any number of taps at once that find
 * the same consent count as one stop.
 */
export const anew = (ledger: Keys<'macs'>, { key, request }: Spend, goesOn: readonly string[]): Spend => ({
  key: spend(ledger.keys.macs, 'stop_again', [key.toString('hex'), ...goesOn], '').key,
  request,
});
