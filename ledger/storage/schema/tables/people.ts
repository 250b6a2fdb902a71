// Who may use the console, and as what. Grants are in the migration that makes the table.

import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea, isHash } from './columns.ts';

const moment = () => timestamp({ withTimezone: true, mode: 'string' });

/**
 * Mutable; no row goes, because records name its id. One row for each business: a provider's identity may
 * have several. Its role and end of engagement stay: another role is another row.
 */
export const people = pgTable(
  'people',
  {
    id: uuid().primaryKey(),
    business: text().notNull(),
    role: text().notNull(),
    /** Name, and who it is at the provider (core/setup/staff.ts). Null: forgotten. */
    sealed: bytea(),
    /** MAC of the provider's word for who it is. Null: signs in by a link alone, or forgotten. */
    identity: bytea(),
    created_at: moment().notNull(),
    until: moment(),
    ended_at: moment(),
    /** When the host last made a link past the provider for them. */
    broke_glass_at: moment(),
  },
  (t) => [
    index('people_business').on(t.business),
    index('people_identity').on(t.identity),
    check('people_role_is_known', sql`${t.role} in ('auditor', 'manager', 'admin')`),
    check('people_identity_is_a_mac', isHash(t.identity)),
    check('people_who_may_come_is_known', sql`${t.sealed} is not null or ${t.ended_at} is not null`),
  ],
);
