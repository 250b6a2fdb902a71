// Every row that a MAC binds, with all its columns, in pages.

import { type BoundTable, boundTables } from '../../core/kept-row.ts';
import type { BoundRow } from '../../operations/verify/sources.ts';
import type { Sql } from '../database/connection.ts';
import { pages } from '../database/keyset-pages.ts';
import { boundShape } from '../schema/bound-tables.ts';
import { selectOf } from '../schema/whole-row.ts';

const rowsAtOnce = 1000;

export async function* boundRows(sql: Sql): AsyncGenerator<BoundRow[]> {
  for (const table of boundTables) {
    for await (const page of pagesOf(sql, table)) yield page.map((row) => ({ table, row }));
  }
}

function pagesOf(sql: Sql, table: BoundTable) {
  const shape = boundShape(table);
  const order = shape.key.map(([column]) => `"${column}"`).join(', ');
  const places = shape.key.map(([, type], i) => `$${i + 1}::${type}`).join(', ');
  const read = (last: BoundRow['row'] | undefined) =>
    sql.unsafe<BoundRow['row'][]>(
      `${selectOf(shape)} where ${last === undefined ? '$1::boolean' : `(${order}) > (${places})`}
       order by ${order} limit ${rowsAtOnce}`,
      last === undefined ? [true] : shape.key.map(([column]) => last[column] as string | Buffer),
    );
  return pages<BoundRow['row'], BoundRow['row'] | undefined>(rowsAtOnce, undefined, read, (last) => last);
}
