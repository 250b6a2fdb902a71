// A line that is called without end, or from one number: its callers hear that nothing is recorded, in the
// words of the flow and in the form that their engine reads. A stop is heard all the same.

import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type LimitName, type RateWindow, rateLimits } from '../../../ledger/auth/rate-limit.ts';
import { createApi } from '../../../ledger/http/server/api.ts';
import { createRateLimits } from '../../../ledger/storage/visitor/rate-limits.ts';
import { createLogger } from '../../../ledger/telemetry/logger.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import type { Body } from '../requests.ts';
import { type Line, publishedLine, recordsOf } from './line.ts';

const allowed = 5;
let shop: TestLedger;
let line: Line;
let ask: (body: object, dialect?: string, on?: Line) => Promise<Response>;
beforeAll(async () => {
  shop = await testLedger();
  line = await publishedLine(shop, { calling_code: '91' });
});
afterAll(() => shop?.stop());
/** Requests to a ledger that has these limits, none of them used yet. */
function askWith(windows: Record<LimitName, readonly RateWindow[]>) {
  const limits = createRateLimits(createSecretKey(randomBytes(32)), windows);
  const app = createApi({ ...shop.ledger, limits }, { logger: createLogger({ level: 'silent' }) });
  return async (body: object, dialect = 'json', { url, secret } = line): Promise<Response> =>
    app.request(new URL(url).pathname.replace('/json/', `/${dialect}/`), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: JSON.stringify(body),
    });
}
beforeEach(() => {
  ask = askWith({ ...rateLimits, flow_caller: [{ requests: allowed, seconds: 3_600 }] });
});
const said = async (body: object): Promise<Body> => (await ask(body)).json();

test('one number is one caller, however it is written and whatever its first request says', async () => {
  const spellings = ['+919876543201', '9876543201', '09876543201', '00919876543201', '919876543201'];
  for (const [at, caller] of spellings.entries()) {
    const first = at % 2 === 0 ? {} : { digits: '7' };
    expect(await said({ call: randomUUID(), caller, ...first })).toMatchObject({ result: 'going_on' });
  }
  for (const first of [{}, { digits: '1' }, { event: 'silence' }]) {
    const answer = await ask({ call: randomUUID(), caller: '+91 98765 43201', ...first });
    expect(answer.status).toBe(200);
    const heard: Body = await answer.json();
    expect(heard.say).toMatch(/^Your choice could not be recorded.*To stop all WhatsApp messages.*press 0/);
  }
  expect(await said({ call: randomUUID(), caller: '+919876543202' })).toMatchObject({ result: 'going_on' });
});

test('what a used-up number hears is in the form of its engine', async () => {
  const call = (n: number) => ({ CallSid: `CA${n}`, From: '+919876543203', CallStatus: 'ringing' });
  for (let n = 0; n < allowed; n += 1) expect((await ask(call(n), 'twilio')).status).toBe(200);
  const answer = await ask(call(allowed), 'twilio');
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/xml']);
  expect(await answer.text()).toMatch(/<Gather .*<Say .*could not be recorded.*press 0/i);
});

test('a call that has begun goes on, and a stop is heard in one that has not', async () => {
  const caller = '+919876543204';
  const call = randomUUID();
  await said({ call, caller });
  for (let n = 0; n < 2 * allowed; n += 1) await said({ call: randomUUID(), caller });
  expect(await said({ call, digits: '1', step: 1 })).toMatchObject({ result: 'recorded' });
  expect(await said({ call: randomUUID(), caller, digits: '0' })).toMatchObject({ result: 'withdrawn' });
  expect((await recordsOf(shop, caller)).map(({ kind }) => kind)).toEqual(['opt_in', 'opt_out']);
});

test('whoever calls under a person’s number until it is used up does not keep them from stopping', async () => {
  const caller = '+919876543205';
  await said({ call: randomUUID(), caller });
  for (let n = 0; n < allowed; n += 1) await said({ call: randomUUID(), caller });
  // The number is in the first request alone, as at several engines.
  const call = randomUUID();
  const first = await said({ call, caller });
  expect(first).toMatchObject({ ended: false, digits: 1, step: 1 });
  expect(await said({ call, caller })).toEqual(first);
  expect(await said({ call, digits: '0', step: 1 })).toMatchObject({ result: 'withdrawn', ended: true });
  expect((await recordsOf(shop, caller)).map(({ kind }) => kind)).toEqual(['opt_out']);
});

test.each([
  ['a yes', { digits: '1' }],
  ['a no', { digits: '2' }],
  ['another number', { digits: '3' }],
  ['silence', { event: 'silence' }],
])('in a call of one too many %s records nothing, and ends it', async (_, pressed) => {
  const caller = '+919876543206';
  for (let n = 0; n < allowed; n += 1) await said({ call: randomUUID(), caller });
  const call = randomUUID();
  await said({ call, caller });
  for (let n = 0; n < 2; n += 1)
    expect(await said({ call, step: 1 + n, ...pressed })).toMatchObject({
      ...{ result: 'not_recorded', ended: true },
      say: expect.stringContaining('could not be recorded'),
    });
  expect(await recordsOf(shop, caller)).toEqual([]);
});

test('whose number is withheld has nothing to stop, and a used-up line lets them go', async () => {
  ask = askWith({ ...rateLimits, flow: [{ requests: 1, seconds: 3_600 }] });
  await said({ call: randomUUID() });
  expect(await said({ call: randomUUID() })).toMatchObject({ result: 'not_recorded', ended: true });
  expect(await said({ call: randomUUID(), caller: '+919876543207' })).toMatchObject({ ended: false });
});

test('where the language is not known yet, each one says which key stops', async () => {
  const caller = '+919876543208';
  const both = await publishedLine(shop, { id: 'two', calling_code: '91', locales: { en: {}, es: {} } });
  const begin = async (over: object = {}): Promise<Body> =>
    (await ask({ call: randomUUID(), caller, ...over }, 'json', both)).json();
  for (let n = 0; n < allowed; n += 1) await begin();
  const localesOf = ({ lines }: Body) => lines.map(({ locale }: Body) => locale);
  expect(localesOf(await begin())).toEqual(['en', 'en', 'es', 'es']);
  expect(localesOf(await begin({ locale: 'es-MX' }))).toEqual(['es', 'es']);
});
