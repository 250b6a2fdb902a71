// Every table of the ledger: the one description, from which `drizzle-kit generate` writes migrations/.
//
// What a table may undergo is not said here but in migrations/ (0001_guards.sql and what came later), by three words
// used below:
//
//   log      insert only, for everybody including the owner: what outsiders hold proofs about
//   sealed   insert only, but the role optmark_eraser may delete: a person's data
//   mutable  derived, or settings of a business
//
// Hot tables carry no foreign keys: a batch is written whole under the lock of the head row, and a check per row
// would cost more than the row. `optmark verify` checks what foreign keys would have. Columns have the names they have
// in SQL, so that hand-written statements and this file use the same words.

import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea, hasBytes, isHash, position } from './tables/columns.ts';

export { webhookOutbox } from './tables/outbox.ts';
export { messageStatuses, sends } from './tables/sends.ts';

// ---- log -------------------------------------------------------------------------------------------------------

/** The one row every append locks. It only grows: a trigger refuses a smaller size, another origin, a second row. */
export const logHead = pgTable(
  'log_head',
  {
    id: smallint().primaryKey(),
    origin: text().notNull(),
    size: position().notNull(),
    root: bytea().notNull(),
    /** ISO 8601 with milliseconds, '' in an empty log. Text, because it is compared with what records say. */
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

/** Full tiles only. `root` is the tile's hash in the level above, so that no partial tile needs storing. */
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

/** One row a commit: the signed note of what it made. */
export const logCheckpoints = pgTable(
  'log_checkpoints',
  { size: position().primaryKey(), root: bytea().notNull(), note: text().notNull() },
  (t) => [check('log_checkpoints_root_is_a_hash', isHash(t.root))],
);

/** The exact bytes of every version ever published. */
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
    /** recorded_at of the record, as the record says it. */
    at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.business, t.id, t.version] })],
);

/** Which keys this database was begun with; a check says nothing about its key (key-checks.ts). */
export const keyChecks = pgTable(
  'key_checks',
  { name: text().primaryKey(), check: bytea().notNull() },
  (t) => [check('key_checks_check_is_a_hash', isHash(t.check))],
);

// ---- sealed ----------------------------------------------------------------------------------------------------

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

/** Found by the first 64 bits of the tag, because integers are looked up 2 to 4 times faster; the whole tag decides. */
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

// ---- mutable ---------------------------------------------------------------------------------------------------

/** The fold of a subject's records, kept so that the gate need not fold. Canonical JSON (core/consent/state.ts). */
export const consentStates = pgTable('consent_states', {
  subject: uuid().primaryKey(),
  state: text().notNull(),
});

/** Idempotency. The key comes first in the index: it alone nearly always decides. */
export const spentKeys = pgTable(
  'spent_keys',
  {
    key: bytea().notNull(),
    business: text().notNull(),
    request: bytea().notNull(),
    record: uuid().notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.business] })],
);

export const businesses = pgTable('businesses', {
  id: text().primaryKey(),
  name: text().notNull(),
  calling_code: text(),
  wrapped_key: bytea().notNull(),
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
    /** Whether a page must bring a session token signed by the shop's server. */
    session_required: boolean().notNull().default(false),
    /** What the shop signs session tokens with, wrapped under the master key for this site; null: none was made. */
    session_secret: bytea(),
    /** The one before, good until then, so that a shop can roll over. */
    previous_session_secret: bytea(),
    previous_session_until: timestamp({ withTimezone: true, mode: 'string' }),
  },
  (t) => [
    index('sites_business').on(t.business),
    check('sites_session_secret_is_wrapped', hasBytes(t.session_secret, 60)),
    check('sites_previous_session_secret_is_wrapped', hasBytes(t.previous_session_secret, 60)),
  ],
);

/** Secret keys by hash; the key itself is shown once and kept nowhere. */
export const apiKeys = pgTable(
  'api_keys',
  {
    hash: bytea().primaryKey(),
    id: uuid().notNull().unique(),
    business: ofBusiness(),
    name: text().notNull(),
    scopes: text().array().notNull(),
    created_at: timestamp({ withTimezone: true, mode: 'string' }).notNull().defaultNow(),
    revoked_at: timestamp({ withTimezone: true, mode: 'string' }),
  },
  (t) => [index('api_keys_business').on(t.business)],
);

/** WhatsApp numbers of a business, and what Meta signs their webhooks with. */
export const senders = pgTable(
  'senders',
  {
    phone_number_id: text().primaryKey(),
    business: ofBusiness(),
    /** Of which WhatsApp Business Account it is: whose templates it sends. Null: added before that was asked. */
    waba_id: text(),
    /** The public number, E.164. */
    number: text().notNull(),
    /** App secret, wrapped under the master key for this sender. */
    app_secret: bytea().notNull(),
    /** SHA-256 of the token Meta repeats when the webhook is set up. */
    verify_token: bytea().notNull(),
    /** MAC of the access token its messages are sent with; null: none goes through this ledger. */
    access_token: bytea(),
    /** MAC of the one before, which stays good until that moment. */
    previous_access_token: bytea(),
    previous_access_token_until: timestamp({ withTimezone: true, mode: 'string' }),
    /** Where its webhooks are forwarded to, as they come; null: nowhere. */
    forward_url: text(),
  },
  (t) => [
    index('senders_business').on(t.business),
    index('senders_access_token').on(t.access_token),
    index('senders_previous_access_token').on(t.previous_access_token),
    check('senders_app_secret_is_wrapped', hasBytes(t.app_secret, 60)),
    check('senders_access_token_is_a_hash', isHash(t.access_token)),
    check('senders_previous_access_token_is_a_hash', isHash(t.previous_access_token)),
    check('senders_verify_token_is_a_hash', isHash(t.verify_token)),
  ],
);

/**
 * What messages of a template need, as the `template_changed` records of the log say it together
 * (core/gate/template.ts); written by the commit of each.
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
    /** The size of the log that first held the last of them. */
    tree_size: position().notNull(),
  },
  (t) => [primaryKey({ columns: [t.business, t.name, t.language, t.waba_id] })],
);

/**
 * When somebody last wrote to a sender, which lets it answer freely for a day. By the tag of an identifier, because whoever
 * writes need not be known; rows are swept after that day, and whoever erases a person deletes them by the person's tags.
 */
export const serviceWindows = pgTable(
  'service_windows',
  {
    tag: bytea().notNull(),
    business: text().notNull(),
    sender: text().notNull(),
    /** As the message says it, at most the moment it was received. */
    last_inbound_at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tag, t.sender, t.business] }),
    index('service_windows_last_inbound').on(t.last_inbound_at),
    check('service_windows_tag_is_a_hash', isHash(t.tag)),
  ],
);

/**
 * Who was asked to show that a number is theirs. Rows live for a day, because they are also what the caps on messages
 * are counted by; whoever erases a person deletes them by subject. No number and no code is in them, only MACs.
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
    /** False: over a cap, or nothing left to confirm. It looks like any other, and no code of it is known to anybody. */
    live: boolean().notNull(),
    confirmed: boolean().notNull().default(false),
    tries: smallint().notNull().default(0),
    created_at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    expires_at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [
    index('ownership_challenges_code').on(t.code),
    index('ownership_challenges_record').on(t.record),
    index('ownership_challenges_number').on(t.number),
    index('ownership_challenges_subject').on(t.subject),
    index('ownership_challenges_created').on(t.created_at),
    // The messages of a day: what nearly every cap counts, and never more than the largest of them.
    index('ownership_challenges_sent').on(t.created_at).where(sql`live and method = 'code'`),
    check('ownership_challenges_code_is_a_hash', isHash(t.code)),
    check('ownership_challenges_number_is_a_hash', isHash(t.number)),
  ],
);
