// From an accepted message to what the business is told of it, over real HTTP.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answer } from '../../../demo/cloud-api/answer.ts';
import { diceOf } from '../../../demo/cloud-api/dice.ts';
import { type DeliveredMessage, PretendMeta } from '../../../demo/cloud-api/meta.ts';
import { changeNumber, switchOffers, tap, write } from '../../../demo/cloud-api/phone.ts';
import { signatureOf } from '../../../demo/cloud-api/webhook-body.ts';
import { type Weather, WebhookPost } from '../../../demo/cloud-api/webhook-post.ts';

const appSecret = '0'.repeat(32);
const account = '102290129340398';
const sender = { phoneNumberId: '106540352242922', account, number: '+14155550199' };

// biome-ignore lint/suspicious/noExplicitAny: a change as the business sees it
type Change = any;

let business: Server;
let refusals: number;
let heard: Change[];
let meta: PretendMeta;
let post: WebhookPost;
let delivered: DeliveredMessage[];

async function connected(weather?: Weather): Promise<void> {
  const url = new URL(`http://127.0.0.1:${(business.address() as AddressInfo).port}/webhook`);
  post = new WebhookPost({ url, appSecret }, weather);
  meta = new PretendMeta();
  meta.onDelivered = (message) => void delivered.push(message);
  meta.addSender(sender, post);
  meta.tokens.add('EAAtoken');
  const body = 'Hello {{1}}';
  for (const [name, category] of [
    ['order_shipped', 'UTILITY'],
    ['offer', 'MARKETING'],
  ] as const) {
    meta.addTemplate(account, { name, language: 'en_US', category, body, buttons: ['Stop'] });
  }
}

beforeEach(async () => {
  [refusals, heard, delivered] = [0, [], []];
  business = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    expect(request.headers['x-hub-signature-256']).toBe(signatureOf(appSecret, body));
    refusals -= 1;
    response.writeHead(refusals >= 0 ? 503 : 200).end();
    if (refusals >= 0) return;
    for (const { changes } of JSON.parse(body).entry) heard.push(...changes);
  });
  await new Promise<void>((resolve) => business.listen(0, '127.0.0.1', resolve));
  await connected();
});
afterEach(() => {
  post.stop();
  business.closeAllConnections();
  business.close();
});

const templateOf = (name: string, ...more: object[]) => {
  const body = { type: 'body', parameters: [{ type: 'text', text: 'Asha' }] };
  return { name, language: { code: 'en_US' }, components: [body, ...more] };
};

async function send(over: object = {}): Promise<void> {
  const message = {
    ...{ messaging_product: 'whatsapp', to: '+919876543210', biz_opaque_callback_data: 'permit-1' },
    ...{ type: 'template', template: templateOf('order_shipped') },
    ...over,
  };
  const headers = { authorization: 'Bearer EAAtoken' };
  const url = `/v23.0/${sender.phoneNumberId}/messages`;
  answer(meta, { method: 'POST', url, headers, body: Buffer.from(JSON.stringify(message)) });
  await settled();
}

async function settled(): Promise<void> {
  await meta.idle();
  await post.idle();
}

const statuses = () => heard.flatMap(({ value }) => value.statuses ?? []);
const outcomes = () =>
  statuses().map(({ status, errors }: Change) => (errors === undefined ? status : errors[0].code));
const asha = () => meta.people.of('+919876543210');
const freely = { type: 'text', text: { body: 'Hi' }, template: undefined };

describe('a message', () => {
  test('that arrives is told of as sent, delivered and, once looked at, read, under the label it carried', async () => {
    await send();
    meta.read(delivered[0]!);
    await settled();
    expect(outcomes()).toEqual(['sent', 'delivered', 'read']);
    for (const { biz_opaque_callback_data: label, id } of statuses()) {
      expect([label, id]).toEqual(['permit-1', delivered[0]!.id]);
    }
  });

  test('to somebody without WhatsApp fails with 131026', async () => {
    asha().onWhatsApp = false;
    await send();
    expect([outcomes(), delivered]).toEqual([[131_026], []]);
  });

  test('to an id that is nobody’s fails with 131026, and names no number', async () => {
    await send({ to: undefined, recipient: 'IN.1' });
    expect(outcomes()).toEqual([131_026]);
    expect(statuses()[0]).toMatchObject({ recipient_user_id: 'IN.1' });
    expect(statuses()[0]).not.toHaveProperty('recipient_id');
  });

  test('without a template fails with 131047, unless they have written within a day', async () => {
    await send(freely);
    await write(meta, sender, asha(), 'Hello');
    await send(freely);
    expect(outcomes()).toEqual([131_047, 'sent', 'delivered']);
  });

  test('with an offer fails with 131050 once offers are stopped, and no other does', async () => {
    await switchOffers(meta, sender, asha(), 'stop');
    await send({ template: templateOf('offer') });
    await send();
    expect(outcomes()).toEqual([131_050, 'sent', 'delivered']);
  });

  test('for one person fails with 137000 once another has the number', async () => {
    const recipient_identity_key_hash = asha().identityKeyHash;
    await send({ recipient_identity_key_hash });
    meta.people.recycle('+919876543210');
    await send({ recipient_identity_key_hash });
    expect(outcomes()).toEqual(['sent', 'delivered', 137_000]);
  });
});

describe('the business hears', () => {
  test('of a tap which message it was on, and the payload that the message had set', async () => {
    const parameters = [{ type: 'payload', payload: 'OPT_OUT' }];
    const button = { type: 'button', sub_type: 'quick_reply', index: '0', parameters };
    await send({ template: templateOf('order_shipped', button) });
    await tap(meta, sender, delivered[0]!, delivered[0]!.buttons[0]!);
    expect(heard.at(-1).value.messages[0]).toMatchObject({
      type: 'button',
      button: { payload: 'OPT_OUT', text: 'Stop' },
      context: { id: delivered[0]!.id },
      from: '919876543210',
      from_user_id: asha().userId,
    });
  });

  test('of whoever hides their number the business-scoped id alone', async () => {
    asha().hidesNumber = true;
    await write(meta, sender, asha(), 'STOP');
    expect(JSON.stringify(heard)).not.toContain('9876543210');
    expect(heard[0].value.messages[0].from_user_id).toBe(asha().userId);
  });

  test('of a new number both names of both', async () => {
    const before = asha();
    await changeNumber(meta, sender, before, '+919876543211');
    expect(heard[0].value.messages[0]).toMatchObject({
      from: before.waId,
      system: {
        type: 'user_changed_number',
        ...{ wa_id: '919876543211', user_id: meta.people.of('+919876543211').userId },
        previous_user_id: before.userId,
      },
    });
  });

  test('of whoever hides it the two ids, without any writer', async () => {
    const before = asha();
    before.hidesNumber = true;
    await changeNumber(meta, sender, before, '+919876543212');
    const [message] = heard[0].value.messages;
    expect(Object.keys(message).filter((field) => field.startsWith('from'))).toEqual([]);
    const now = meta.people.of('+919876543212').userId;
    const ids = { user_id: now, previous_user_id: before.userId };
    expect(message.system).toMatchObject({ type: 'user_changed_user_id', ...ids });
    expect(JSON.stringify(heard)).not.toContain('98765432');
  });

  test('of a re-tagged template what it was and is', async () => {
    await meta.retag(account, 'order_shipped', 'en_US', 'MARKETING');
    expect(heard[0]).toMatchObject({
      field: 'template_category_update',
      value: { previous_category: 'UTILITY', new_category: 'MARKETING' },
    });
  });

  test('again of what it did not take', async () => {
    refusals = 2;
    expect(await write(meta, sender, asha(), 'Hello')).toBe(true);
    expect(heard).toHaveLength(1);
  });

  test('in bad weather of everything, some of it twice and not in order', async () => {
    await connected({ dice: diceOf(7), delayMaxMs: 60, twice: 0.5 });
    const written = Array.from({ length: 40 }, (_, i) => `text ${i}`);
    await Promise.all(written.map((text) => write(meta, sender, asha(), text)));
    await settled();
    const texts = heard.map(({ value }) => value.messages[0].text.body as string);
    expect(new Set(texts).size).toBe(40);
    expect(texts.length).toBeGreaterThan(45);
    expect([...new Set(texts)]).not.toEqual(written);
  });
});
