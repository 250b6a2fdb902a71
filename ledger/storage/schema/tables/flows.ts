// What a caller hears, as it was published, and what calls need. Guards and grants are in
// migrations/0019_flows.sql.

import { check, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea, isHash } from './columns.ts';

/** Log: the exact bytes of every version of a flow ever published. */
export const flows = pgTable(
  'flows',
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

const moment = () => timestamp({ withTimezone: true, mode: 'string' });

/** Mutable: what a flow's provider shows where it cannot sign. */
export const flowSecrets = pgTable(
  'flow_secrets',
  {
    /** `<business>/<flow>`: neither has a slash. */
    name: text().primaryKey(),
    business: text().notNull(),
    flow: text().notNull(),
    /** MAC: the ledger shows a secret once and does not keep it. */
    secret: bytea().notNull(),
    made_at: moment().notNull(),
    /** The one before, good until then: two live while a panel is changed. */
    previous_secret: bytea(),
    previous_secret_until: moment(),
  },
  (t) => [
    index('flow_secrets_business').on(t.business),
    check('flow_secrets_secret_is_a_hash', isHash(t.secret)),
    check('flow_secrets_previous_secret_is_a_hash', isHash(t.previous_secret)),
  ],
);

/** Mutable: what the requests of a business's voice provider are signed with. */
export const providers = pgTable(
  'providers',
  {
    /** `<business>/<dialect>`. */
    name: text().primaryKey(),
    business: text().notNull(),
    dialect: text().notNull(),
    /**
     * Or the public key that it signs by. Sealed under the master key for this row
     * (core/subject/sealed-call.ts).
     */
    secret: bytea().notNull(),
    previous_secret: bytea(),
    previous_secret_until: moment(),
  },
  (t) => [index('providers_business').on(t.business)],
);

/**
 * Mutable: where a call is; and for which flow a signed request was used (operations/flow/signed-once.ts).
 * Rows are short-lived: the ledger deletes one an hour after its last step.
 */
export const ivrCalls = pgTable(
  'ivr_calls',
  {
    /** MAC of business, dialect, flow and the provider's id of the call. */
    call: bytea().primaryKey(),
    business: text().notNull(),
    /** Sealed (core/subject/sealed-call.ts): it holds numbers. Another row's does not open here. */
    sealed: bytea().notNull(),
    /** How many requests it has answered; a change is written only over the step that was read. */
    step: integer().notNull(),
    /** The tags of the numbers in it, under the pepper of that moment. */
    tags: bytea().array().notNull(),
    ends_at: moment().notNull(),
  },
  (t) => [index('ivr_calls_ends').on(t.ends_at), check('ivr_calls_call_is_a_hash', isHash(t.call))],
);
