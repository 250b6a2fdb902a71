// What is no message goes through /cloud untouched; what could be one in another spelling does not go at all.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloudUploadBytesMax } from '../../../ledger/http/limits.ts';
import { GatedSender } from '../../support/gated-sender.ts';
import type { Body } from '../requests.ts';

const number = '+919876543240';

let shop: GatedSender;
beforeAll(async () => {
  shop = await GatedSender.start();
  await shop.optIn(number);
});
afterAll(() => shop.stop());

const call = (path: string, init: RequestInit = {}) =>
  fetch(`${shop.base}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${shop.token}`, ...(init.headers as Record<string, string>) },
  });
const sender = () => shop.meta.phoneNumberId;
const json = { 'content-type': 'application/json' };

describe('a medium', () => {
  test('goes up and comes back byte by byte, and is deleted', async () => {
    const bytes = crypto.getRandomValues(new Uint8Array(300_000).subarray(0, 60_000));
    const headers = { 'content-type': 'image/webp' };
    const { id }: Body = await (
      await call(`/v23.0/${sender()}/media`, { method: 'POST', headers, body: bytes })
    ).json();
    const got = await call(`/v23.0/${id}`);
    expect(got.headers.get('content-type')).toBe('image/webp');
    expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true);
    expect((await call(`/v23.0/${id}`, { method: 'DELETE' })).status).toBe(200);
    expect(shop.cloud.meta.media.has(id)).toBe(false);
  });

  test('as a form keeps its boundary', async () => {
    const form = new FormData();
    form.set('messaging_product', 'whatsapp');
    form.set('file', new Blob(['hello'], { type: 'text/plain' }), 'a.txt');
    await call(`/v23.0/${sender()}/media`, { method: 'POST', body: form });
    const { headers, body } = shop.cloud.asked.at(-1)!;
    const boundary = /boundary=(.+)$/.exec(headers['content-type']!)![1]!;
    expect(body.toString()).toContain(boundary);
    expect(body.toString()).toContain('hello');
  });

  test('larger than Meta takes is refused before it is read', async () => {
    const asked = shop.cloud.asked.length;
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024)),
    });
    const answer = call(`/v23.0/${sender()}/media`, { method: 'POST', body, duplex: 'half' } as RequestInit);
    const status = await answer.then(({ status }) => status).catch(() => 'cut');
    expect([504, 400, 'cut']).toContain(status);
    expect(shop.cloud.asked.slice(asked).every(({ body }) => body.length <= cloudUploadBytesMax)).toBe(true);
  });
});

test('any other call keeps its method, path, query and body', async () => {
  await call('/v23.0/102290129340398/message_templates?limit=2&after=QVFI%3D', { method: 'GET' });
  expect(shop.cloud.asked.at(-1)).toMatchObject({
    method: 'GET',
    url: '/v23.0/102290129340398/message_templates?limit=2&after=QVFI%3D',
  });
  const body = '{ "about": "Fresh \\u2603" }';
  await call(`/v23.0/${sender()}/whatsapp_business_profile`, { method: 'POST', headers: json, body });
  expect(shop.cloud.asked.at(-1)!.body.toString()).toBe(body);
});

test('an answer brings no cookie, no other protocol and no permission for pages, and runs nowhere', async () => {
  await call(`/v23.0/${sender()}/media`, {
    method: 'POST',
    headers: { 'content-type': 'text/html' },
    body: '<script>',
  });
  const id = shop.cloud.meta.media.ids().at(-1);
  for (const answer of [await call(`/v23.0/${id}`), await call('/v23.0/1/x')]) {
    for (const name of [
      'set-cookie',
      'alt-svc',
      'strict-transport-security',
      'access-control-allow-origin',
    ]) {
      expect(answer.headers.has(name)).toBe(false);
    }
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  }
});

test('a message that was read is acknowledged, without a question to the gate', async () => {
  const receipt = { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.HBg' };
  expect((await shop.send(receipt)).status).toBe(200);
  expect(JSON.parse(shop.cloud.asked.at(-1)!.body.toString())).toEqual(receipt);
});

test('a call that somebody made is answered, and nobody is called', async () => {
  const about = { messaging_product: 'whatsapp', call_id: 'wacid.1', action: 'terminate' };
  expect((await shop.send(about, { edge: 'calls' })).status).toBe(200);
  const asked = shop.cloud.asked.length;
  for (const body of [
    { messaging_product: 'whatsapp', to: number, action: 'connect' },
    { ...about, to: number },
    { ...about, action: 'CONNECT' },
    { ...about, action: ['accept', 'connect'] },
  ]) {
    expect((await shop.send(body, { edge: 'calls' })).status).toBe(403);
  }
  expect(shop.cloud.asked).toHaveLength(asked);
});

describe('no message goes out unjudged', () => {
  const stranger = '+919876543241';
  const refused = async (pending: Promise<Response>) => {
    const asked = shop.cloud.asked.length;
    const answer = await pending;
    expect([400, 401, 403, 404, 415, 422]).toContain(answer.status);
    expect(await answer.json()).toSatisfy(
      ({ error, code }: Body) => error?.fbtrace_id || code === 'not_found',
    );
    expect(shop.cloud.asked).toHaveLength(asked);
  };
  const body = () => JSON.stringify(shop.template(stranger));
  const to = (path: string, init: RequestInit = {}) =>
    call(path, { method: 'POST', headers: json, body: body(), ...init });

  test.for([
    ['with a slash behind', (id: string) => `/v23.0/${id}/messages/`],
    ['with two slashes', (id: string) => `/v23.0/${id}//messages`],
    ['in capitals', (id: string) => `/v23.0/${id}/MESSAGES`],
    ['with an escaped letter', (id: string) => `/v23.0/${id}/%6dessages`],
    ['with an escaped slash', (id: string) => `/v23.0/${id}%2Fmessages`],
    ['with a parameter of the path', (id: string) => `/v23.0/${id}/messages;x=1`],
    ['deeper', (id: string) => `/v23.0/1/${id}/messages`],
    ['before its node', (id: string) => `/v23.0/messages/${id}`],
    ['without a version', (id: string) => `/${id}/messages`],
    ['under a strange version', (id: string) => `/v23/${id}/messages`],
    ['of an alias', () => '/v23.0/me/messages'],
    ['as many in one', (id: string) => `/v23.0/${id}?batch=%5B%5D`],
    ['as many in one, in capitals', (id: string) => `/v23.0/${id}?BATCH[0]=x`],
    ['at the root', () => '/v23.0/?batch=x'],
    ['at no version', () => '/?batch=x'],
    ['with its recipient in the query', (id: string) => `/v23.0/${id}/messages?to=14155550142`],
    ['with a token in the query', (id: string) => `/v23.0/${id}/messages?access_token=EAAother`],
    ['for a marketing campaign', (id: string) => `/v23.0/${id}/marketing_messages`],
  ] as [string, (id: string) => string][])('spelled %s', async ([, path]) => {
    await refused(to(path(sender())));
  });

  test('by a GET that means a POST', async () => {
    await refused(call(`/v23.0/${sender()}/messages?method=post&to=14155550142`));
  });

  test.for([
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'to=14155550142'],
    ['compressed', { ...json, 'content-encoding': 'gzip' }, 'x'],
    ['no JSON', json, '{'],
    ['a list', json, '[]'],
    ['nothing', json, ''],
  ] as const)('as %s', async ([, headers, content]) => {
    await refused(to(`/v23.0/${sender()}/messages`, { headers, body: content }));
  });

  test.for([
    ['a group', { recipient_type: 'group' }],
    ['nobody', { to: undefined }],
    ['a number that is none', { to: 'Priya' }],
    ['two people', { to: [number, stranger] }],
    ['an id that is none', { to: undefined, recipient: 'Priya' }],
    ['a receipt that is also a message', { status: 'read', message_id: 'wamid.1' }],
    ['another caller', { access_token: 'EAAother' }],
    ['many calls', { batch: [] }],
    ['a template of another type', { type: 'text' }],
    ['a template without a language', { template: { name: 'shipping_update' } }],
    ['a label that is none', { biz_opaque_callback_data: { a: 1 } }],
  ])('to or as %s', async ([, over]) => {
    await refused(shop.send({ ...shop.template(number), ...(over as object) }));
  });
});
