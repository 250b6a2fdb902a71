// Log: which journal, outside the database, keeps what must not be forgotten when an older state of it is
// restored. Guards are in migrations/0013_journals.sql.

import { integer, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core';

/** One row for each journal that was begun: the first, and one each time the operator said it was lost. */
export const journals = pgTable('journals', {
  n: integer().primaryKey(),
  id: uuid().notNull().unique(),
  begun_at: timestamp({ withTimezone: true, mode: 'string' }).notNull().defaultNow(),
});
