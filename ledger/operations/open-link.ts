// A link of the person's own page, followed: checked, its record opened, and the look recorded before anything is shown.
// A link that is forged, over, or of somebody erased is one and the same to whoever holds it.

import { checkPersonLink, type PersonLink } from '../auth/person-link.ts';
import { spend } from '../auth/spend.ts';
import type { Visitor } from '../auth/visitor.ts';
import type { OptInRecord } from '../core/consent/record.ts';
import type { Ledger } from './ledger.ts';
import { openRecord } from './open-record.ts';
import type { StoredRecord } from './ports.ts';
import { apart, byNetwork } from './visitor/admit-visitor.ts';

export type OpenedLink = {
  link: PersonLink;
  stored: StoredRecord & { subject: string };
  optIn: OptInRecord;
};

/**
 * @param stopping counted apart, so that no flood of looks keeps anybody from stopping
 * @returns undefined: the link shows nothing
 * @throws LedgerError rate_limited
 */
export async function openLink(
  ledger: Ledger,
  text: string,
  visitor: Visitor,
  { stopping = false } = {},
): Promise<OpenedLink | undefined> {
  const check = checkPersonLink(ledger.keys.nonces, text, ledger.world.now());
  // A link that is ours counts against itself alone: neighbours, and all customers of one mail service, share a network.
  const takes = check.kind === 'accepted' ? [{ limit: 'link' as const, key: text }] : byNetwork(visitor);
  await ledger.limits.take(apart(takes, stopping));
  if (check.kind !== 'accepted') return undefined;
  const stored = await ledger.records.byId(check.link.record);
  if (stored === undefined || stored.subject === null) return undefined;
  const { record } = openRecord(ledger, stored);
  if (record.kind !== 'opt_in') return undefined;
  return { link: check.link, stored: { ...stored, subject: stored.subject }, optIn: record };
}

/** How often a look is noted, milliseconds. Anybody with a site key can have links to records of a stranger: those seldom. */
const noteEvery = { person: 3_600_000, record: 86_400_000 } as const;

/**
 * Appends that the page was looked at, once an hour and link, or once a day: mail scanners and reloads open it again and
 * again, and a person's history must not drown in their own looks. Whoever looked is not known; that it was by a link is.
 */
export async function noteLook(ledger: Ledger, { link, stored }: OpenedLink): Promise<void> {
  const time = Math.floor(ledger.world.now().getTime() / noteEvery[link.kind]);
  const name = `${link.kind}\0${link.record}\0${link.expiresAt.getTime()}\0${time}`;
  const outcome = await ledger.sequencer.submit({
    business: stored.business,
    owner: { kind: 'subject', subject: stored.subject },
    record: {
      v: 1,
      kind: 'accessed',
      business: stored.business,
      source: { system: 'link', actor: link.record },
      access: { operation: 'receipt', by: 'link' },
    },
    spend: spend(ledger.keys.nonces, 'link_access', name, 'receipt'),
  });
  if (outcome.kind === 'refused') throw outcome.error;
}
