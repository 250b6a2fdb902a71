// Rows with every column of their table, whatever the table has: for what is recorded, bound or verified as a
// whole. A column that is added to a table is in all of these from then on.

import { getTableColumns, getTableName } from 'drizzle-orm';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type { Sql } from '../database/connection.ts';
import { pages } from '../database/keyset-pages.ts';
import type { Value } from '../database/parameter.ts';

type Columns = readonly (readonly [name: string, type: string])[];
export type Shape = { table: string; columns: Columns };
/** `key`: the columns that a row is known by, in the order of their index. */
export type KeyedShape = Shape & { key: Columns };

export function shapeOf(table: PgTable): Shape {
  const columns = Object.values(getTableColumns(table));
  return {
    table: getTableName(table),
    columns: columns.map((column) => [column.name, column.getSQLType()] as const),
  };
}

export function keyedShapeOf(table: PgTable): KeyedShape {
  const { primaryKeys, columns } = getTableConfig(table);
  const shape = shapeOf(table);
  const key = primaryKeys[0]?.columns ?? columns.filter(({ primary }) => primary);
  return { ...shape, key: key.map(({ name }) => shape.columns.find(([column]) => column === name)!) };
}

/** A moment as text, to the microsecond: the driver would cut it to milliseconds. */
const read = ([name, type]: readonly [string, string]): string =>
  type === 'timestamp with time zone'
    ? `to_char("${name}" at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "${name}"`
    : `"${name}"`;

/** SQL, without a condition. */
export const selectOf = ({ table, columns }: Shape): string =>
  `select ${columns.map(read).join(', ')} from "${table}"`;

/**
 * In pages, by the key.
 * @param where SQL over `values`; one of them at least, since a statement without any is sent as a script
 */
export function wholeRows<Row extends object>(
  sql: Sql,
  shape: KeyedShape,
  rowsAtOnce: number,
  where = '$1::boolean',
  values: readonly Value[] = [true],
): AsyncGenerator<Row[]> {
  const key = shape.key.map(([column]) => column);
  const order = key.map((column) => `"${column}"`).join(', ');
  const place = shape.key.map(([, type], i) => `$${values.length + i + 1}::${type}`).join(', ');
  const placeOf = (row: Row) => key.map((column) => (row as Record<string, Value>)[column]!);
  const read = (after: readonly Value[]) =>
    sql.unsafe<Row[]>(
      `${selectOf(shape)} where ${where} ${after.length > 0 ? `and (${order}) > (${place})` : ''}
       order by ${order} limit ${rowsAtOnce}`,
      [...values, ...after],
    );
  return pages<Row, readonly Value[]>(rowsAtOnce, [], read, placeOf);
}
