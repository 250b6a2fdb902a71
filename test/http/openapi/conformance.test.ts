// A tour of the API on a real ledger: what comes back is what the document says comes back.

import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newCustomerSecret } from '../../../ledger/operations/visitor/customer.ts';
import { type CloudApi, cloudApi } from '../../support/cloud-api.ts';
import { customerToken } from '../../support/customer-token.ts';
import { orderUpdates, type TestLedger, testLedger } from '../../support/ledger.ts';
import { orderLine } from '../ivr/line.ts';
import { Page } from '../page.ts';
import { type Body, get, ivrOptIn, post } from '../requests.ts';

let ledger: TestLedger;
let document: Body;
let whatsApp: CloudApi;
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });

beforeAll(async () => {
  ledger = await testLedger();
  whatsApp = await cloudApi(ledger, ledger.business);
  document = await (await get(`${ledger.url}/openapi.json`)).json();
  ajv.addSchema({ $id: 'openapi', components: document.components });
});
afterAll(() => ledger.stop());

/** The answer is described: its status, its media type, its shape. Returns the body. */
async function conforms(method: string, path: string, pending: Promise<Response>): Promise<Body> {
  const answer = await pending;
  const described = document.paths[path][method].responses[answer.status];
  expect([path, answer.status, described !== undefined]).toEqual([path, answer.status, true]);
  expect([path, answer.headers.has('retry-after')]).toEqual([
    path,
    described.headers?.['Retry-After'] !== undefined,
  ]);
  const mediaType = answer.headers.get('content-type')!.split(';')[0]!;
  const { schema } = described.content[mediaType];
  const body = mediaType.endsWith('json') ? await answer.json() : await answer.text();
  const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/')));
  expect([path, validate(body), validate.errors]).toEqual([path, true, null]);
  return body;
}

test('what a business’s server is answered is what is described', async () => {
  const { url, keys } = ledger;
  const number = '+14155550171';
  const optIn = await conforms(
    'post',
    '/v1/opt-ins',
    post(`${url}/v1/opt-ins`, keys.ingest, ivrOptIn(number)),
  );
  const question = { recipient: number, purpose: 'shipping_update' };
  await conforms('post', '/v1/gate/check', post(`${url}/v1/gate/check`, keys.gate, question));
  await conforms('post', '/v1/opt-outs', post(`${url}/v1/opt-outs`, keys.ingest, { number, channel: 'sms' }));
  await conforms(
    'post',
    '/v1/objections',
    post(`${url}/v1/objections`, keys.ingest, { number, channel: 'agent', scope: 'nonsense' }),
  );
  const byId = { bsuid: 'US.13491208655302741918', channel: 'sms' };
  await conforms('post', '/v1/opt-outs', post(`${url}/v1/opt-outs`, keys.ingest, byId));
  await conforms(
    'post',
    '/v1/opt-outs',
    post(`${url}/v1/opt-outs`, keys.ingest, { ...byId, number, purposes: ['gossip'] }),
  );
  await conforms('post', '/v1/gate/check', post(`${url}/v1/gate/check`, keys.gate, question));
  const { records } = await conforms(
    'post',
    '/v1/subjects/history',
    post(`${url}/v1/subjects/history`, keys.audit, { number }),
  );
  expect(records).toHaveLength(5);
  const asked = { number, kind: ['opt_in', 'opt_out'], wait_for: optIn.tree_size, limit: 2 };
  const registered = post(`${url}/v1/register/query`, keys.audit, asked);
  expect((await conforms('post', '/v1/register/query', registered)).records.length).toBeGreaterThan(0);
  await conforms('get', '/v1/records/{id}', get(`${url}/v1/records/${optIn.record}`, keys.audit));
  await conforms('get', '/v1/receipts/{record}', get(`${url}/v1/receipts/${optIn.record}`, keys.audit));
  await conforms(
    'post',
    '/v1/links',
    post(`${url}/v1/links`, keys.ingest, { record: optIn.record, days: 7 }),
  );
  const page = url + new URL(optIn.link).pathname;
  await conforms('get', '/p/{link}', get(page));
  await conforms('get', '/p/{link}/evidence.json', get(`${page}/evidence.json`));
});

test('what the business itself is answered is what is described', async () => {
  const { url, keys } = ledger;
  const draft = { ...orderUpdates, id: 'toured' };
  await conforms('post', '/v1/notices', post(`${url}/v1/notices`, keys.admin, draft));
  await conforms('post', '/v1/notices', post(`${url}/v1/notices`, keys.admin, draft));
  const review = { locale: 'es', reviewer: 'Ana Sousa' };
  await conforms(
    'post',
    '/v1/notices/{id}/reviews',
    post(`${url}/v1/notices/toured/reviews`, keys.admin, review),
  );
  await conforms('post', '/v1/notices/{id}/retire', post(`${url}/v1/notices/toured/retire`, keys.admin, ''));
  await conforms('get', '/v1/notices', get(`${url}/v1/notices`, keys.admin));
  const template = { waba_id: '102290129340398', name: 'toured', language: 'en', purpose: 'shipping_update' };
  const map = (over: object) => post(`${url}/v1/templates`, keys.admin, { ...template, ...over });
  await conforms('post', '/v1/templates', map({ category: 'UTILITY' }));
  await conforms('post', '/v1/templates', map({ purpose: 'gossip' }));
  await conforms('get', '/v1/templates', get(`${url}/v1/templates`, keys.admin));
});

test('what a business’s telephone line is answered is what is described', async () => {
  const { url, keys, business } = ledger;
  const flow = orderLine();
  await conforms('post', '/v1/flows', post(`${url}/v1/flows`, keys.admin, flow));
  await conforms('post', '/v1/flows', post(`${url}/v1/flows`, keys.admin, { ...flow, notice: 'nothing' }));
  const asked = 'Press {yes} or {no}: {business}, {what}, {ending}. {stop}';
  const mute = { ...flow, locales: { en: { prompts: { ask: asked, recorded: 'Thank you.' } } } };
  await conforms('post', '/v1/flows', post(`${url}/v1/flows`, keys.admin, mute));
  const at = `${url}/v1/flows/${flow.id}/secret`;
  const { secret } = await conforms('post', '/v1/flows/{id}/secret', post(at, keys.admin, {}));
  await conforms('post', '/v1/flows/{id}/secret', post(`${url}/v1/flows/nothing/secret`, keys.admin, {}));
  await conforms('get', '/v1/flows', get(`${url}/v1/flows`, keys.admin));
  const provider = { dialect: 'twilio', secret: 'd'.repeat(32) };
  await conforms('post', '/v1/providers', post(`${url}/v1/providers`, keys.admin, provider));
  await conforms(
    'post',
    '/v1/providers',
    post(`${url}/v1/providers`, keys.admin, { ...provider, dialect: 'json' }),
  );
  await conforms('get', '/v1/providers', get(`${url}/v1/providers`, keys.admin));
  const path = '/v1/ivr/{dialect}/{business}/{flow}';
  const calls = (dialect: string) => `${url}/v1/ivr/${dialect}/${business}/${flow.id}`;
  const begin = { call: 'toured', caller: '+919876543273' };
  await conforms('post', path, post(calls('json'), secret, begin));
  await conforms('post', path, post(calls('json'), secret, { call: 1n.toString(), caller: [] }));
  await conforms('post', path, post(calls('json'), undefined, begin));
  await conforms('post', path, post(calls('asterisk'), secret, begin));
  await conforms('get', path, get(`${calls('json')}?call=toured`, secret));
  await conforms('post', `${path}/{secret}`, post(`${calls('json')}/${secret}`, undefined, begin));
  await conforms('get', `${path}/{secret}`, get(`${calls('json')}/${secret}?call=toured`));
});

test('what a page is answered is what is described', async () => {
  const page = new Page(ledger);
  await conforms('post', '/v1/nonces', page.askNonce());
  const query = new URLSearchParams({ site: ledger.site, notice: 'order-updates' });
  await conforms('get', '/v1/notices/current', get(`${ledger.url}/v1/notices/current?${query}`));
  const { record } = await conforms('post', '/v1/opt-ins', page.optIn('+919876543271'));
  const { challenge } = await conforms('post', '/v1/ownership', page.askOwnership(record, 'whatsapp'));
  const path = `${ledger.url}/v1/ownership/${challenge}`;
  await conforms('get', '/v1/ownership/{challenge}', get(path));
  await conforms(
    'post',
    '/v1/ownership/{challenge}/code',
    post(`${path}/code`, undefined, { code: '000000' }),
  );
  await conforms('post', '/v1/ownership', page.askOwnership(record, 'code'));
  await conforms('post', '/v1/opt-outs', page.postOptOut(page.sign(page.optOutClaims(record))));
});

test('what a page with a customer token is answered is what is described', async () => {
  const page = new Page(ledger);
  const { site, business } = ledger;
  const secret = await newCustomerSecret(ledger.ledger, business, site);
  const body = (number: string) =>
    JSON.stringify({ customer_token: customerToken(secret, { site, number }) });
  const ask = (path: string, text: string) =>
    conforms('post', path, page.post(path, 'application/json', text));
  await page.optIn('+919876543272');
  await ask('/v1/customers/consent', body('+919876543272'));
  await ask('/v1/opt-outs', body('+919876543272'));
  await ask('/v1/customers/consent', body('+919876543272'));
  await ask('/v1/customers/consent', body('not a number'));
});

test('what Meta is answered is what is described', async () => {
  const path = '/v1/webhooks/whatsapp/{business}';
  await conforms('post', path, whatsApp.write('14155550171', 'STOP'));
  await conforms('post', path, whatsApp.post('{}', 'sha256='));
  const { verifyToken, url } = whatsApp;
  const query = { 'hub.mode': 'subscribe', 'hub.verify_token': verifyToken, 'hub.challenge': '1' };
  await conforms('get', path, get(`${url}?${new URLSearchParams(query)}`));
  await conforms('get', path, get(url));
});

test('what everybody is answered is what is described', async () => {
  for (const path of ['/log/checkpoint', '/log/keys.json', '/.well-known/jwks.json', '/widget.json']) {
    await conforms('get', path, get(ledger.url + path));
  }
  for (const path of ['/healthz', '/readyz', '/openapi.json', '/docs']) {
    await conforms('get', path, get(ledger.url + path));
  }
  await conforms('get', '/metrics', get(`${ledger.url}/metrics`));
  await conforms('get', '/metrics', get(`${ledger.url}/metrics`, ledger.keys.admin));
});

test('what goes wrong is described too', async () => {
  const { url, keys } = ledger;
  await conforms('post', '/v1/opt-ins', post(`${url}/v1/opt-ins`, undefined, {}));
  await conforms('post', '/v1/opt-ins', post(`${url}/v1/opt-ins`, keys.gate, {}));
  await conforms('post', '/v1/opt-ins', post(`${url}/v1/opt-ins`, keys.ingest, '{'));
  await conforms('post', '/v1/opt-ins', post(`${url}/v1/opt-ins`, keys.ingest, {}));
  await conforms(
    'post',
    '/v1/opt-ins',
    post(`${url}/v1/opt-ins`, keys.ingest, '', { 'content-type': 'text/plain' }),
  );
  await conforms('post', '/v1/nonces', new Page(ledger, 'https://evil.example').askNonce());
  await conforms('get', '/v1/records/{id}', get(`${url}/v1/records/nothing`, keys.audit));
  await conforms('get', '/log/tile/{tile}', get(`${url}/log/tile/0/001`));
});
