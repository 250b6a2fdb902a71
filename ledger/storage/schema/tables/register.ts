// Mutable: the register, the searchable projection of the records (core/register/facets.ts). It is derived:
// `optmark register rebuild` makes it again from the sealed rows. Grants, the foreign key to the sealed row
// and how the rows are laid out are in migrations/.

import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { position } from './columns.ts';

const moment = () => timestamp({ withTimezone: true, mode: 'string' });

/**
 * One row for each record. With the sealed row it goes, and without it no row is taken: one that a node wrote
 * late would bring an erased person back.
 *
 * Each index ends in `idx`, by which answers are ordered. `test` is in most, since nearly every question asks
 * for it.
 */
export const register = pgTable(
  'register',
  {
    idx: position().primaryKey(),
    record: uuid().notNull(),
    business: text().notNull(),
    subject: uuid(),
    kind: text(),
    channel: text(),
    system: text(),
    entry_point: text(),
    entry: text(),
    /** `*`: all of them. */
    purposes: text().array(),
    notice: text(),
    version: integer(),
    locale: text(),
    grade: text(),
    /** `name@version`. */
    packs: text().array(),
    jurisdiction: text(),
    submitter: text(),
    submitter_id: text(),
    occurred_at: moment(),
    recorded_at: moment(),
    valid_until: moment(),
    test: boolean().notNull(),
    /** `later`: of a release to come; `unreadable`: the sealed row does not open. Null: it was read. */
    unread: text(),
  },
  (t) => [
    index('register_business').on(t.business, t.test, t.idx),
    index('register_kind').on(t.business, t.kind, t.test, t.idx),
    index('register_channel').on(t.business, t.channel, t.test, t.idx),
    index('register_notice').on(t.business, t.notice, t.test, t.idx),
    index('register_locale').on(t.business, t.locale, t.test, t.idx),
    index('register_entry_point').on(t.business, t.entry_point, t.test, t.idx),
    index('register_submitter').on(t.business, t.submitter_id, t.idx),
    index('register_subject').on(t.subject, t.idx),
    index('register_recorded').on(t.recorded_at, t.idx),
    index('register_occurred').on(t.business, t.occurred_at, t.idx),
    index('register_unread').on(t.business, t.idx).where(sql`${t.unread} is not null`),
  ],
);

/**
 * Up to where it is whole: of each entry below `through` it has the row, or the record is gone; and each was
 * counted, once. It only grows.
 */
export const registerHead = pgTable(
  'register_head',
  { id: smallint().primaryKey(), through: position().notNull() },
  (t) => [
    check('register_head_is_one_row', sql`${t.id} = 1`),
    check('register_head_through_is_a_position', sql`${t.through} >= 0`),
  ],
);

/** Filled beyond that: several nodes append, and what one commits may be written before what came earlier. */
export const registerRanges = pgTable(
  'register_ranges',
  { first: position().primaryKey(), past: position().notNull() },
  (t) => [check('register_ranges_are_some', sql`${t.past} > ${t.first} and ${t.first} >= 0`)],
);

/**
 * How many records of each sort were recorded on a day (UTC). No person is in it, so it stays when they are
 * erased. A record counts once under no purpose (''), and once under each that it names.
 */
export const registerDays = pgTable(
  'register_days',
  {
    business: text().notNull(),
    day: date({ mode: 'string' }).notNull(),
    kind: text().notNull(),
    channel: text().notNull(),
    purpose: text().notNull(),
    locale: text().notNull(),
    notice: text().notNull(),
    /** 0: none. */
    version: integer().notNull(),
    entry_point: text().notNull(),
    entry: text().notNull(),
    grade: text().notNull().default(''),
    test: boolean().notNull(),
    count: bigint({ mode: 'number' }).notNull(),
    /** Of these: erased or pruned since. */
    gone: bigint({ mode: 'number' }).notNull().default(0),
  },
  (t) => [
    primaryKey({
      name: 'register_days_pk',
      columns: [
        t.business,
        t.day,
        t.kind,
        t.channel,
        t.purpose,
        t.locale,
        t.notice,
        t.version,
        t.entry_point,
        t.entry,
        t.grade,
        t.test,
      ],
    }),
  ],
);
