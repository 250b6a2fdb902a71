// Mutable: what no record tells. How often an opt-in was refused and a notice shown, which the ledger cannot
// prove (core/register/tally.ts); and who was to be asked again in a round of reconfirmation. Grants are in
// migrations/.

import {
  bigint,
  boolean,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { position } from './columns.ts';

/**
 * A row for each sort that a day (UTC) had. All that is in it comes from closed lists, or from the notices of
 * the business: a stranger makes numbers grow, and no rows.
 */
export const tallies = pgTable(
  'tallies',
  {
    business: text().notNull(),
    day: date({ mode: 'string' }).notNull(),
    /** `refused` or `shown`. */
    what: text().notNull(),
    /** Somebody only tried things out. */
    test: boolean().notNull(),
    channel: text().notNull(),
    /** '': the opt-in itself, whatever failed of it. */
    rule: text().notNull(),
    notice: text().notNull(),
    /** 0: none. */
    version: integer().notNull(),
    locale: text().notNull(),
    count: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({
      name: 'tallies_pk',
      columns: [t.business, t.day, t.what, t.test, t.channel, t.rule, t.notice, t.version, t.locale],
    }),
  ],
);

/** Whom a round named. A row goes with its subject, and none is taken of a subject that is gone. */
export const reconfirmations = pgTable(
  'reconfirmations',
  {
    business: text().notNull(),
    round: text().notNull(),
    subject: uuid().notNull(),
    purpose: text().notNull(),
    scope: text().notNull(),
    /** The record that the consent rested on. */
    record: uuid().notNull(),
    /** How large the log was: what came of it stands behind. */
    tree_size: position().notNull(),
    named_at: timestamp({ withTimezone: true, mode: 'string' }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ name: 'reconfirmations_pk', columns: [t.business, t.round, t.subject] }),
    index('reconfirmations_subject').on(t.subject),
  ],
);
