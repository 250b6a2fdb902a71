// What Meta delivered is kept for the business's own addresses, before Meta hears that it was delivered: whatever was
// answered 200 is durable here as well. operations/forward-webhooks.ts takes it from there.
//
// A change goes to whoever's sender it names; what names no sender of ours (an account's events, a number that is not
// registered here) to every address of the app, as Meta would have sent it there. Each address gets it once.

import { createHmac } from 'node:crypto';
import { changesIn } from '../channels/whatsapp/envelope.ts';
import { peopleIn } from '../channels/whatsapp/people.ts';
import { LedgerError } from '../core/error.ts';
import { normalizeIdentifier } from '../core/subject/identifier.ts';
import { IV_BYTES } from '../core/subject/sealed.ts';
import { sealWebhook } from '../core/subject/sealed-webhook.ts';
import { identifierTag } from '../core/subject/tag.ts';
import { uuidv7 } from './append/uuid.ts';
import type { Ledger } from './ledger.ts';
import type { Backlog, Sender, VerifiedWebhook } from './ports.ts';

/** What may wait of one business: a day and a half of a quiet shop, some minutes of a loud one. */
export const backlogMax: Backlog = { rows: 10_000, bytes: 256 * 1024 * 1024 };
/** Seconds after which Meta is asked to deliver again where no more may wait; it tries for 36 hours. */
const fullRetrySeconds = 60;

/**
 * @param signed the senders whose app signed it
 * @param delivered the body, parsed
 * @throws LedgerError overloaded: too much waits already, nothing was kept, and Meta is to keep it
 */
export async function keepForForwarding(
  ledger: Ledger,
  business: string,
  signed: readonly Sender[],
  webhook: VerifiedWebhook,
  delivered: unknown,
): Promise<void> {
  const senders = addressed(signed, delivered);
  if (senders.length === 0) return;
  const { body, contentType, signature } = webhook;
  const kept = await ledger.forwarding.outbox.add(
    {
      ...{ business, contentType, signature, bytes: body.length },
      tags: tagsOf(ledger, business, delivered),
      receivedAt: ledger.world.now().toISOString(),
      copies: senders.map((sender) => copyFor(ledger, business, sender, body)),
    },
    backlogMax,
  );
  if (kept === 'full') {
    throw new LedgerError('overloaded', 'Too many webhooks of this business wait to be forwarded.', {
      retryAfter: fullRetrySeconds,
    });
  }
  ledger.forwarding.wake();
}

/** One sender for each address that is concerned. */
function addressed(signed: readonly Sender[], delivered: unknown): string[] {
  const withAddress = signed.filter(({ forwardUrl }) => forwardUrl !== undefined);
  if (withAddress.length === 0) return [];
  const named = changesIn(delivered).map(({ value }) => phoneNumberIdIn(value));
  const isOurs = (id: string | undefined) => signed.some(({ phoneNumberId }) => phoneNumberId === id);
  const concernsAll = named.length === 0 || !named.every(isOurs);
  const concerned = withAddress.filter(({ phoneNumberId }) => concernsAll || named.includes(phoneNumberId));
  return [...new Map(concerned.map((sender) => [sender.forwardUrl, sender.phoneNumberId])).values()];
}

function phoneNumberIdIn(value: unknown): string | undefined {
  const { metadata } = (value ?? {}) as { metadata?: { phone_number_id?: unknown } | null };
  const id = metadata?.phone_number_id;
  return typeof id === 'string' ? id : undefined;
}

function copyFor(ledger: Ledger, business: string, sender: string, body: Buffer) {
  const id = uuidv7(ledger.world);
  const sealed = sealWebhook(
    ledger.keys.master,
    { id, business, sender },
    ledger.world.random(IV_BYTES),
    body,
  );
  // Under a secret outside the database: a plain digest of a short body could be undone.
  const mac = createHmac('sha256', ledger.keys.nonces).update(`optmark/webhook/v1\0${sender}\0`).update(body);
  return { id, sender, sealed, bodyMac: mac.digest() };
}

/** Under the current pepper: whoever erases a person asks under every one. */
function tagsOf(ledger: Ledger, business: string, delivered: unknown): Buffer[] {
  const [pepper] = ledger.keys.peppers;
  const tags = new Map<string, Buffer>();
  for (const identifier of peopleIn(delivered)) {
    const canonical = normalizeIdentifier(identifier);
    if (canonical.kind === 'refused') continue;
    const tag = identifierTag(pepper!, business, canonical);
    tags.set(tag.toString('hex'), tag);
  }
  return [...tags.values()];
}
