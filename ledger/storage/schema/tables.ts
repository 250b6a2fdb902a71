// Every table of the ledger: the one description, from which `drizzle-kit generate` writes migrations/.
//
// The guards on each table are in migrations/ (0001_guards.sql and later files). Three words below name them:
//
//   log      insert only, for every role including the owner: what outsiders hold proofs about
//   sealed   insert only, but the role optmark_eraser may delete: a person's data
//   mutable  derived, or settings of a business
//
// personal-data.ts says for every table where a person's data is, and so what an erasure deletes.
//
// Hot tables have no foreign keys: the ledger writes a batch whole under the lock of the head row, and a
// check per row would cost more than the row. `optmark verify` checks what foreign keys would check. Columns
// have their SQL names here, so that hand-written statements and this file use the same words.

import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea, hasBytes, isHash, position, rowMac } from './tables/columns.ts';

export { consoleLinks, consoleSessions } from './tables/console.ts';
export { reconfirmations, tallies } from './tables/counts.ts';
export { entryPoints } from './tables/entry-points.ts';
export { erasureRequests, lateErasures, stones } from './tables/erasure.ts';
export { flowSecrets, flows, ivrCalls, providers } from './tables/flows.ts';
export { feedFollowers, feedTold } from './tables/followers.ts';
export { journals } from './tables/journals.ts';
export { optInLinks } from './tables/links.ts';
export { noticeRetirements, noticeReviews, notices } from './tables/notices.ts';
export { webhookOutbox } from './tables/outbox.ts';
export { pendingOptIns } from './tables/pending.ts';
export { people } from './tables/people.ts';
export { register, registerDays, registerHead, registerRanges } from './tables/register.ts';
export { releaseFiles, releases } from './tables/releases.ts';
export { erasedSends, messageStatuses, sends } from './tables/sends.ts';
export { smsProviders, smsThreads } from './tables/sms.ts';
export { spentKeys } from './tables/spent.ts';
export { logSuccessions, recoveries } from './tables/successions.ts';
export { workerLeases } from './tables/workers.ts';

// ---- log --------------------------------------------------------------------------------------------------

/**
 * The one row that every append locks. It only grows: a trigger refuses a smaller size, another origin, or a
 * second row.
 */
export const logHead = pgTable(
  'log_head',
  {
    id: smallint().primaryKey(),
    origin: text().notNull(),
    size: position().notNull(),
    root: bytea().notNull(),
    /**
     * ISO 8601 with microseconds, '' in an empty log. Text, because code compares it with text in records.
     */
    last_recorded_at: text().notNull(),
  },
  (t) => [check('log_head_is_one_row', sql`${t.id} = 1`), check('log_head_root_is_a_hash', isHash(t.root))],
);

export const logEntries = pgTable(
  'log_entries',
  { idx: position().primaryKey(), entry: bytea().notNull() },
  (t) => [
    check('log_entries_idx_is_a_position', sql`${t.idx} >= 0`),
    check('log_entries_entry_is_33_bytes', hasBytes(t.entry, 33)),
  ],
);

/** Full tiles only. `root` is the tile's hash in the level above, so the database stores no partial tile. */
export const logTiles = pgTable(
  'log_tiles',
  {
    level: smallint().notNull(),
    n: position().notNull(),
    hashes: bytea().notNull(),
    root: bytea().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.level, t.n] }),
    check('log_tiles_are_full', hasBytes(t.hashes, 8192)),
    check('log_tiles_root_is_a_hash', isHash(t.root)),
  ],
);

/** One row a commit: the signed note of the tree that it made. */
export const logCheckpoints = pgTable(
  'log_checkpoints',
  { size: position().primaryKey(), root: bytea().notNull(), note: text().notNull() },
  (t) => [check('log_checkpoints_root_is_a_hash', isHash(t.root))],
);

/** The keys that this database began with. A check reveals nothing about its key (key-checks.ts). */
export const keyChecks = pgTable(
  'key_checks',
  { name: text().primaryKey(), check: bytea().notNull() },
  (t) => [check('key_checks_check_is_a_hash', isHash(t.check))],
);

// ---- sealed -----------------------------------------------------------------------------------------------

/** A record under its subject's key (core/subject/sealed.ts); without a subject, under its business's. */
export const sealedRecords = pgTable(
  'sealed_records',
  {
    idx: position().primaryKey(),
    record: uuid().notNull().unique(),
    business: text().notNull(),
    subject: uuid(),
    /** Size of the checkpoint that first covered it. */
    tree_size: position().notNull(),
    sealed: bytea().notNull(),
  },
  (t) => [index('sealed_records_subject_idx').on(t.subject, t.idx)],
);

export const subjects = pgTable('subjects', {
  subject: uuid().primaryKey(),
  business: text().notNull(),
  wrapped_key: bytea().notNull(),
});

/**
 * The look-up uses the first 64 bits of the tag, because integers are 2 to 4 times faster. The whole tag
 * decides.
 */
export const identifierTags = pgTable(
  'identifier_tags',
  {
    prefix: bigint({ mode: 'bigint' }).notNull(),
    tag: bytea().notNull(),
    pepper: smallint().notNull(),
    business: text().notNull(),
    kind: text().notNull(),
    subject: uuid().notNull(),
  },
  (t) => [
    index('identifier_tags_prefix').on(t.prefix),
    index('identifier_tags_subject').on(t.subject),
    check('identifier_tags_tag_is_a_hash', isHash(t.tag)),
  ],
);

export const subjectLinks = pgTable(
  'subject_links',
  { a: uuid().notNull(), b: uuid().notNull(), record: uuid().notNull() },
  (t) => [primaryKey({ columns: [t.a, t.b, t.record] }), index('subject_links_b').on(t.b)],
);

// ---- mutable ----------------------------------------------------------------------------------------------

/**
 * The fold of a subject's records, kept so that the gate need not fold. Canonical JSON
 * (core/consent/state.ts).
 */
export const consentStates = pgTable('consent_states', {
  subject: uuid().primaryKey(),
  state: text().notNull(),
});

export const businesses = pgTable('businesses', {
  id: text().primaryKey(),
  name: text().notNull(),
  calling_code: text(),
  wrapped_key: bytea().notNull(),
  /**
   * The record by which a verified customer's act lifts the objections of a number's holder. Null: it does
   * not.
   */
  objection_floor: uuid(),
  /** The channels on which a second member of staff confirms. Null: none. */
  four_eyes: text().array(),
  /** The numbers by which it calls and is called, as E.164 (core/setup/own-lines.ts). Null: it named none. */
  own_lines: text().array(),
  /**
   * How long its records are kept, and which disputes keep them (core/policy/retention.ts). Null: as the
   * ledger says.
   */
  retention: text().array(),
  /** Whether it was made to try things out, for ever (core/consent/said.ts). Null: it was not. */
  test: boolean(),
  /** `at_once`: a message from the person's own number erases them. Null: the business looks at it first. */
  erasure: text(),
});

const ofBusiness = () =>
  text()
    .notNull()
    .references(() => businesses.id);

export const sites = pgTable(
  'sites',
  {
    key: text().primaryKey(),
    business: ofBusiness(),
    origins: text().array().notNull(),
    /** Whether a page must bring a customer token signed by the shop's server. */
    customer_token_required: boolean().notNull().default(false),
    /**
     * The secret with which the shop signs customer tokens, wrapped under the master key for this site. Null:
     * none exists.
     */
    customer_secret: bytea(),
    /** The previous secret, valid until the moment below, so that a shop can change its secret. */
    previous_customer_secret: bytea(),
    previous_customer_secret_until: timestamp({ withTimezone: true, mode: 'string' }),
    test: boolean(),
  },
  (t) => [
    index('sites_business').on(t.business),
    check('sites_customer_secret_is_wrapped', hasBytes(t.customer_secret, 60)),
    check('sites_previous_customer_secret_is_wrapped', hasBytes(t.previous_customer_secret, 60)),
  ],
);

/** Secret keys by hash. The ledger shows a key once and does not keep it. */
export const apiKeys = pgTable(
  'api_keys',
  {
    hash: bytea().primaryKey(),
    id: uuid().notNull().unique(),
    business: ofBusiness(),
    name: text().notNull(),
    scopes: text().array().notNull(),
    created_at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    revoked_at: timestamp({ withTimezone: true, mode: 'string' }),
    test: boolean(),
  },
  (t) => [index('api_keys_business').on(t.business)],
);

/** WhatsApp numbers of a business, and the secrets with which Meta signs their webhooks. */
export const senders = pgTable(
  'senders',
  {
    phone_number_id: text().primaryKey(),
    business: ofBusiness(),
    /**
     * The WhatsApp Business Account that it belongs to and whose templates it sends. Null: an operator added
     * the sender before the ledger asked for it.
     */
    waba_id: text(),
    /** The public number, E.164. */
    number: text().notNull(),
    /** App secret, wrapped under the master key for this sender. */
    app_secret: bytea().notNull(),
    /**
     * The one before, good until then: Meta signs with it until the app's own secret has changed everywhere.
     */
    previous_app_secret: bytea(),
    previous_app_secret_until: timestamp({ withTimezone: true, mode: 'string' }),
    /** SHA-256 of the token that Meta repeats when an operator sets up the webhook. */
    verify_token: bytea().notNull(),
    previous_verify_token: bytea(),
    previous_verify_token_until: timestamp({ withTimezone: true, mode: 'string' }),
    /** MAC of the access token for its messages. Null: none goes through this ledger. */
    access_token: bytea(),
    /** MAC of the previous token, which stays valid until the moment below. */
    previous_access_token: bytea(),
    previous_access_token_until: timestamp({ withTimezone: true, mode: 'string' }),
    /** The address to which the ledger forwards its webhooks unchanged. Null: none. */
    forward_url: text(),
  },
  (t) => [
    index('senders_business').on(t.business),
    index('senders_access_token').on(t.access_token),
    index('senders_previous_access_token').on(t.previous_access_token),
    check('senders_app_secret_is_wrapped', hasBytes(t.app_secret, 60)),
    check('senders_previous_app_secret_is_wrapped', hasBytes(t.previous_app_secret, 60)),
    check('senders_previous_verify_token_is_a_hash', isHash(t.previous_verify_token)),
    check('senders_access_token_is_a_hash', isHash(t.access_token)),
    check('senders_previous_access_token_is_a_hash', isHash(t.previous_access_token)),
    check('senders_verify_token_is_a_hash', isHash(t.verify_token)),
  ],
);

/**
 * The consent that messages of a template need: the fold of the log's `template_changed` records
 * (core/gate/template.ts). The commit of each such record writes it.
 */
export const templates = pgTable(
  'templates',
  {
    business: ofBusiness(),
    waba_id: text().notNull(),
    name: text().notNull(),
    language: text().notNull(),
    /** The fold of its records, canonical JSON. */
    state: text().notNull(),
    /** The size of the log that first held the last of these records. */
    tree_size: position().notNull(),
  },
  (t) => [primaryKey({ columns: [t.business, t.name, t.language, t.waba_id] })],
);

/**
 * When a person last wrote to a sender, which lets the sender answer freely for a day. Rows hold the tag of
 * an identifier, because the ledger may not know the person. The ledger deletes them after that day.
 */
export const serviceWindows = pgTable(
  'service_windows',
  {
    tag: bytea().notNull(),
    business: text().notNull(),
    sender: text().notNull(),
    /** As the message says, but not later than the moment the ledger received it. */
    last_inbound_at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    mac: rowMac().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tag, t.sender, t.business] }),
    index('service_windows_last_inbound').on(t.last_inbound_at),
    check('service_windows_tag_is_a_hash', isHash(t.tag)),
  ],
);

/**
 * Challenges to people to show that a number is theirs. Rows stay for a day, because the caps on messages
 * count them. They hold only MACs, no number and no code.
 */
export const ownershipChallenges = pgTable(
  'ownership_challenges',
  {
    id: text().primaryKey(),
    business: text().notNull(),
    subject: uuid().notNull(),
    /** The opt-in that will be confirmed. */
    record: uuid().notNull(),
    method: text().notNull(),
    code: bytea().notNull(),
    number: bytea().notNull(),
    calling_code: text().notNull(),
    asker_kind: text().notNull(),
    asker: text().notNull(),
    /**
     * False: over a cap, or nothing left to confirm. To a caller it looks like any other, but no person gets
     * a code for it.
     */
    live: boolean().notNull(),
    confirmed: boolean().notNull().default(false),
    tries: smallint().notNull().default(0),
    created_at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    expires_at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    mac: rowMac().notNull(),
  },
  (t) => [
    index('ownership_challenges_code').on(t.code),
    index('ownership_challenges_record').on(t.record),
    index('ownership_challenges_number').on(t.number),
    index('ownership_challenges_subject').on(t.subject),
    index('ownership_challenges_created').on(t.created_at),
    // The messages of a day. Nearly every cap counts them, and there are never more than the largest cap.
    index('ownership_challenges_sent').on(t.created_at).where(sql`live and method = 'code'`),
    check('ownership_challenges_code_is_a_hash', isHash(t.code)),
    check('ownership_challenges_number_is_a_hash', isHash(t.number)),
  ],
);
