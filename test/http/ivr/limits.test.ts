// A line that is called without end, or from one number: its callers hear that nothing is recorded, in the
// words of the flow and in the form that their engine reads. A stop is heard all the same.

import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { rateLimits } from '../../../ledger/auth/rate-limit.ts';
import { createApi } from '../../../ledger/http/server/api.ts';
import { createRateLimits } from '../../../ledger/storage/visitor/rate-limits.ts';
import { createLogger } from '../../../ledger/telemetry/logger.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import type { Body } from '../requests.ts';
import { type Line, publishedLine, recordsOf } from './line.ts';

const allowed = 5;
let shop: TestLedger;
let line: Line;
let ask: (body: object, dialect?: string) => Promise<Response>;
beforeAll(async () => {
  shop = await testLedger();
  line = await publishedLine(shop, { calling_code: '91' });
});
afterAll(() => shop?.stop());
beforeEach(() => {
  const few = { ...rateLimits, flow_caller: [{ requests: allowed, seconds: 3_600 }] };
  const limits = createRateLimits(createSecretKey(randomBytes(32)), few);
  const app = createApi({ ...shop.ledger, limits }, { logger: createLogger({ level: 'silent' }) });
  ask = async (body, dialect = 'json') =>
    app.request(new URL(line.url).pathname.replace('/json/', `/${dialect}/`), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${line.secret}` },
      body: JSON.stringify(body),
    });
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
    expect(await answer.json()).toMatchObject({ result: 'not_recorded', ended: true });
  }
  expect(await said({ call: randomUUID(), caller: '+919876543202' })).toMatchObject({ result: 'going_on' });
});

test('what a used-up number hears is in the form of its engine', async () => {
  const call = (n: number) => ({ CallSid: `CA${n}`, From: '+919876543203', CallStatus: 'ringing' });
  for (let n = 0; n < allowed; n += 1) expect((await ask(call(n), 'twilio')).status).toBe(200);
  const answer = await ask(call(allowed), 'twilio');
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/xml']);
  expect(await answer.text()).toMatch(/<Say .*could not be recorded.*<Hangup\/>/i);
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
