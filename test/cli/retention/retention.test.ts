// How long records are kept, from the command line.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { ivrOptIn, post } from '../../http/requests.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { type Environment, environmentOf, optmark } from '../run.ts';

const number = '+919876506001';
let ledger: TestLedger;
let environment: Environment;
const run = (...args: string[]) =>
  optmark(['retention', ...args, '--business', ledger.business], environment);

beforeAll(async () => {
  ledger = await testLedger();
  environment = environmentOf(ledger);
  await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number));
});
afterAll(() => ledger?.stop());

test('rules are shown, changed and put back, a dispute is opened and closed, and the database still verifies', async () => {
  const { stdout: before } = await run('show');
  expect(before).toContain('proof/IN/*  2557 days, at least 2557  (ledger)\n');
  const about = ['--what', 'proof', '--jurisdiction', 'FR'];
  expect(await run('set', ...about, '--days', '1825')).toMatchObject({ code: 0 });
  expect((await run('show')).stdout).toContain('proof/FR/*  1825 days  (business)\n');
  expect(await run('set', ...about, '--default')).toMatchObject({ code: 0 });
  expect(await run('dispute', number, '--open')).toMatchObject({ code: 0 });
  expect((await run('show')).stdout).toContain('names in dispute: 1\n');
  expect(await run('dispute', number, '--close')).toMatchObject({ code: 0 });
  expect((await run('show')).stdout).toBe(before);
  expect(await optmark(['verify', '--database'], environment)).toMatchObject({ code: 0 });
});

test('a run and its preview tell of what ends, and of young records nothing does', async () => {
  const dry = await run('run', '--dry-run');
  expect(dry).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('would end: 0 records of people, 0 of who looked\n'),
  });
  expect(await run('soon', '--days', '7', '--reveal')).toMatchObject({ code: 0, stdout: '' });
  const { stdout } = await run('run', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ people: {}, records: 0, looks: 0 });
});

test.each([
  [['forget']],
  [['set']],
  [['set', '--what', 'proof']],
  [['set', '--what', 'proof', '--days', '10']],
  [['set', '--what', 'proof', '--days', '3000', '--default']],
  [['set', '--what', 'letters', '--days', '3000']],
  [['set', '--what', 'look', '--purpose', 'marketing', '--days', '3000']],
  [['dispute', number]],
  [['dispute', number, '--open', '--close']],
  [['run', 'now']],
  [['soon', '--days', '31']],
  [['soon', '--days', 'week']],
])('retention %j cannot be meant', async (args) => {
  expect(await run(...args)).toMatchObject({ code: 2, stdout: '' });
});

test('of a number without a record, or of no business, nothing can be kept', async () => {
  expect(await run('dispute', '+919876506099', '--open')).toMatchObject({ code: 3, stdout: '' });
  expect(await optmark(['retention', 'show', '--business', 'nobody'], environment)).toMatchObject({
    code: 3,
  });
});
