// A link to all consents of one person at a business, made by that business's server for its e-mails and SMS.

import { issuePersonLink } from '../../auth/person-link.ts';
import type { Principal } from '../../auth/scope.ts';
import { LedgerError } from '../../core/error.ts';
import { findPerson } from '../ask-gate.ts';
import type { Ledger } from '../ledger.ts';
import { openRecord } from '../open-record.ts';
import { urlOf } from '../record-link.ts';

/** Canonical number, or the id of any opt-in of the person. */
export type LinkRequest = { of: { number: string } | { record: string }; days: number };

export type MadeLink = { url: string; expires_at: string };

const dayMs = 86_400_000;

/** Throws not_found for whoever never opted in to this business. */
export async function makeLink(
  ledger: Ledger,
  { business }: Principal,
  { of, days }: LinkRequest,
): Promise<MadeLink> {
  const record = 'number' in of ? await someOptIn(ledger, business, of.number) : of.record;
  const stored = record === undefined ? undefined : await ledger.records.byId(record);
  if (stored?.business !== business || openRecord(ledger, stored).record.kind !== 'opt_in') {
    throw new LedgerError('not_found', 'No such opt-in.');
  }
  // Whole seconds, as the link holds them.
  const expires = Math.floor((ledger.world.now().getTime() + days * dayMs) / 1000) * 1000;
  const link = { kind: 'person', record: stored.record, expiresAt: new Date(expires) } as const;
  return {
    url: urlOf(ledger, issuePersonLink(ledger.keys.nonces, link)),
    expires_at: link.expiresAt.toISOString(),
  };
}

async function someOptIn(ledger: Ledger, business: string, number: string): Promise<string | undefined> {
  const { person } = await findPerson(ledger, business, { kind: 'number', value: number });
  for (const subject of person?.subjects ?? []) {
    const stored = await ledger.records.bySubject(subject);
    const found = stored.findLast((row) => openRecord(ledger, row).record.kind === 'opt_in');
    if (found !== undefined) return found.record;
  }
  return undefined;
}
