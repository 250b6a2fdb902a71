// Open a sealed row: unwrap the key of the subject (or business), decrypt, and check that the opening really is the
// one the public entry commits to.

import { type ConsentRecord, parseRecord } from '../core/consent/record.ts';
import { LedgerError } from '../core/error.ts';
import { opens } from '../core/subject/commitment.ts';
import { open, unwrapKey } from '../core/subject/sealed.ts';
import type { Ledger } from './ledger.ts';
import type { StoredRecord } from './ports.ts';

export type Opened = { record: ConsentRecord; bytes: Buffer; nonce: Buffer };

export function openRecord(ledger: Pick<Ledger, 'keys'>, stored: StoredRecord): Opened {
  const key = unwrapKey(ledger.keys.master, stored.subject ?? stored.business, stored.wrappedKey);
  const opening = key === undefined ? undefined : open(key, stored.entry, stored.sealed);
  if (opening?.kind !== 'opened' || !opens(stored.entry, opening.nonce, opening.bytes)) {
    throw new LedgerError('internal', 'A sealed record does not open to its entry; run verify.');
  }
  return { record: parseRecord(opening.bytes), bytes: opening.bytes, nonce: opening.nonce };
}
