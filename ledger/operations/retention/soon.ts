// Whose records or consent end soon, by name, so that a business can tell them before: in-dpdp has people
// warned 48 hours before their data goes because nothing was heard of them. Whoever agrees anew, or is in
// dispute, stays.

import type { Principal } from '../../auth/scope.ts';
import type { RevealReason } from '../../core/consent/record/of-business.ts';
import { namesOf } from '../../core/export/row.ts';
import { toMoment } from '../../core/when.ts';
import { type Noting, noteAccess } from '../history/read-history.ts';
import { askingOf, endsBy, quietOnes } from './end.ts';
import { judgedAmong } from './judged.ts';
import { lapsesOf } from './lapse.ts';
import type { Ending } from './pruned.ts';

/** `number`, `external_id`: only where they are asked for in full; else the number is masked. */
export type EndsSoon = {
  subject: string;
  number?: string;
  external_id?: string;
  ends_at: string;
  rule: string;
};

/** `reason`: why they are shown in full. */
export type SoonAsked = { days: number; reason?: RevealReason | undefined; after?: string | undefined };

/** Of the next people, those whose time is over within so many days; the look is recorded first. */
export async function whoEndsSoon(
  ledger: Ending & Noting,
  principal: Principal,
  { days, reason, after }: SoonAsked,
): Promise<{ people: EndsSoon[]; next?: string }> {
  const { business } = principal;
  const asking = await askingOf(ledger, business, days);
  const found = await quietOnes(ledger, asking, after);
  const now = toMoment(asking.now.toISOString());
  const people: EndsSoon[] = [];
  for await (const one of judgedAmong(ledger, business, found.subjects, asking.settings, now)) {
    const ends = endsBy(one, asking);
    const all = [...(ends === undefined ? [] : [ends]), ...(await lapsesOf(ledger, asking, one))];
    const { number, external_id } = namesOf(one.identifiers, reason !== undefined);
    for (const { at, rule } of all)
      people.push({
        subject: one.person.subjects[0]!,
        ...(number !== undefined && { number }),
        ...(external_id !== undefined && { external_id }),
        ...{ ends_at: at, rule },
      });
  }
  await noteAccess(ledger, principal, 'list', null, {
    filter: { retention: 'soon', days },
    tree_size: (await ledger.log.latestCheckpoint())?.size ?? 0,
    total: people.length,
    ...(reason !== undefined && { reason }),
  });
  return { people, ...(found.next !== undefined && { next: found.next }) };
}
