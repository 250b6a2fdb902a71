// Are the rows that no record explains as the ledger wrote them? Each is bound by a MAC (core/kept-row.ts).
// The audit sees neither a row that was deleted nor one that was put back as it once was.

import { type BoundTable, type Cells, isKept } from '../kept-row.ts';
import type { MacKeys } from '../mac.ts';
import type { Report } from './audit-log.ts';
import type { Pages } from './cursor.ts';
import { finding } from './finding.ts';

export type BoundRow = {
  readonly table: BoundTable;
  readonly row: Cells & { readonly mac: Uint8Array | null };
};

/** What a finding may name a row by: random ids, and whose it is; never a tag, nor a MAC of a number. */
const names = ['permit', 'record', 'sender', 'business'];

/** @param size of the log */
export async function auditBoundRows(
  rows: Pages<BoundRow>,
  macs: MacKeys,
  size: number,
  report: Report,
): Promise<void> {
  for await (const page of rows) {
    for (const { table, row } of page) {
      const isAsWritten = isKept(macs, table, row);
      if (isAsWritten && Number(row['tree_size'] ?? 0) <= size) continue;
      const name = names.find((column) => typeof row[column] === 'string')!;
      report(finding('kept_row', isAsWritten ? 'ahead' : 'differs', `${table}, ${name} ${row[name]}`));
    }
  }
}
