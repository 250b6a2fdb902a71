// Log: the widget's releases, insert only. Grants and guards are in migrations/0014_releases.sql.

import { pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';

/** Each build of the widget that ever ran on this database. */
export const releases = pgTable('releases', {
  version: text().primaryKey(),
  /** Its widget.json, as it was built. */
  manifest: text().notNull(),
  /** When a node first ran it. */
  kept_at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
});

/** Its files, byte for byte: pages have pinned them. */
export const releaseFiles = pgTable(
  'release_files',
  {
    version: text().notNull(),
    /** From the root: `/0.1.0/optmark.js`. */
    path: text().notNull(),
    /** As in an `integrity` attribute. */
    digest: text().notNull(),
    bytes: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.version, t.path] })],
);
