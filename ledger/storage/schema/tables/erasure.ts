// Who asked to be erased; what an erasure leaves, and what it still has to look at. Guards and grants are in
// migrations/0025_erasure.sql, migrations/0026_late_erasures.sql and migrations/0030_erasure_requests.sql.

import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
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

const moment = () => timestamp({ withTimezone: true, mode: 'string' });

/**
 * A person asked to be erased, and the business has not done so: one row a person. It goes with the person,
 * and names nobody else.
 */
export const erasureRequests = pgTable(
  'erasure_requests',
  {
    request: uuid().primaryKey(),
    business: text().notNull(),
    /** Null: of a name that leads to no subject. */
    subject: uuid(),
    /** Of the name that they wrote from, and the name, sealed under the master key. */
    tag: bytea(),
    sealed: bytea(),
    /** How they showed that the number is theirs: `page` or `message`. */
    proof: text().notNull(),
    asked_at: moment().notNull(),
    /** Null: it waits. */
    refused_at: moment(),
    reason: text(),
    /** The id of a key, or `cli`. */
    refused_by: text(),
    mac: bytea().notNull(),
  },
  (t) => [
    index('erasure_requests_business').on(t.business, t.request),
    uniqueIndex('erasure_requests_subject').on(t.subject),
    // A number that went to another person may be in a request of either.
    uniqueIndex('erasure_requests_tag').on(t.business, t.tag).where(sql`subject is null`),
  ],
);
