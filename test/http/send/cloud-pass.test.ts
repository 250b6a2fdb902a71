// What is no message goes through /cloud untouched; what could be one in another spelling does not go at all.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloudParametersBytesMax, cloudUploadBytesMax } from '../../../ledger/http/server/limits.ts';
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

describe('what SDKs ask beside messages goes through byte by byte', () => {
  const flow = (name: string) => {
    const form = new FormData();
    form.set('name', name);
    form.set('asset_type', 'FLOW_JSON');
    form.set('batch_id', '1');
    form.set('file', new Blob(['{"method": "batch"}'], { type: 'application/json' }), 'batch.json');
    return form;
  };
  const template = {
    ...{ name: 'order_shipped', language: 'en_US', category: 'UTILITY' },
    components: [{ type: 'BODY', text: 'See https://shop.example/?a=1&method=2&batch=3', method: 'x' }],
  };
  const form = 'application/x-www-form-urlencoded';

  test.for<[string, string, string, string]>([
    ['a template', '/1/message_templates', 'application/json', JSON.stringify(template)],
    ['JSON under no name', '/1/message_templates', 'text/plain', JSON.stringify(template)],
    ['a list', '/1/things', 'application/json', '[1, 2]'],
    ['a key', '/1/whatsapp_business_encryption', form, 'business_public_key=-----BEGIN+PUBLIC+KEY-----'],
    ['a new session', '/1/uploads', form, 'file_name=a.png&file_length=3&file_type=image%2Fpng'],
    ['what goes to a session', '/upload:MTphdHRhY2htZW50Og==', form, 'batch=\0\x01&method=x'],
    ['a file', '/1/media', 'image/png', 'batch=x&method=y'],
  ])('%s', async ([, path, type, body]) => {
    const answer = await call(`/v23.0${path}`, { method: 'POST', headers: { 'content-type': type }, body });
    expect(answer.status).toBe(200);
    const asked = shop.cloud.asked.at(-1)!;
    expect([asked.url, asked.headers['content-type'], asked.body.toString()]).toEqual([
      `/v23.0${path}`,
      type,
      body,
    ]);
  });

  test.for(['/1/flows', '/1/assets', '/1'])('a form of parts, to %s', async (path) => {
    const sent = new Request('http://shop.example/', { method: 'POST', body: flow('method_of_payment') });
    const body = Buffer.from(await sent.arrayBuffer());
    const headers = { 'content-type': sent.headers.get('content-type')! };
    expect((await call(`/v23.0${path}`, { method: 'POST', headers, body })).status).toBe(200);
    expect(shop.cloud.asked.at(-1)!.body.equals(body)).toBe(true);
  });

  test.for(['POST', 'DELETE'])('a %s without a body', async (method) => {
    for (const headers of [{}, json]) {
      expect((await call('/v23.0/1/subscribed_apps', { method, headers })).status).toBe(200);
      expect(shop.cloud.asked.at(-1)).toMatchObject({ method, url: '/v23.0/1/subscribed_apps' });
    }
  });
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

  test.for(['GET', 'DELETE'])('by %s with a header or a body that means a POST', async (method) => {
    for (const edge of ['messages', 'marketing_messages', 'calls']) {
      const headers = { ...json, 'x-http-method-override': 'POST' };
      await refused(call(`/v23.0/${sender()}/${edge}?to=14155550142`, { method, headers }));
    }
    if (method === 'GET') return;
    const meant = JSON.stringify({ ...shop.template(stranger), method: 'post' });
    await refused(call(`/v23.0/${sender()}/messages`, { method, headers: json, body: meant }));
  });

  test('by another method that a header asks for', async () => {
    for (const name of [
      'x-http-method-override',
      'X-HTTP-Method',
      'X-Method-Override',
      'x_http_method_override',
    ])
      await call('/v23.0/1', { method: 'GET', headers: { [name]: 'POST' } });
    for (const { headers } of shop.cloud.asked.slice(-4))
      expect(Object.keys(headers).join(' ')).not.toContain('method');
  });

  test.for(['messages.json', 'messages:', 'messages~1', 'marketing_messages.json', 'calls=', 'Messages_'])(
    'spelled %s',
    async (edge) => {
      await refused(to(`/v23.0/${sender()}/${edge}`));
      await refused(to(`/v23.0/${edge}/${sender()}`));
    },
  );

  const calls = JSON.stringify([{ method: 'POST', relative_url: '1/messages', body: 'to=14155550142' }]);
  const parts = (name: string) => {
    const parted = new FormData();
    parted.set('name', 'order_flow');
    parted.set(name, calls);
    return parted;
  };
  const inForm = { 'content-type': 'application/x-www-form-urlencoded' };

  test.for([
    'batch',
    'BATCH',
    'batch[0]',
    ' batch',
    'method',
    'access_token',
    'access.token',
    'Access Token',
  ])('inside another call, as its %s', async (name) => {
    const asJson = JSON.stringify({ [name]: calls });
    const asForm = String(new URLSearchParams({ about: 'x', [name]: calls }));
    for (const method of ['POST', 'DELETE'])
      for (const path of ['/v23.0/me', `/v23.0/${sender()}/media`, '/v23.0/1/assets']) {
        await refused(call(path, { method, headers: json, body: asJson }));
        await refused(call(path, { method, headers: inForm, body: asForm }));
        await refused(call(path, { method, body: parts(name) }));
      }
    const plain = { 'content-type': 'text/plain' };
    for (const body of [asJson, `\n${asJson}`, asForm])
      await refused(call('/v23.0/me', { method: 'POST', headers: plain, body }));
  });

  test.for([
    ['without quotes', 'name=batch'],
    ['in other quotes', "name='batch'"],
    ['in capitals', 'NAME="Batch"'],
    ['with blanks', 'name= \t"batch"'],
    ['on a line of its own', '\r\n name="batch"'],
    ['behind another', 'name="a"; name="batch"'],
  ])('as a part that is named %s', async ([, named]) => {
    const body = `--x\r\nContent-Disposition: form-data; ${named}\r\n\r\n${calls}\r\n--x--\r\n`;
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    await refused(call('/v23.0/me', { method: 'POST', headers, body }));
  });

  test('as a part whose name comes in two pieces, behind a long file', async () => {
    const head = (named: string) => `--x\r\nContent-Disposition: form-data; ${named}\r\n\r\n`;
    const pieces = [head('name="file"'), 'x'.repeat(200_000), `\r\n${head('name="bat').trimEnd()}`];
    const last = `ch"\r\n\r\n${calls}\r\n--x--\r\n`;
    const body = new ReadableStream({
      async pull(controller) {
        const piece = pieces.shift();
        if (piece !== undefined) return controller.enqueue(Buffer.from(piece));
        await new Promise((resolve) => setTimeout(resolve, 100));
        controller.enqueue(Buffer.from(last));
        controller.close();
      },
    });
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const path = `/v23.0/${sender()}/media`;
    await refused(call(path, { method: 'POST', headers, body, duplex: 'half' } as RequestInit));
  });

  test('as parameters that are compressed, cut off, or larger than any', async () => {
    const gzip = { ...json, 'content-encoding': 'gzip' };
    await refused(call('/v23.0/me', { method: 'POST', headers: gzip, body: '{}' }));
    await refused(call('/v23.0/me', { method: 'POST', headers: json, body: '{"batch":[],' }));
    const body = JSON.stringify({ about: 'x'.repeat(cloudParametersBytesMax) });
    await refused(call('/v23.0/me', { method: 'POST', headers: json, body }));
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
