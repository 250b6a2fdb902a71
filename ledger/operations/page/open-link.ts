// Follows a link to the person's own page: checks the link, opens its record, and records the look before the
// page shows anything. A forged link, an expired link and a link of an erased person all get the same answer.

import { checkPersonLink, type PersonLink } from '../../auth/person-link.ts';
import { spend } from '../../auth/spend.ts';
import type { Visitor } from '../../auth/visitor.ts';
import { openRecord } from '../../core/consent/open-record.ts';
import type { OptInRecord } from '../../core/consent/record.ts';
import type { StoredRecord } from '../append/log-store.ts';
import type { Appends } from '../append/sequencer.ts';
import type { Keys } from '../keys.ts';
import type { Records } from '../record/store.ts';
import { apart, byNetwork } from '../visitor/admit-visitor.ts';
import type { Limits } from '../visitor/limits.ts';
import type { World } from '../world.ts';

/** The parts that recording a look needs. */
export type Noting = Appends & Keys<'macs'> & { world: World };

export type OpenedLink = {
  link: PersonLink;
  stored: StoredRecord & { subject: string };
  optIn: OptInRecord;
};

/**
 * @param stopping a stop counts separately, so that no flood of looks keeps a person from stopping
 * @returns undefined: the link shows nothing
 * @throws LedgerError rate_limited
 */
export async function openLink(
  ledger: Limits & Keys<'macs'> & Records<'byId'> & { world: World },
  text: string,
  visitor: Visitor,
  { stopping = false } = {},
): Promise<OpenedLink | undefined> {
  const check = checkPersonLink(ledger.keys.macs, text, ledger.world.now());
  // A genuine link counts only against itself, because neighbours, and all customers of one mail service,
  // share a network.
  const takes = check.kind === 'accepted' ? [{ limit: 'link' as const, key: text }] : byNetwork(visitor);
  await ledger.limits.take(apart(takes, stopping));
  if (check.kind !== 'accepted') return undefined;
  const stored = await ledger.records.byId(check.link.record);
  if (stored === undefined || stored.subject === null) return undefined;
  const { record } = openRecord(ledger, stored);
  // An attacker may have swapped rows. The sealed record says whose it is.
  if (record.kind !== 'opt_in' || record.id !== check.link.record || record.subject !== stored.subject)
    return undefined;
  return { link: check.link, stored: { ...stored, subject: stored.subject }, optIn: record };
}

/**
 * How often the ledger records a look, in milliseconds. A caller with a site key can get links to records of
 * a stranger, so the ledger records looks at those less often.
 */
const noteEvery = { person: 3_600_000, record: 86_400_000 } as const;

/**
 * Records that the page was opened, for each link at most once an hour, or once a day. Mail scanners and
 * reloads open it again and again, and must not fill a person's history. The ledger does not know the viewer.
 * It knows only that the look was by a link.
 */
export async function noteLook(ledger: Noting, { link, stored }: OpenedLink): Promise<void> {
  const time = Math.floor(ledger.world.now().getTime() / noteEvery[link.kind]);
  const name = [link.kind, link.record, String(link.expiresAt.getTime()), String(time)];
  const outcome = await ledger.sequencer.submit({
    business: stored.business,
    owner: { kind: 'subject', subject: stored.subject },
    record: {
      v: 2,
      kind: 'accessed',
      business: stored.business,
      source: { system: 'link', actor: link.record },
      access: { operation: 'receipt', by: 'link' },
    },
    spend: spend(ledger.keys.macs, 'link_access', name, 'receipt'),
  });
  if (outcome.kind === 'refused') throw outcome.error;
}
