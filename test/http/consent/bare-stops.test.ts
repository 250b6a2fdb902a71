// A stop by digits alone goes to each person of this business whose number it may be, by every way that a
// stop comes; and its answer tells nothing of whom the business knows.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { newCustomerSecret } from '../../../ledger/operations/visitor/customer.ts';
import { customerToken } from '../../support/customer-token.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { findingsIn } from '../../support/verifier.ts';
import { recordsOf } from '../ivr/line.ts';
import { Page } from '../page.ts';
import { type Body, expectProblem, ivrOptIn, post } from '../requests.ts';

let ledger: TestLedger;
let page: Page;
let secret: string;
/** The end of the number that was used last. */
let used = 43_301;
beforeAll(async () => {
  ledger = await testLedger();
  secret = await newCustomerSecret(ledger.ledger, ledger.business, ledger.site);
  page = new Page(ledger);
});
afterAll(() => ledger.stop());

const agrees = (number: string) => post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number));
const allowed = async (recipient: string): Promise<boolean> => {
  const question = { recipient, purpose: 'shipping_update' };
  const answer = await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, question);
  return ((await answer.json()) as Body).decision === 'allow';
};
const stops = (path: string, body: object) => post(`${ledger.url}${path}`, ledger.keys.ingest, body);

const twilio = (contact_id: string) => {
  const item = { contact_id, correlation_id: randomUUID().replaceAll('-', ''), status: 'opt-out' };
  const headers = { authorization: `Bearer ${ledger.keys.ingest}` };
  const body = new URLSearchParams({ Items: JSON.stringify(item) });
  return fetch(`${ledger.url}/v1/compat/twilio/consents`, { method: 'POST', headers, body });
};

const ways: [string, string, (bare: string) => Promise<Response>][] = [
  ['a server', '2025550141', (number) => stops('/v1/opt-outs', { number, channel: 'agent' })],
  ['a number as JSON has it', '2025550142', (number) => stops('/v1/opt-outs', { number: Number(number) })],
  ['an objection', '2025550143', (number) => stops('/v1/objections', { number, scope: 'all' })],
  ['Twilio’s request', '2025550144', twilio],
  [
    'a customer token',
    '2025550145',
    (number) => {
      const token = customerToken(secret, { site: ledger.site, number });
      return page.post('/v1/opt-outs', 'application/json', JSON.stringify({ customer_token: token }));
    },
  ],
];

test.each(ways)('by %s', async (_way, bare, stop) => {
  const number = `+1${bare}`;
  await agrees(number);
  expect(await allowed(number)).toBe(true);
  expect([200, 201]).toContain((await stop(bare)).status);
  expect(await allowed(number)).toBe(false);
});

describe('a number as it is dialled at home', () => {
  const forms = ['09876543301', '098765 43301', '(98765) 43301', '0-98765-43301'];

  test.each(forms)('stops the person of the business’s own country: %s', async (form) => {
    for (const [path, more] of [
      ['/v1/opt-outs', {}],
      ['/v1/objections', { scope: 'all' }],
    ] as const) {
      used += 1;
      const number = `+9198765${used}`;
      await agrees(number);
      const given = form.replace('98765', number.slice(3, 8)).replace('43301', number.slice(8));
      const answer = await stops(path, { number: given, channel: 'agent', ...more });
      expect(answer.status).toBe(201);
      const { dropped } = (await answer.json()) as Body;
      expect(dropped).toMatchObject([{ pointer: '/number', rule: 'calling_code_missing' }]);
      expect(await allowed(number)).toBe(false);
    }
  });

  test('says the same of a person whom nobody knows', async () => {
    const known = '+919876543398';
    await agrees(known);
    const said = async (number: string): Promise<Body> =>
      (await stops('/v1/opt-outs', { number, channel: 'agent' })).json();
    const [one, other] = [await said('09876543398'), await said('09876543399')];
    expect(Object.keys(one)).toEqual(Object.keys(other));
    expect(one.dropped).toEqual(other.dropped);
  });

  test('is refused where the business has no country, and in an opt-in', async () => {
    const { ledger: own, url } = ledger;
    await addBusiness(own, { id: 'no-country', name: 'No Country' });
    const { key } = await createApiKey(own, 'no-country', 'test', ['opt-out:write']);
    for (const path of ['/v1/opt-outs', '/v1/objections']) {
      const problem = await expectProblem(post(`${url}${path}`, key, { number: '09876543301' }), 'invalid');
      expect(problem.errors).toMatchObject([{ pointer: '/number', rule: 'calling_code_missing' }]);
    }
    const problem = await expectProblem(agrees('09876543301'), 'invalid');
    expect(problem.errors).toMatchObject([{ pointer: '/number', rule: 'calling_code_missing' }]);
  });
});

test('says the same whether somebody is known, but for what names the record', async () => {
  const [known, unknown] = ['2025550151', '2025550152'];
  await agrees(`+1${known}`);
  const said = async (number: string): Promise<Body> =>
    (await stops('/v1/opt-outs', { number, channel: 'agent' })).json();
  const [one, other] = [await said(known), await said(unknown)];
  expect(Object.keys(one)).toEqual(Object.keys(other));
  expect(one.dropped).toEqual(other.dropped);
  expect(one.dropped).toMatchObject([{ pointer: '/number', rule: 'calling_code_unsure' }]);
  expect(JSON.stringify(one)).not.toContain(known);
});

test('makes no person of a mere guess, and stops nobody of another number', async () => {
  await agrees('+12025550162');
  await stops('/v1/opt-outs', { number: '2025550161', channel: 'agent' });
  expect(await recordsOf(ledger, '+12025550161')).toEqual([]);
  expect(await allowed('+12025550162')).toBe(true);
});

test('again under its key is the same stop', async () => {
  await agrees('+12025550163');
  const once = () =>
    post(
      `${ledger.url}/v1/opt-outs`,
      ledger.keys.ingest,
      { number: '2025550163', channel: 'agent' },
      { 'idempotency-key': 'bare-1' },
    );
  await once();
  await once();
  const kinds = (await recordsOf(ledger, '+12025550163')).map(({ kind }) => kind);
  expect(kinds).toEqual(['opt_in', 'opt_out']);
});

test('a number with its calling code is one, and nothing is said about it', async () => {
  await agrees('+12025550164');
  const answer: Body = await (
    await stops('/v1/opt-outs', { number: '+2025550164', channel: 'agent' })
  ).json();
  expect(answer).not.toHaveProperty('dropped');
  expect(await allowed('+12025550164')).toBe(true);
});

test('the whole ledger is true with these stops in it', async () => {
  expect(await findingsIn(ledger)).toEqual([]);
});
