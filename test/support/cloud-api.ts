// WhatsApp as a business sees it: somebody writes to its number, and Meta posts a webhook, signed with the
// app secret. Shapes as in Meta's documentation; everything a message does not need is left as it comes
// there.

import { randomUUID } from 'node:crypto';
import { bodyOf, eventOf, signatureOf } from '../../demo/cloud-api/webhook-body.ts';
import type { Ledger } from '../../ledger/operations/ledger.ts';
import { addSender } from '../../ledger/operations/setup/senders.ts';

/** The WhatsApp Business Account of every sender here. */
export const wabaId = '102290129340398';
/** The number of every sender here: invented. */
export const shopNumber = '+14155550199';

/** `at`: unix seconds, of Meta's clock. */
export type Written = { from: string; body: string; id?: string; at?: number };

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
    const messages = texts.map(({ from, body, id = `wamid.${randomUUID()}`, at = 1_763_846_400 }) => {
      return { from, id, timestamp: String(at), type: 'text', text: { body } };
    });
    const contacts = texts.map(({ from }) => ({ profile: { name: 'Zoë' }, wa_id: from }));
    return this.change('messages', { contacts, messages });
  }

  /** One change of any field, as Meta delivers it. `time`: unix seconds. */
  change(field: string, value: object, time?: number): string {
    const sender = { phoneNumberId: this.phoneNumberId, account: wabaId, number: shopNumber };
    const at = time === undefined ? undefined : new Date(time * 1000);
    return bodyOf([eventOf(sender, field, at, value)]);
  }

  sign(body: string, secret = this.appSecret): string {
    return signatureOf(secret, body);
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
  const sender = { phoneNumberId, wabaId, number: shopNumber, appSecret };
  const { verifyToken } = await addSender(ledger, business, sender);
  const webhook = `${url}/v1/webhooks/whatsapp/${business}`;
  return new CloudApi(webhook, { appSecret, phoneNumberId, verifyToken });
}
