// WhatsApp as a business sees it: somebody writes to its number, and Meta posts a webhook, signed with the app secret.
// Shapes as in Meta's documentation; everything a message does not need is left as it comes there.

import { createHmac, randomUUID } from 'node:crypto';
import type { Ledger } from '../../ledger/operations/ledger.ts';
import { addSender } from '../../ledger/operations/senders.ts';

/** The WhatsApp Business Account of every sender here. */
export const wabaId = '102290129340398';

export type Written = { from: string; body: string; id?: string };

export class CloudApi {
  readonly url: string;
  readonly appSecret: string;
  readonly phoneNumberId: string;
  readonly verifyToken: string;

  constructor(url: string, sender: { appSecret: string; phoneNumberId: string; verifyToken: string }) {
    this.url = url;
    this.appSecret = sender.appSecret;
    this.phoneNumberId = sender.phoneNumberId;
    this.verifyToken = sender.verifyToken;
  }

  /** One batch of texts, as Meta delivers it. */
  delivery(...texts: Written[]): string {
    const messages = texts.map(({ from, body, id = `wamid.${randomUUID()}` }) => {
      return { from, id, timestamp: '1763846400', type: 'text', text: { body } };
    });
    const contacts = texts.map(({ from }) => ({ profile: { name: 'Zoë' }, wa_id: from }));
    return this.change('messages', { contacts, messages });
  }

  /** One change of any field, as Meta delivers it. */
  change(field: string, value: object, time?: number): string {
    const metadata = { display_phone_number: '14155550199', phone_number_id: this.phoneNumberId };
    const changes = [{ field, value: { messaging_product: 'whatsapp', metadata, ...value } }];
    const entry = [{ id: wabaId, ...(time !== undefined && { time }), changes }];
    const body = { object: 'whatsapp_business_account', entry };
    // Meta signs and sends what is not ASCII as escapes.
    return JSON.stringify(body).replaceAll(/[^ -~]/g, (found) => {
      return `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
  }

  sign(body: string, secret = this.appSecret): string {
    return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  }

  post(body: string, signature = this.sign(body)): Promise<Response> {
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
    return fetch(this.url, { method: 'POST', headers, body });
  }

  /** Somebody writes; resolves when the business's side has answered. */
  write(from: string, body: string, id?: string): Promise<Response> {
    return this.post(this.delivery({ from, body, ...(id !== undefined && { id }) }));
  }
}

let made = 0;

/** Adds a sender to a business of this ledger. */
export async function cloudApi(
  { ledger, url }: { ledger: Ledger; url: string },
  business: string,
  { appSecret = randomUUID().replaceAll('-', '') } = {},
): Promise<CloudApi> {
  made += 1;
  const phoneNumberId = String(106_540_352_242_900 + made);
  const sender = { phoneNumberId, wabaId, number: '+14155550199', appSecret };
  const { verifyToken } = await addSender(ledger, business, sender);
  const webhook = `${url}/v1/webhooks/whatsapp/${business}`;
  return new CloudApi(webhook, { appSecret, phoneNumberId, verifyToken });
}
