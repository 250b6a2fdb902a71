// The tables whose rows a MAC binds (core/kept-row.ts), with the columns that a row is known by; and the MACs
// for rows that a version wrote which did not bind them yet.

import { getTableColumns } from 'drizzle-orm';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import { type BoundTable, boundTables, type Cells, rowMac } from '../../core/kept-row.ts';
import type { MacKeys } from '../../core/mac.ts';
import type { Sql } from '../database/connection.ts';
import { pages } from '../database/keyset-pages.ts';
import * as tables from './tables.ts';
import { type Shape, selectOf, shapeOf } from './whole-row.ts';

const tableOf: Record<BoundTable, PgTable> = {
  service_windows: tables.serviceWindows,
  ownership_challenges: tables.ownershipChallenges,
  spent_keys: tables.spentKeys,
  sends: tables.sends,
  message_statuses: tables.messageStatuses,
  erasure_requests: tables.erasureRequests,
};

export type BoundShape = Shape & { key: readonly (readonly [name: string, type: string])[] };

export function boundShape(name: BoundTable): BoundShape {
  const shape = shapeOf(tableOf[name]);
  const key = keyOf(tableOf[name]);
  return { ...shape, key: shape.columns.filter(([column]) => key.includes(column)) };
}

function keyOf(table: PgTable): string[] {
  const [composed] = getTableConfig(table).primaryKeys;
  const columns = composed?.columns ?? Object.values(getTableColumns(table)).filter(({ primary }) => primary);
  return columns.map(({ name }) => name);
}

const rowsAtOnce = 1000;

/**
 * Only the migration that makes the column calls this, in its own transaction. At any other time a row
 * without a MAC is one from which it was taken.
 * @returns how many rows it bound
 */
export async function bindRows(sql: Sql, macs: MacKeys): Promise<number> {
  let bound = 0;
  for (const table of boundTables) {
    const shape = boundShape(table);
    const sameRow = shape.key.map(([column]) => `t."${column}" = n."${column}"`).join(' and ');
    const names = shape.key.map(([column]) => `"${column}"`).join(', ');
    const values = shape.key.map(([, type], i) => `$${i + 1}::${type}[]`).join(', ');
    const place = shape.key.map(([, type], i) => `$${i + 1}::${type}`).join(', ');
    const placeOf = (row: Cells) => shape.key.map(([column]) => row[column] as string | Buffer);
    const unbound = pages(
      rowsAtOnce,
      [] as (string | Buffer)[],
      (after) =>
        sql.unsafe<Cells[]>(
          `${selectOf(shape)} where mac is null ${after.length > 0 ? `and (${names}) > (${place})` : ''}
           order by ${names} limit ${rowsAtOnce}`,
          after,
        ),
      placeOf,
    );
    for await (const rows of unbound) {
      bound += rows.length;
      const made = rows.map(({ mac: _, ...row }) => rowMac(macs, table, row));
      await sql.unsafe(
        `update "${table}" t set mac = n.mac
         from unnest(${values}, $${shape.key.length + 1}::bytea[]) as n (${names}, mac) where ${sameRow}`,
        [...shape.key.map(([column]) => rows.map((row) => row[column] as string | Buffer)), made],
      );
    }
  }
  return bound;
}
