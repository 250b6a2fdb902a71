// What a second member of staff is to confirm, from the command line.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256Hex } from '../../ledger/core/canonical.ts';
import { post } from '../http/requests.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { type Environment, environmentOf, optmark } from './run.ts';

let ledger: TestLedger;
let environment: Environment;
const run = (...args: string[]) => optmark(['pending', ...args, '--business', ledger.business], environment);
async function waiting(number: string): Promise<string> {
  const evidence = { document_sha256: sha256Hex(number), signed: true };
  const body = { notice: 'order-updates', locale: 'en', number, channel: 'paper', evidence };
  const { pending } = await (await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, body)).json();
  return pending;
}

beforeAll(async () => {
  ledger = await testLedger();
  environment = environmentOf(ledger);
  const change = ['business', 'change', ledger.business, '--four-eyes', 'paper,agent'];
  expect(await optmark(change, environment)).toMatchObject({ code: 0 });
});
afterAll(() => ledger?.stop());

test('what waits is listed with a masked number, shown whole, and confirmed once', async () => {
  const pending = await waiting('+919876545001');
  const { stdout } = await run('list');
  expect(stdout).toMatch(new RegExp(`^${pending}  .*  paper  \\+91 XXXXXX5001  order-updates\\n$`));
  expect(JSON.parse((await run('show', pending)).stdout)).toMatchObject({ number: '+919876545001' });
  const confirmed = await run('confirm', pending, '--staff', 'staff-9');
  expect(confirmed).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^recorded [0-9a-f-]{36}, entry \d+\n$/),
  });
  expect((await run('confirm', pending)).stdout).toBe(confirmed.stdout);
  expect((await run('list')).stdout).toBe('');
});

test('what is rejected is recorded nowhere', async () => {
  const pending = await waiting('+919876545002');
  expect(await run('reject', pending, '--reason', 'not_signed')).toMatchObject({ code: 0 });
  expect(await run('confirm', pending)).toMatchObject({ code: 3, stdout: '' });
});

test.each([
  [['confirm', 'nonsense']],
  [['reject', '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10', '--reason', 'because']],
  [['reject', '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10']],
  [['open']],
])('pending %j cannot be meant', async (args) => {
  expect(await run(...args)).toMatchObject({ code: 2, stdout: '' });
});

test('nothing waits under an id that was never given', async () => {
  expect(await run('show', '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10')).toMatchObject({ code: 3, stdout: '' });
});
