// Mutable: which node holds the work that only one node at a time may do. Grants are in
// migrations/0011_worker_leases.sql.

import { bigint, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** One row for each such worker. The first node that takes it makes the row. */
export const workerLeases = pgTable('worker_leases', {
  worker: text().primaryKey(),
  /** For an operator's eyes: host and process. */
  node: text().notNull(),
  /** Counts up with each holder, so that the database can refuse a late write of an earlier holder. */
  fence: bigint({ mode: 'number' }).notNull(),
  /**
   * By the database's clock. After this moment any node may take the work, unless the holder has extended it.
   */
  held_until: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
});
