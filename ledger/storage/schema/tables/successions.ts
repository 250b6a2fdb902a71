// Log: under which names it went on. Guards are in migrations/0016_successions.sql.

import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, position } from './columns.ts';

/** One row for each name after the first, written by the commit of its `log_begun` record. */
export const logSuccessions = pgTable('log_successions', {
  /** 2 for the second name. */
  n: integer().primaryKey(),
  origin: text().notNull().unique(),
  /** Its verifier key (C2SP signed-note). */
  vkey: text().notNull(),
  last_origin: text().notNull(),
  last_vkey: text().notNull(),
  /** What was kept: the last size under the last name, and the index of the `log_begun` record. */
  size: position().notNull(),
  root: bytea().notNull(),
  why: text().notNull(),
  record: uuid().notNull(),
  /** recorded_at of the record. */
  at: text().notNull(),
});

/** Of which businesses an officer has confirmed what was recorded before a restore. */
export const recoveries = pgTable(
  'recoveries',
  {
    business: text().notNull(),
    /** The `log_begun` record. */
    begun: uuid().notNull(),
    /** The `recovered` record. */
    record: uuid().notNull(),
  },
  (t) => [primaryKey({ columns: [t.business, t.begun] })],
);
