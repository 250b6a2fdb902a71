// Mutable: messages that go through the ledger, and what Meta says of messages. Grants are in migrations/0006_sends.sql.

import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea, isHash, position } from './columns.ts';

/**
 * Messages that were to go through the ledger: what was judged, and what became of it. No number is in them but in what
 * is sealed, and Meta's ids of messages, which hold numbers, are MACs. Whoever erases a person deletes theirs, by subject
 * and by tag.
 */
export const sends = pgTable(
  'sends',
  {
    permit: uuid().primaryKey(),
    business: text().notNull(),
    /** phone_number_id. */
    sender: text().notNull(),
    /** null: nobody with this identifier is known. */
    subject: uuid(),
    recipient: bytea().notNull(),
    /** What the gate was asked, JSON. */
    question: text().notNull(),
    decision: text().notNull(),
    reasons: text().array().notNull(),
    /** The record that decides. */
    record: uuid(),
    tree_size: position().notNull(),
    /** denied, sending, accepted, refused, not_sent, unknown. */
    state: text().notNull(),
    /** MAC of Meta's id; null while nobody knows one. */
    message: bytea(),
    /** Whether the message carries the permit's id, or a label of the caller's. */
    carries_permit: boolean().notNull(),
    /** While the message was sent or may have been. */
    idempotency_key: bytea(),
    request: bytea(),
    /** The signed permit, and the answer if it must be repeated (core/gate/sealed-send.ts). */
    sealed_permit: bytea().notNull(),
    sealed_answer: bytea(),
    judged_at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    answered_at: timestamp({ withTimezone: true, mode: 'string' }),
  },
  (t) => [
    uniqueIndex('sends_idempotency_key')
      .on(t.sender, t.idempotency_key)
      .where(sql`idempotency_key is not null`),
    uniqueIndex('sends_message').on(t.sender, t.message).where(sql`message is not null`),
    index('sends_business').on(t.business, t.judged_at),
    index('sends_subject').on(t.subject),
    index('sends_recipient').on(t.recipient),
    check('sends_recipient_is_a_hash', isHash(t.recipient)),
    check('sends_message_is_a_hash', isHash(t.message)),
    check('sends_idempotency_key_is_a_hash', isHash(t.idempotency_key)),
    check('sends_request_is_a_hash', isHash(t.request)),
  ],
);

/** What Meta said became of messages, whoever sent them. Each is kept once, in whatever order they come. */
export const messageStatuses = pgTable(
  'message_statuses',
  {
    sender: text().notNull(),
    /** MAC of Meta's id of the message. */
    message: bytea().notNull(),
    /** sent, delivered, read, played, failed. */
    status: text().notNull(),
    business: text().notNull(),
    /** The permit whose id the message carried, as Meta repeats it; believed of this sender's own permits only. */
    permit: uuid(),
    /** Meta's code of why it failed. */
    error: integer(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.sender, t.message, t.status] }),
    index('message_statuses_business').on(t.business, t.at),
    check('message_statuses_message_is_a_hash', isHash(t.message)),
  ],
);
