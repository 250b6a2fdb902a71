// The customer writes to the shop on WhatsApp, pretended: what they wrote goes to the ledger's webhook as Meta would
// deliver it, signed with the sender's app secret. Nothing here speaks to Meta.

import { createHmac, randomUUID } from 'node:crypto';
import type { Demo } from '../../seed.ts';

const timeoutMs = 5_000;

/** A link that opens WhatsApp (https://wa.me/<number>?text=…) stands for the text that it would fill in. */
export function textOf(pasted: string): string {
  const trimmed = pasted.trim();
  if (!URL.canParse(trimmed)) return trimmed;
  const { hostname, searchParams } = new URL(trimmed);
  return hostname === 'wa.me' ? (searchParams.get('text') ?? '') : trimmed;
}

/** @param from E.164 @returns whether the ledger took it; whether it proved anything, nobody is told */
export async function writeMessage(
  ledgerUrl: string,
  { business, sender }: Pick<Demo, 'business' | 'sender'>,
  { from, text }: { from: string; text: string },
): Promise<boolean> {
  const body = JSON.stringify(delivery(sender, from.slice(1), text));
  const signature = `sha256=${createHmac('sha256', sender.app_secret).update(body).digest('hex')}`;
  const answer = await fetch(new URL(`/v1/webhooks/whatsapp/${encodeURIComponent(business)}`, ledgerUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
    body,
    signal: AbortSignal.timeout(timeoutMs),
  }).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.ok ?? false;
}

/** One text message, in the shape of Meta's webhooks. */
function delivery(sender: Demo['sender'], wa_id: string, text: string) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: sender.number.slice(1), phone_number_id: sender.phone_number_id },
    contacts: [{ wa_id }],
    messages: [{ from: wa_id, id: `wamid.${randomUUID()}`, timestamp, type: 'text', text: { body: text } }],
  };
  const changes = [{ field: 'messages', value }];
  return { object: 'whatsapp_business_account', entry: [{ id: '102290129340398', changes }] };
}
