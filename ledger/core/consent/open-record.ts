// Open a sealed row: unwrap the key of the subject (or business), decrypt, and check that the opening really
// is the one the public entry commits to.

import { LedgerError } from '../error.ts';
import { opens } from '../subject/commitment.ts';
import { open, unwrapKey } from '../subject/sealed.ts';
import { type ConsentRecord, readRecord, type UnknownRecord } from './record.ts';

/** A record as it is stored. `wrappedKey` is the subject's key, or of a record without one the business's. */
export type SealedRecord = {
  business: string;
  subject: string | null;
  wrappedKey: Buffer;
  entry: Buffer;
  sealed: Buffer;
};

type Opening = { bytes: Buffer; nonce: Buffer };
export type Opened = Opening & { record: ConsentRecord };

/** Whatever the bytes say. Undefined: it does not open to its entry. */
export function openingOf(master: Buffer, stored: SealedRecord): Opening | undefined {
  const key = unwrapKey(master, stored.subject ?? stored.business, stored.wrappedKey);
  const opening = key && open(key, stored.entry, stored.sealed);
  if (opening?.kind !== 'opened' || !opens(stored.entry, opening.nonce, opening.bytes)) return undefined;
  return { bytes: opening.bytes, nonce: opening.nonce };
}

/** @throws LedgerError record_changed, record_unknown */
export function openRecord(
  ledger: { keys: { master: Buffer } },
  stored: SealedRecord & { index?: number },
): Opened {
  const opened = openUnlessChanged(ledger, stored);
  if (opened !== undefined) return opened;
  const which = stored.index === undefined ? 'A record' : `The record at leaf ${stored.index}`;
  const detail = `${which} does not open to its entry: it was changed in the database. Run verify.`;
  throw new LedgerError('record_changed', detail, {
    faults: [{ pointer: '', rule: 'record_changed', detail }],
  });
}

/** Undefined: it does not open to its entry, since somebody has changed it in the database. */
export function openUnlessChanged(
  ledger: { keys: { master: Buffer } },
  stored: SealedRecord,
): Opened | undefined {
  const opening = openingOf(ledger.keys.master, stored);
  if (opening === undefined) return undefined;
  const read = readRecord(opening.bytes);
  if (read.kind === 'unknown') throw unknown(read.record);
  if (read.kind === 'malformed')
    throw new LedgerError('internal', 'A sealed record cannot be read: run verify.');
  return { ...opening, record: read.record };
}

/** A kind is a word of a later release's list; what is none is not repeated. */
function unknown({ id, kind }: UnknownRecord): LedgerError {
  const named = /^[a-z_]{1,40}$/.test(kind) ? `of the kind ${kind}` : 'of a kind';
  const detail = `Record ${id} is ${named}, or has fields, that a later release of the ledger has brought: ask a node of it.`;
  return new LedgerError('record_unknown', detail, {
    faults: [{ pointer: '', rule: 'record_unknown', detail }],
  });
}
