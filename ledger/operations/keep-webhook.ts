// What Meta delivered is kept for the business's own addresses, before Meta hears that it was delivered: whatever was
// answered 200 is durable here as well. operations/forward-webhooks.ts takes it from there.
//
// A change goes to the sender it names, what names an account alone to that account's senders, each address once. One app may
// serve many businesses, and a body cannot be taken apart, or its signature would not hold: what is about somebody else's
// number or account as well goes nowhere.

import { createHmac } from 'node:crypto';
import { type Addressee, addresseesIn } from '../channels/whatsapp/addressee.ts';
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
  const addressees = addresseesIn(delivered);
  if (addressees.some((addressee) => isForeign(signed, addressee))) return [];
  const namesNobody = addressees.length === 0;
  const concerned = withAddress.filter(
    (sender) => namesNobody || addressees.some((addressee) => isMeant(sender, addressee)),
  );
  return [...new Map(concerned.map((sender) => [sender.forwardUrl, sender.phoneNumberId])).values()];
}

/** A sender whose account nobody has told us may belong to any. */
function isMeant(sender: Sender, { account, phoneNumberId }: Addressee): boolean {
  if (phoneNumberId !== undefined) return sender.phoneNumberId === phoneNumberId;
  return account === '' || sender.wabaId === undefined || sender.wabaId === account;
}

/** A number that is not registered here is the business's own all the same where it is in the business's own account. */
const isForeign = (signed: readonly Sender[], addressee: Addressee): boolean =>
  !signed.some((sender) => isMeant(sender, addressee) || sender.wabaId === addressee.account);

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
