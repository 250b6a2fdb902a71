// What people are shown, and what was said of it since. Guards and grants are in migrations/0001_guards.sql
// and 0039_notice_reviews.sql.

import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';

/** Log: the exact bytes of every version ever published. */
export const notices = pgTable(
  'notices',
  {
    business: text().notNull(),
    id: text().notNull(),
    version: integer().notNull(),
    sha256: text().notNull(),
    bytes: bytea().notNull(),
    record: uuid().notNull(),
  },
  (t) => [primaryKey({ columns: [t.business, t.id, t.version] })],
);

export const noticeRetirements = pgTable(
  'notice_retirements',
  {
    business: text().notNull(),
    id: text().notNull(),
    version: integer().notNull(),
    record: uuid().notNull(),
    /** recorded_at, exactly as in the record. */
    at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.business, t.id, t.version] })],
);

/** Who has read the words of a version in a locale is in the record. */
export const noticeReviews = pgTable(
  'notice_reviews',
  {
    business: text().notNull(),
    id: text().notNull(),
    version: integer().notNull(),
    locale: text().notNull(),
    record: uuid().notNull(),
    /** recorded_at, exactly as in the record. */
    at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.business, t.id, t.version, t.locale] })],
);
