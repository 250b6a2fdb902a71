// Mutable: how far the followers of the change feed are, and when each was told. No person is in it: a
// follower is a business's own system, and what it took are positions in the log. Grants are in migrations/.

import { index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { position } from './columns.ts';

const moment = () => timestamp({ withTimezone: true, mode: 'string' }).notNull();

const follower = {
  business: text().notNull(),
  /** The id of the key. */
  key: uuid().notNull(),
  /** '': the one without a name. */
  follower: text().notNull(),
};

/** One row for each copy elsewhere, from when it first asks on. */
export const feedFollowers = pgTable(
  'feed_followers',
  {
    ...follower,
    first_asked_at: moment(),
    asked_at: moment(),
    /** It has all entries below, by its own word; it may go back. */
    next: position().notNull(),
    /** It had all entries below once. */
    told: position().notNull(),
    /** Both count under this number of the log's name. */
    name: integer().notNull(),
  },
  (t) => [primaryKey({ name: 'feed_followers_pk', columns: [t.business, t.key, t.follower] })],
);

/**
 * When a follower had taken all entries below `past` for the first time: a row where a stop is among those
 * that it took since the row before. So there are never more rows than stops.
 */
export const feedTold = pgTable(
  'feed_told',
  {
    ...follower,
    name: integer().notNull(),
    past: position().notNull(),
    at: moment(),
  },
  (t) => [
    primaryKey({ name: 'feed_told_pk', columns: [t.business, t.key, t.follower, t.name, t.past] }),
    index('feed_told_at').on(t.at),
  ],
);
