// How people get into the console, and that they are in. Grants are in the migration of these tables.

import { check, index, pgTable, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import { bytea, isHash } from './columns.ts';

const moment = () => timestamp({ withTimezone: true, mode: 'string' });

/** Mutable: a row goes when its link is over. */
export const consoleLinks = pgTable(
  'console_links',
  {
    /** SHA-256 of the token in the link. */
    hash: bytea().primaryKey(),
    /** Whom it signs in and its end (operations/console/links.ts): no hand makes a link of it for another. */
    sealed: bytea().notNull(),
    ends_at: moment().notNull(),
    used_at: moment(),
  },
  (t) => [index('console_links_ends').on(t.ends_at), check('console_links_hash_is_a_hash', isHash(t.hash))],
);

/** Mutable: a row goes when its session is over. */
export const consoleSessions = pgTable(
  'console_sessions',
  {
    /** SHA-256 of the token in the cookie. */
    hash: bytea().primaryKey(),
    /** Who and its end (operations/console/sessions.ts): no hand makes a session. */
    sealed: bytea().notNull(),
    /** SHA-256 of what the provider's answer came back with, which works once. Null: by a link. */
    sign_in: bytea(),
    ends_at: moment().notNull(),
    revoked_at: moment(),
  },
  (t) => [
    index('console_sessions_ends').on(t.ends_at),
    uniqueIndex('console_sessions_sign_in').on(t.sign_in),
    check('console_sessions_hash_is_a_hash', isHash(t.hash)),
  ],
);
