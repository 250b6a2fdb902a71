// What text messages need. Guards and grants are in the migration that makes these tables.

import { check, index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { bytea, isHash } from './columns.ts';

const moment = () => timestamp({ withTimezone: true, mode: 'string' });

/** Mutable: what the text messages of a business's provider are known by, and what its API asks for. */
export const smsProviders = pgTable(
  'sms_providers',
  {
    /** `<business>/<dialect>`: neither has a slash. */
    name: text().primaryKey(),
    business: text().notNull(),
    dialect: text().notNull(),
    /** Sealed under the master key for this row (core/subject/sealed-call.ts). */
    settings: bytea(),
    previous_settings: bytea(),
    previous_settings_until: moment(),
    /** MAC: the ledger shows a secret once and does not keep it. */
    secret: bytea(),
    previous_secret: bytea(),
    previous_secret_until: moment(),
  },
  (t) => [
    index('sms_providers_business').on(t.business),
    check('sms_providers_secret_is_a_hash', isHash(t.secret)),
    check('sms_providers_previous_secret_is_a_hash', isHash(t.previous_secret)),
  ],
);

/**
 * Mutable: what a person was asked. Rows are short-lived: the ledger deletes one two days after its last
 * message.
 */
export const smsThreads = pgTable(
  'sms_threads',
  {
    /** MAC of business, dialect, line and number. */
    thread: bytea().primaryKey(),
    business: text().notNull(),
    /** Sealed (core/subject/sealed-call.ts). Another row's does not open here. */
    sealed: bytea().notNull(),
    /** How many messages it has answered; a change is written only over the step that was read. */
    step: integer().notNull(),
    /** The tag of the number, under the pepper of that moment. */
    tags: bytea().array().notNull(),
    ends_at: moment().notNull(),
  },
  (t) => [index('sms_threads_ends').on(t.ends_at), check('sms_threads_thread_is_a_hash', isHash(t.thread))],
);
