// What waits for a second member of staff. Grants are in migrations/0024_four_eyes.sql.

import { check, index, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytea, isHash } from './columns.ts';

const moment = () => timestamp({ withTimezone: true, mode: 'string' });

/** Mutable: no record, and no consent. A row is gone when it is confirmed, and 30 days after it came. */
export const pendingOptIns = pgTable(
  'pending_opt_ins',
  {
    pending: uuid().primaryKey(),
    business: text().notNull(),
    /** Sealed (core/subject/sealed-call.ts): the command, and who submitted it. Empty: rejected. */
    sealed: bytea().notNull(),
    /** The tags of the number in it, under the pepper of that moment. */
    tags: bytea().array().notNull(),
    /** MACs of the Idempotency-Key and of the request (auth/spend.ts). */
    spend_key: bytea(),
    request: bytea(),
    submitted_at: moment().notNull(),
    ends_at: moment().notNull(),
    /** `reject`; a confirmation takes the row away. */
    decision: text(),
    reason: text(),
  },
  (t) => [
    index('pending_opt_ins_business').on(t.business, t.pending),
    index('pending_opt_ins_ends').on(t.ends_at),
    uniqueIndex('pending_opt_ins_spend').on(t.business, t.spend_key),
    check('pending_opt_ins_spend_key_is_a_hash', isHash(t.spend_key)),
  ],
);
