// Mutable: webhooks that wait to be forwarded to the businesses' own addresses. Grants are in
// migrations/0007_outbox.sql.

import { check, index, integer, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytea, isHash } from './columns.ts';

/**
 * A verified webhook on its way to the address of one sender. Rows are short-lived: the ledger deletes a
 * webhook when it is delivered, or gives it up a day and a half after it came.
 */
export const webhookOutbox = pgTable(
  'webhook_outbox',
  {
    id: uuid().primaryKey(),
    business: text().notNull(),
    /**
     * phone_number_id. The sender's row holds the address, so that a waiting webhook follows a new address.
     */
    sender: text().notNull(),
    /** MAC of the body, so that a webhook that Meta delivers again is not kept twice. */
    body_mac: bytea().notNull(),
    /** The body as it came, sealed (core/subject/sealed-webhook.ts). */
    sealed: bytea().notNull(),
    /** Length of the body before it was sealed. */
    bytes: integer().notNull(),
    content_type: text().notNull(),
    /** X-Hub-Signature-256 as it came. */
    signature: text().notNull(),
    /** The tag of each person that the body names, under the pepper of that moment. */
    tags: bytea().array().notNull(),
    received_at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    /** No node tries it before this moment. */
    due_at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    /** Set while a node tries it. The lease of a node that died ends at this moment. */
    leased_until: timestamp({ withTimezone: true, mode: 'string' }),
    attempts: integer().notNull().default(0),
  },
  (t) => [
    uniqueIndex('webhook_outbox_body').on(t.sender, t.body_mac),
    index('webhook_outbox_due').on(t.sender, t.due_at),
    index('webhook_outbox_business').on(t.business),
    index('webhook_outbox_received').on(t.received_at),
    check('webhook_outbox_body_mac_is_a_hash', isHash(t.body_mac)),
  ],
);
