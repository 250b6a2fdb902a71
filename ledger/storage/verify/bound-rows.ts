// Every row that a MAC binds, with all its columns, in pages.

import { getTableColumns } from 'drizzle-orm';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import { type BoundTable, boundTables } from '../../core/kept-row.ts';
import type { BoundRow } from '../../operations/verify/sources.ts';
import type { Sql } from '../database/connection.ts';
import { pages } from '../database/keyset-pages.ts';
import * as tables from '../schema/tables.ts';
import { selectOf, shapeOf } from '../schema/whole-row.ts';

const rowsAtOnce = 1000;

const tableOf: Record<BoundTable, PgTable> = {
  service_windows: tables.serviceWindows,
  ownership_challenges: tables.ownershipChallenges,
  spent_keys: tables.spentKeys,
  sends: tables.sends,
  message_statuses: tables.messageStatuses,
};

export async function* boundRows(sql: Sql): AsyncGenerator<BoundRow[]> {
  for (const table of boundTables) {
    for await (const page of pagesOf(sql, table)) yield page.map((row) => ({ table, row }));
  }
}

function pagesOf(sql: Sql, name: BoundTable) {
  const table = tableOf[name];
  const shape = shapeOf(table);
  const key = keyOf(table);
  const order = key.map((column) => `"${column}"`).join(', ');
  const types = new Map(shape.columns);
  const places = key.map((column, i) => `$${i + 1}::${types.get(column)}`).join(', ');
  const read = (last: BoundRow['row'] | undefined) =>
    sql.unsafe<BoundRow['row'][]>(
      `${selectOf(shape)} where ${last === undefined ? '$1::boolean' : `(${order}) > (${places})`}
       order by ${order} limit ${rowsAtOnce}`,
      last === undefined ? [true] : key.map((column) => last[column] as string | Buffer),
    );
  return pages<BoundRow['row'], BoundRow['row'] | undefined>(rowsAtOnce, undefined, read, (last) => last);
}

/** The columns that a row is known by. */
function keyOf(table: PgTable): string[] {
  const [composed] = getTableConfig(table).primaryKeys;
  const columns = composed?.columns ?? Object.values(getTableColumns(table)).filter(({ primary }) => primary);
  return columns.map(({ name }) => name);
}
