// Links by which a business asks its customers to opt in. Grants are in the migration of this table.

import { index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';

const moment = () => timestamp({ withTimezone: true, mode: 'string' });

/** Mutable: a row goes when its link is over. */
export const optInLinks = pgTable(
  'opt_in_links',
  {
    id: uuid().primaryKey(),
    business: text().notNull(),
    /**
     * Site, notice, end, and the number: sealed (core/subject/sealed-call.ts), so that no hand changes what a
     * link is for.
     */
    sealed: bytea().notNull(),
    /** The tag of the number in it, under the pepper of that moment. */
    tags: bytea().array().notNull(),
    made_at: moment().notNull(),
    ends_at: moment().notNull(),
    revoked_at: moment(),
  },
  (t) => [index('opt_in_links_business').on(t.business, t.id), index('opt_in_links_ends').on(t.ends_at)],
);
