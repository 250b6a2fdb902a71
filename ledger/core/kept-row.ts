// Rows that no record explains are bound by a MAC over all their columns (core/mac.ts): which of them an
// attacker changed by hand is then found, and none of them is believed. A MAC sees no row that was deleted or
// put back as it once was; the guide for auditors says what that can do.

import { type MacKeys, mac, macIs } from './mac.ts';

/** The tables whose rows are bound; each has a column `mac`. */
export const boundTables = [
  'service_windows',
  'ownership_challenges',
  'spent_keys',
  'sends',
  'message_statuses',
  'erasure_requests',
] as const;
export type BoundTable = (typeof boundTables)[number];

type Cell = string | number | boolean | readonly string[] | Uint8Array | null;
/** Every column but the MAC, by name; moments as records hold them (core/when.ts). */
export type Cells = Readonly<Record<string, Cell>>;

export const rowMac = (keys: MacKeys, table: BoundTable, row: Cells): Buffer =>
  mac(keys, 'kept-row/v1', ...partsOf(table, row));

/** Whether the row is as the ledger wrote it. A row without a MAC is not. */
export const isKept = (
  keys: MacKeys,
  table: BoundTable,
  { mac: kept, ...row }: Cells & { mac: Uint8Array | null },
): boolean => kept !== null && macIs(keys, kept, 'kept-row/v1', ...partsOf(table, row));

function partsOf(table: BoundTable, row: Cells): (string | Uint8Array)[] {
  const parts: (string | Uint8Array)[] = [table];
  for (const column of Object.keys(row).sort()) {
    const cell = row[column]!;
    // Left out, so that a column which is added later changes no MAC while it is empty.
    if (cell === null) continue;
    parts.push(column, cell instanceof Uint8Array ? cell : JSON.stringify(cell));
  }
  return parts;
}
