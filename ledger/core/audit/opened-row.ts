// A sealed row becomes the record inside it, or the finding that says why not: the key unwraps, the row
// opens, the entry commits to the contents, and the contents are a record. Records of a
// later release are records too.

import { type ConsentRecord, type ReadRecord, readRecord, type UnknownRecord } from '../consent/record.ts';
import { opens } from '../subject/commitment.ts';
import { open, unwrapKey } from '../subject/sealed.ts';
import { type Finding, finding } from './finding.ts';

/** A sealed row with the entry at its index and its owner's key. */
export type SealedRow = {
  readonly index: number;
  readonly record: string;
  readonly business: string;
  /** null: sealed under the business's own key. */
  readonly subject: string | null;
  /** Empty where there is no entry at the index. */
  readonly entry: Uint8Array;
  readonly sealed: Uint8Array;
  /** Empty where the owner is not there. */
  readonly wrappedKey: Uint8Array;
  /** Size of the checkpoint that first covered it. */
  readonly treeSize: number;
};

export type OpenedRow =
  | { readonly kind: 'opened'; readonly record: ConsentRecord }
  /** A later release wrote it: what it means is not known here. */
  | { readonly kind: 'unknown'; readonly record: UnknownRecord }
  | { readonly kind: 'false'; readonly finding: Finding };

/** How findings name a row. */
export const whereOf = ({ index, record }: SealedRow) => `index ${index}, record ${record}`;

function ownerOf({ subject, business }: SealedRow): string {
  return subject === null ? `business ${business}` : `subject ${subject}`;
}

/**
 * Opens a row.
 * @param master 32 bytes: the key that wraps all others
 */
export function openRow(row: SealedRow, master: Uint8Array): OpenedRow {
  const refuse = (found: Finding): OpenedRow => ({ kind: 'false', finding: found });
  const where = whereOf(row);
  if (row.entry.length === 0) return refuse(finding('sealed_record', 'without_entry', where));
  if (row.wrappedKey.length === 0) return refuse(finding('key', 'missing', ownerOf(row)));
  const key = unwrapKey(master, row.subject ?? row.business, row.wrappedKey);
  if (key === undefined) return refuse(finding('key', 'does_not_unwrap', ownerOf(row)));
  const opened = open(key, row.entry, row.sealed);
  if (opened.kind === 'refused') return refuse(finding('sealed_record', 'does_not_open', where));
  // GCM does not commit to its key, the entry does.
  if (!opens(row.entry, opened.nonce, opened.bytes)) {
    return refuse(finding('sealed_record', 'not_committed', where));
  }
  const read = readRecord(opened.bytes);
  switch (read.kind) {
    case 'known':
      return { kind: 'opened', record: read.record };
    case 'unknown':
      return read;
    case 'malformed':
      return refuse(finding('sealed_record', 'malformed', where));
  }
}

/** What a row holds, for a reader who goes on where one does not open; undefined: it does not. */
export function readRow(stored: SealedRow, master: Uint8Array): ReadRecord | undefined {
  const row = openRow(stored, master);
  if (row.kind === 'false') return undefined;
  return row.kind === 'opened' ? { kind: 'known', record: row.record } : row;
}
