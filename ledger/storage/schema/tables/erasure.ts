// What an erasure leaves, and what it still has to look at. Guards and grants are in
// migrations/0025_erasure.sql and migrations/0026_late_erasures.sql.

import { index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';

/** The `erased` record that holds the stone of a subject. Insert only, for every role. */
export const stones = pgTable('stones', { subject: uuid().notNull(), record: uuid().notNull() }, (t) => [
  primaryKey({ columns: [t.subject, t.record] }),
]);

/**
 * Erasures of a moment ago: what was read before one may still be written after it, and is deleted once more
 * (storage/erase/late-rows.ts). A row goes with that.
 */
export const lateErasures = pgTable(
  'late_erasures',
  {
    /** The `erased` record. */
    record: uuid().primaryKey(),
    business: text().notNull(),
    subjects: uuid().array().notNull(),
    /** Of every name of the person, under every pepper. */
    tags: bytea().array().notNull(),
    erased_at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [index('late_erasures_erased').on(t.erased_at)],
);
