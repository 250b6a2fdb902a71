// The tables whose rows a MAC binds (core/kept-row.ts), with the columns that a row is known by; and the MACs
// for rows that a version wrote which did not bind them yet.

import type { PgTable } from 'drizzle-orm/pg-core';
import { type BoundTable, boundTables, type Cells, rowMac } from '../../core/kept-row.ts';
import type { MacKeys } from '../../core/mac.ts';
import type { Sql } from '../database/connection.ts';
import * as tables from './tables.ts';
import { type KeyedShape, keyedShapeOf, wholeRows } from './whole-row.ts';

const tableOf: Record<BoundTable, PgTable> = {
  service_windows: tables.serviceWindows,
  ownership_challenges: tables.ownershipChallenges,
  spent_keys: tables.spentKeys,
  sends: tables.sends,
  message_statuses: tables.messageStatuses,
  erasure_requests: tables.erasureRequests,
};

export const boundShape = (name: BoundTable): KeyedShape => keyedShapeOf(tableOf[name]);

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
    const unbound = wholeRows<Cells>(sql, shape, rowsAtOnce, '$1::boolean and mac is null');
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
