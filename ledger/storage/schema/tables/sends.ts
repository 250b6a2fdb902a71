// Mutable: messages that go through the ledger, and what Meta says about messages. Grants are in
// migrations/0006_sends.sql.

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
import { bytea, isHash, position, rowMac } from './columns.ts';

/**
 * Idempotency-Keys of deleted sends, so that a sender that repeats one sends nothing. Insert only, by a
 * trigger of `sends`.
 */
export const erasedSends = pgTable(
  'erased_sends',
  { sender: text().notNull(), idempotency_key: bytea().notNull() },
  (t) => [
    primaryKey({ columns: [t.sender, t.idempotency_key] }),
    check('erased_sends_idempotency_key_is_a_hash', isHash(t.idempotency_key)),
  ],
);

/**
 * Messages that a sender put through the ledger: what the gate judged, and what happened to the message. Only
 * the sealed part holds a number. Meta's ids of messages hold numbers too, so the ledger keeps their MACs.
 */
export const sends = pgTable(
  'sends',
  {
    permit: uuid().primaryKey(),
    business: text().notNull(),
    /** phone_number_id. */
    sender: text().notNull(),
    /** null: the ledger knows no person with this identifier. */
    subject: uuid(),
    recipient: bytea().notNull(),
    /** The question to the gate, as JSON. */
    question: text().notNull(),
    decision: text().notNull(),
    reasons: text().array().notNull(),
    /** The record that decides. */
    record: uuid(),
    tree_size: position().notNull(),
    /** denied, sending, accepted, refused, not_sent, unknown. */
    state: text().notNull(),
    /** MAC of Meta's id. Null until Meta has given one. */
    message: bytea(),
    /** Whether the message carries the permit's id, or a label of the caller's. */
    carries_permit: boolean().notNull(),
    /** Set where the message was sent, or may have been. */
    idempotency_key: bytea(),
    request: bytea(),
    /** The signed permit, and the answer if it must be repeated (core/gate/sealed-send.ts). */
    sealed_permit: bytea().notNull(),
    sealed_answer: bytea(),
    judged_at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    answered_at: timestamp({ withTimezone: true, mode: 'string' }),
    mac: rowMac(),
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

/** Meta's statuses of messages, from any sender. The table keeps each once, in any order of arrival. */
export const messageStatuses = pgTable(
  'message_statuses',
  {
    sender: text().notNull(),
    /** MAC of Meta's id of the message. */
    message: bytea().notNull(),
    /** sent, delivered, read, played, failed. */
    status: text().notNull(),
    business: text().notNull(),
    /**
     * The permit whose id the message carried, as Meta repeats it. The ledger believes it only for this
     * sender's own permits.
     */
    permit: uuid(),
    /** Meta's code for the reason why it failed. */
    error: integer(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    mac: rowMac(),
  },
  (t) => [
    primaryKey({ columns: [t.sender, t.message, t.status] }),
    index('message_statuses_business').on(t.business, t.at),
    check('message_statuses_message_is_a_hash', isHash(t.message)),
  ],
);
