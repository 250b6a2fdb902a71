// What was spent once: an idempotency key, a nonce. Grants are in migrations/0032_spent_keys_end.sql and
// before it.

import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, rowMac } from './columns.ts';

/** Idempotency. The key comes first in the index, because it alone nearly always decides. */
export const spentKeys = pgTable(
  'spent_keys',
  {
    key: bytea().notNull(),
    business: text().notNull(),
    request: bytea().notNull(),
    record: uuid().notNull(),
    mac: rowMac(),
  },
  (t) => [
    primaryKey({ columns: [t.key, t.business] }),
    index('spent_keys_record').on(t.record),
    index('spent_keys_blanked').on(t.request).where(sql`octet_length(request) = 8`),
  ],
);
