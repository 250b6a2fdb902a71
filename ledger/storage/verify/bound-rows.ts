// Every row that a MAC binds, with all its columns, in pages.

import { boundTables } from '../../core/kept-row.ts';
import type { BoundRow } from '../../operations/verify/sources.ts';
import type { Sql } from '../database/connection.ts';
import { boundShape } from '../schema/bound-tables.ts';
import { wholeRows } from '../schema/whole-row.ts';

const rowsAtOnce = 1000;

export async function* boundRows(sql: Sql): AsyncGenerator<BoundRow[]> {
  for (const table of boundTables) {
    const rows = wholeRows<BoundRow['row']>(sql, boundShape(table), rowsAtOnce);
    for await (const page of rows) yield page.map((row) => ({ table, row }));
  }
}
