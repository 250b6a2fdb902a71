// Keeps Meta's webhooks for the business's own addresses before Meta gets its answer, so that a webhook
// answered with 200 is durable here. forwarder.ts delivers it.
//
// A body goes to the senders that it is about, to each address once. The ledger does not forward a body that
// is also about another business (channels/whatsapp/addressee.ts).

import { sendersMeant } from '../../channels/whatsapp/addressee.ts';
import type { Webhook } from '../../channels/whatsapp/webhook.ts';
import { LedgerError } from '../../core/error.ts';
import { mac } from '../../core/mac.ts';
import { normalizeIdentifier } from '../../core/subject/identifier.ts';
import { IV_BYTES } from '../../core/subject/sealed.ts';
import { sealWebhook } from '../../core/subject/sealed-webhook.ts';
import { identifierTag } from '../../core/subject/tag.ts';
import { uuidv7 } from '../append/uuid.ts';
import type { Keys } from '../keys.ts';
import type { Sender } from '../setup/store.ts';
import type { World } from '../world.ts';
import type { Backlog, Forwarding, Outbox, VerifiedWebhook } from './store.ts';

/**
 * The webhooks of one business that may wait: a day and a half for a quiet shop, some minutes for a busy one.
 */
export const backlogMax: Backlog = { rows: 10_000, bytes: 256 * 1024 * 1024 };
/** Seconds after which Meta should deliver again while the queue is full. Meta tries for 36 hours. */
const fullRetrySeconds = 60;

type Keeping = Keys<'macs' | 'master' | 'peppers'> & {
  world: World;
  forwarding: Pick<Forwarding, 'wake'> & { outbox: Pick<Outbox, 'add'> };
};

/**
 * @param signed the senders whose app signed the webhook
 * @param delivered its bytes, unchanged
 * @param webhook its content
 * @throws LedgerError overloaded: too many wait already, so the ledger keeps nothing and Meta must keep it
 */
export async function keepForForwarding(
  ledger: Keeping,
  business: string,
  signed: readonly Sender[],
  delivered: VerifiedWebhook,
  webhook: Webhook,
): Promise<void> {
  const senders = addressed(signed, webhook);
  if (senders.length === 0) return;
  const { body, contentType, signature } = delivered;
  const kept = await ledger.forwarding.outbox.add(
    {
      ...{ business, contentType, signature, bytes: body.length },
      tags: tagsOf(ledger, business, webhook),
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

/** One sender for each address that the webhook goes to. */
function addressed(signed: readonly Sender[], { addressees }: Webhook): string[] {
  const concerned = sendersMeant(signed, addressees).filter(({ forwardUrl }) => forwardUrl !== undefined);
  return [...new Map(concerned.map((sender) => [sender.forwardUrl, sender.phoneNumberId])).values()];
}

function copyFor(ledger: Keeping, business: string, sender: string, body: Buffer) {
  const id = uuidv7(ledger.world);
  const sealed = sealWebhook(
    ledger.keys.master,
    { id, business, sender },
    ledger.world.random(IV_BYTES),
    body,
  );
  // Under a secret outside the database, because an attacker could reverse a plain digest of a short body.
  return { id, sender, sealed, bodyMac: mac(ledger.keys.macs, 'webhook-body/v1', sender, body) };
}

/** Only under the current pepper. An erasure looks under every one (storage/schema/personal-data.ts). */
function tagsOf(ledger: Keys<'peppers'>, business: string, { people }: Webhook): Buffer[] {
  const [pepper] = ledger.keys.peppers;
  const tags = new Map<string, Buffer>();
  for (const identifier of people) {
    const canonical = normalizeIdentifier(identifier);
    if (canonical.kind === 'refused') continue;
    const tag = identifierTag(pepper!, business, canonical);
    tags.set(tag.toString('hex'), tag);
  }
  return [...tags.values()];
}
