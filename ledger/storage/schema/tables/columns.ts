// Kinds of columns and checks that the tables share.

import { sql } from 'drizzle-orm';
import { bigint, customType } from 'drizzle-orm/pg-core';

export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/**
 * A position in the log: 0 … 2^53 - 1. Never a sequence, because those leave gaps and commit out of order.
 */
export const position = () => bigint({ mode: 'number' });

export function hasBytes(column: unknown, length: number) {
  return sql`octet_length(${column}) = ${sql.raw(String(length))}`;
}

export function isHash(column: unknown) {
  return hasBytes(column, 32);
}

/**
 * The MAC over all other columns of the row (core/kept-row.ts). Null where a version without MACs wrote it:
 * the migration binds it, and a row that is unbound afterwards is not believed.
 */
export const rowMac = () => bytea();
