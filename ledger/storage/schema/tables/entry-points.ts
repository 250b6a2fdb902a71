// The places that businesses have named. Grants are in the migration that makes the table.

import { index, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';

const moment = () => timestamp({ withTimezone: true, mode: 'string' });

/** Mutable; no row goes, because what is printed must not come to mean something else. */
export const entryPoints = pgTable(
  'entry_points',
  {
    /** `<business>/<id>`: neither has a slash. */
    name: text().primaryKey(),
    business: text().notNull(),
    id: text().notNull(),
    kind: text().notNull(),
    /** As people of the business know it. */
    label: text().notNull(),
    notice: text(),
    site: text(),
    locale: text(),
    flow: text(),
    /** In the printed address; unique among all businesses. */
    code: text(),
    until: moment(),
    ended_at: moment(),
  },
  (t) => [index('entry_points_business').on(t.business), uniqueIndex('entry_points_code').on(t.code)],
);
