import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
  ['a number that cannot be one', { number: '+1' }, '/number possible_length'],
  ['a number that is none', { number: {} }, '/number name'],
  ['nobody', { number: undefined }, '/number one_name'],
])('%s is refused with a pointer to it: nobody can be stopped', async (_what, who, fault) => {
  const problem = await expectProblem(fromServer({ channel: 'web', ...who }), 'invalid');
  expect(problem.errors.map(({ pointer, rule }) => `${pointer} ${rule}`)).toEqual([fault]);
});

test.each([
  ['a date without a zone', { occurred_at: '2026-03-01T09:30:00' }, '/occurred_at'],
  ['a date ahead', { occurred_at: '2100-03-01T09:30:00Z' }, '/occurred_at'],
  ['a field of its own', { reason: 'tired' }, '/reason'],
  ['a purpose nobody knows', { purposes: ['shipping_update', 'gossip'] }, '/purposes'],
  ['all beside another purpose', { purposes: ['all', 'marketing'] }, '/purposes'],
  ['no purpose that anybody knows', { purposes: ['gossip'] }, '/purposes'],
  ['a number that is a number', { number: 919876543230 }, undefined],
  ['marks around the number', { number: '\u202a+91 98765 43230\u202c ' }, undefined],
  ['no channel', { channel: undefined }, '/channel'],
  ['half a surrogate pair', { reason: '\ud83d' }, '/reason'],
])(
  '%s keeps no opt-out from being heard, and the answer says what was dropped',
  async (_what, over, pointer) => {
    await new Page(ledger).optIn('+919876543230');
    expect(await gateSays('+919876543230')).toMatchObject({ decision: 'allow' });
    const body: Body = { number: '+919876543230', channel: 'web' };
    const answer = await fromServer({ ...body, ...over });
    expect(answer.status).toBe(201);
    const { dropped = [] } = writtenSchema.parse(await answer.json());
    expect(dropped.map((fault) => fault.pointer).slice(0, 1)).toEqual(pointer === undefined ? [] : [pointer]);
    expect(await gateSays('+919876543230')).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
  },
);

test('two names stop both, once under one key', async () => {
  const body = { number: '+919876543231', bsuid: 'IN.9876543231', channel: 'web' };
  const headers = { 'idempotency-key': 'both' };
  const [first, again] = [await fromServer(body, headers), await fromServer(body, headers)];
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(await again.text()).toBe(await first.text());
  const asked = { bsuid: 'IN.9876543231', purpose: 'shipping_update' };
  const gate = post(`${ledger.url}/v1/gate/check`, ledger.keys.gate, asked);
  expect([await gateSays('+919876543231'), await (await gate).json()]).toMatchObject([
    { reasons: ['withdrawn'] },
    { reasons: ['withdrawn'] },
  ]);
});

test.each([
  ['+91 91 98765 43210', 'calling_code_twice'],
  ['+91 44 7700 900281', 'calling_code_twice'],
  ['+39 (0)35 1234567', 'zero_unclear'],
  ['+48 0514 492 962', 'trunk_prefix'],
  ['+62 0062 812 962 997', 'calling_code_twice'],
])('%s would stop nobody: it is refused, with what is likely meant', async (number, rule) => {
  const problem = await expectProblem(fromServer({ number, channel: 'web' }), 'invalid');
  expect(problem.errors).toMatchObject([{ pointer: '/number', rule }]);
});

test.each(['\u202a+44 (0)7700 900301\u202c', '＋44 ７７００ ９００３０１', '(0044) 7700–900301'])(
  'an opt-out stops the person who agreed, however the number is written: %j',
  async (number) => {
    await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn('+447700900301'));
    expect((await fromServer({ number, channel: 'web' })).status).toBe(201);
    expect(await gateSays('+447700900301')).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
  },
);

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
});

describe('a stop is never refused for its key', () => {
  const headers = { 'idempotency-key': 'call-2026-0007' };
  const optIn = (number: string) =>
    post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number), headers);
  const stop = (number: string, more: Record<string, string> = headers) =>
    fromServer({ number, channel: 'ivr' }, more);

  test('the yes and the no of one call have the call’s id for a key', async () => {
    const number = '+919876543221';
    expect((await optIn(number)).status).toBe(201);
    expect((await stop(number)).status).toBe(201);
    expect(await gateSays(number)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
    expect((await optIn(number)).headers.get('idempotency-replayed')).toBe('true');
    expect(await gateSays(number)).toMatchObject({ decision: 'deny' });
  });

  test('another person’s under the same key is recorded', async () => {
    for (const number of ['+919876543222', '+919876543223']) {
      expect((await stop(number)).status).toBe(201);
      expect(await gateSays(number)).toMatchObject({ reasons: ['withdrawn'] });
    }
  });

  test.each(['k'.repeat(1000), 'two words', 'caf\u00e9'])('any text will do for one: %s', async (key) => {
    const answer = await stop('+919876543224', { 'idempotency-key': key });
    expect(answer.status).toBe(201);
    const again = await stop('+919876543224', { 'idempotency-key': key });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  test('one that is repeated after the person agreed again stops again, once', async () => {
    const number = '+919876543225';
    const first = (await (await stop(number)).json()) as Body;
    await new Page(ledger).optIn(number);
    expect(await gateSays(number)).toMatchObject({ decision: 'allow' });
    const repeated = await Promise.all([stop(number), stop(number), stop(number)]);
    expect(await gateSays(number)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
    const records = await Promise.all(repeated.map(async (one) => ((await one.json()) as Body).record));
    // Whoever came last found nothing that goes on.
    expect(new Set([...records, first.record]).size).toBeLessThanOrEqual(2);
    expect(((await (await stop(number)).json()) as Body).record).toBe(first.record);
  });
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
