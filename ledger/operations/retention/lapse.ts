// Ends consent to one purpose because nothing was heard of the person for as long as a rule of the business
// says (core/policy/lapse.ts), and tells before of whom. As a story:
//
//   look     people of whom nothing was recorded for long are judged anyway (end.ts): here those of them who
//            may still be written to
//   judge    by their records, each opened, and by when they last read a message
//   commit   one record for each of their names under which such consent stands. It says when the person was
//            last heard of, and ends nothing that is younger; the settings are as they were judged by
//   crash    between two names: the next look finds the other

import { spend } from '../../auth/spend.ts';
import { isGranted, type Lapsing, lapsingOf } from '../../core/policy/lapse.ts';
import { keepName, keepVersion } from '../../core/policy/retention.ts';
import { toMoment } from '../../core/when.ts';
import type { Judged } from './judged.ts';
import type { Asking, Ending } from './pruned.ts';

/** What ends by `soon`, of one who may still be written to. */
export async function lapsesOf(
  { sends }: Pick<Ending, 'sends'>,
  { settings: { lapses = [] }, now, soon }: Asking,
  { person, ended, facets }: Judged,
): Promise<Lapsing[]> {
  if (ended.kind !== 'kept' || ended.because !== 'standing' || facets.length === 0) return [];
  const [moment, end] = [now, soon].map((one) => toMoment(one.toISOString())) as [string, string];
  const known = { facets, state: person.state };
  const byRecords = lapsingOf(known, lapses, undefined, moment).filter(({ at }) => at <= end);
  if (byRecords.length === 0) return [];
  const lastRead = await sends.lastRead(person.subjects);
  return lapsingOf(known, lapses, lastRead, moment).filter(({ at }) => at <= end);
}

/** @returns false: something has changed since it was judged, and under no name anything ended */
export async function endPurpose(
  ledger: Ending,
  { business, retention, submittedBy, now }: Asking,
  { person, states }: Judged,
  { purpose, rule, days, since }: Lapsing,
): Promise<boolean> {
  let hasEnded = false;
  for (const subject of person.subjects) {
    const state = states.get(subject);
    if (state === undefined || !isGranted(state, purpose, toMoment(now.toISOString()))) continue;
    const outcome = await ledger.sequencer.submit({
      business,
      owner: { kind: 'subject', subject },
      judgedBy: retention,
      record: {
        v: 2,
        kind: 'lapsed',
        business,
        source: { system: 'optmark' },
        ...(submittedBy !== undefined && { submitted_by: submittedBy }),
        purposes: [purpose],
        ...{ rule, days, pack: { name: keepName, version: keepVersion }, inactive_since: since },
      },
      // Two nodes that end the same say it once.
      spend: spend(ledger.keys.macs, 'lapse', [business, subject, purpose, since], rule),
    });
    if (outcome.kind !== 'refused') hasEnded = true;
    else if (outcome.error.code !== 'conflict' && outcome.error.code !== 'not_found') throw outcome.error;
  }
  return hasEnded;
}
