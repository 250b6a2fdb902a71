// Rows with every column of their table, whatever the table has: for what is recorded, bound or verified as a
// whole. A column that is added to a table is in all of these from then on.

import { getTableColumns, getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';

export type Shape = { table: string; columns: readonly (readonly [name: string, type: string])[] };

export function shapeOf(table: PgTable): Shape {
  const columns = Object.values(getTableColumns(table));
  return {
    table: getTableName(table),
    columns: columns.map((column) => [column.name, column.getSQLType()] as const),
  };
}

/** A moment as text, to the microsecond: the driver would cut it to milliseconds. */
const read = ([name, type]: readonly [string, string]): string =>
  type === 'timestamp with time zone'
    ? `to_char("${name}" at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "${name}"`
    : `"${name}"`;

/** SQL, without a condition. */
export const selectOf = ({ table, columns }: Shape): string =>
  `select ${columns.map(read).join(', ')} from "${table}"`;
