import { afterAll, beforeAll, expect, test } from 'vitest';
import { writtenSchema } from '../../../ledger/http/server/written.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { Page } from '../page.ts';
import { type Body, expectProblem, ivrOptIn, post } from '../requests.ts';

let ledger: TestLedger;
let url: string;
beforeAll(async () => {
  ledger = await testLedger();
  url = `${ledger.url}/v1/opt-outs`;
});
afterAll(() => ledger.stop());

const fromServer = (body: unknown, headers = {}) => post(url, ledger.keys.ingest, body, headers);

async function gateSays(recipient: string, purpose = 'shipping_update'): Promise<Body> {
  return (await post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, { recipient, purpose })).json();
}

/** A page that has opted in, and its record. */
async function optedIn(number: string): Promise<{ page: Page; record: string }> {
  const page = new Page(ledger);
  const answer: Body = await (await page.optIn(number)).json();
  return { page, record: answer.record };
}

test('no key, no opt-out: a publishable key alone cannot silence anybody', async () => {
  await expectProblem(post(url, undefined, { number: '+14155550110', channel: 'web' }), 'unauthenticated');
  await expectProblem(post(url, ledger.site, { number: '+14155550110', channel: 'web' }), 'unauthenticated');
});

test('a key without the scope is refused', async () => {
  await expectProblem(post(url, ledger.keys.gate, { number: '+14155550110', channel: 'web' }), 'forbidden');
});

test.each([
  ['an unknown field', { reason: 'tired' }, ''],
  ['an empty list of purposes', { purposes: [] }, '/purposes'],
  ['an unknown purpose', { purposes: ['gossip'] }, '/purposes/0'],
  ['a number that cannot be one', { number: '+1' }, '/number'],
])('%s is refused with a pointer to it', async (_what, over, pointer) => {
  const body = { number: '+14155550110', channel: 'web', ...over };
  const problem = await expectProblem(fromServer(body), 'invalid');
  expect(problem.errors.map((fault) => fault.pointer)).toContain(pointer);
});

test('an opt-out is in force when it is answered', async () => {
  const number = '+14155550111';
  await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number));
  expect(await gateSays(number)).toMatchObject({ decision: 'allow' });
  const answer = await fromServer({ number, channel: 'web' });
  expect(writtenSchema.parse(await answer.json())).toMatchObject({ kind: 'opt_out' });
  expect(await gateSays(number)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
});

test('an opt-out of one purpose leaves the others', async () => {
  const number = '+14155550112';
  await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number));
  await fromServer({ number, channel: 'sms', purposes: ['shipping_update'] });
  expect(await gateSays(number)).toMatchObject({ decision: 'deny' });
  expect(await gateSays(number, 'payment_update')).toMatchObject({ decision: 'allow' });
});

test('somebody nobody knows can opt out', async () => {
  expect((await fromServer({ number: '+14155550113', channel: 'paper' })).status).toBe(201);
});

test('the same request under the same Idempotency-Key is recorded once', async () => {
  const body = { number: '+14155550114', channel: 'web' };
  const headers = { 'idempotency-key': 'stop-1' };
  const first = await fromServer(body, headers);
  const second = await fromServer(body, headers);
  expect(second.headers.get('idempotency-replayed')).toBe('true');
  expect(await second.text()).toBe(await first.text());
  await expectProblem(fromServer({ ...body, number: '+14155550115' }, headers), 'idempotency_key_reused');
});

test('a page takes back its own opt-in', async () => {
  const number = '+919876543211';
  const { page, record } = await optedIn(number);
  const answer = await page.postOptOut(page.sign(page.optOutClaims(record)));
  expect(answer.status).toBe(201);
  expect(answer.headers.get('access-control-allow-origin')).toBe(page.origin);
  expect(await gateSays(number)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
});

test('a page cannot take back what another page recorded, nor learn whether it exists', async () => {
  const { record } = await optedIn('+919876543212');
  const other = new Page(ledger);
  const foreign = await expectProblem(other.postOptOut(other.sign(other.optOutClaims(record))), 'forbidden');
  const nowhere = crypto.randomUUID();
  const absent = await expectProblem(other.postOptOut(other.sign(other.optOutClaims(nowhere))), 'forbidden');
  expect(foreign).toEqual(absent);
});

test('an opt-in signature does not pass as an opt-out', async () => {
  const { page, record } = await optedIn('+919876543213');
  const jws = page.sign(page.optOutClaims(record), { typ: 'optin+jws' });
  await expectProblem(page.postOptOut(jws), 'signature_invalid');
});

test('a page of another origin cannot take anything back', async () => {
  const { page, record } = await optedIn('+919876543214');
  const jws = page.sign(page.optOutClaims(record));
  const answer = page.post('/v1/opt-outs', 'application/jose', jws, { origin: 'https://evil.example' });
  await expectProblem(answer, 'origin_not_allowed');
});
