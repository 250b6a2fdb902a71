// A link to all consents of one person at a business, made by that business's server for its e-mails and SMS.

import { issuePersonLink } from '../../auth/person-link.ts';
import type { Principal } from '../../auth/scope.ts';
import { openRecord } from '../../core/consent/open-record.ts';
import { LedgerError } from '../../core/error.ts';
import type { CanonicalIdentifier } from '../../core/subject/identifier.ts';
import type { Keys } from '../keys.ts';
import { findPerson, type People } from '../person/find-person.ts';
import { urlOf } from '../record/link.ts';
import { openedOf, recordsPerQuery } from '../record/opened.ts';
import type { Records } from '../record/store.ts';
import type { World } from '../world.ts';

type Linking = People & Keys<'macs'> & Records<'byId' | 'chainBack'> & { url: string; world: World };

/** Any name of the person, or the id of any of their opt-ins. */
export type LinkRequest = { of: { person: CanonicalIdentifier } | { record: string }; days: number };

export type MadeLink = { url: string; expires_at: string };

const dayMs = 86_400_000;

/** Throws not_found for a person who never opted in to this business. */
export async function makeLink(
  ledger: Linking,
  { business }: Principal,
  { of, days }: LinkRequest,
): Promise<MadeLink> {
  const record = 'person' in of ? await someOptIn(ledger, business, of.person) : of.record;
  const stored = record === undefined ? undefined : await ledger.records.byId(record);
  if (stored?.business !== business || openRecord(ledger, stored).record.kind !== 'opt_in') {
    throw new LedgerError('not_found', 'No such opt-in.');
  }
  // Whole seconds, because the link holds whole seconds.
  const expires = Math.floor((ledger.world.now().getTime() + days * dayMs) / 1000) * 1000;
  const link = { kind: 'person', record: stored.record, expiresAt: new Date(expires) } as const;
  return {
    url: urlOf(ledger, issuePersonLink(ledger.keys.macs, link)),
    expires_at: link.expiresAt.toISOString(),
  };
}

async function someOptIn(
  ledger: Linking,
  business: string,
  name: CanonicalIdentifier,
): Promise<string | undefined> {
  const { person } = await findPerson(ledger, business, name);
  for (const subject of person?.subjects ?? []) {
    const newestFirst = ledger.records.chainBack([subject], recordsPerQuery);
    for await (const { stored, record } of openedOf(ledger, newestFirst))
      if (record.kind === 'opt_in') return stored.record;
  }
  return undefined;
}
