// A person is erased from the command line.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { ivrOptIn, post } from '../../http/requests.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { type Environment, environmentOf, optmark } from '../run.ts';

const number = '+919876503001';
let ledger: TestLedger;
let environment: Environment;
const run = (...args: string[]) => optmark(['erase', ...args, '--business', ledger.business], environment);

beforeAll(async () => {
  ledger = await testLedger();
  environment = environmentOf(ledger);
  await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(number));
});
afterAll(() => ledger?.stop());

test('first it is shown what would go and what stays, and then it goes, once', async () => {
  const { code, stdout } = await run(number);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^number {2}\+91 XXXXXX3001\n/);
  expect(stdout).toContain('takes 2 records\n');
  expect(stdout).toContain('keeps stone: ');
  const token = /^token (\S+)$/m.exec(stdout)![1]!;
  const erased = await run('--confirm', token, '--reason', 'asked_by_person');
  expect(erased).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^erased: 2 records; record [0-9a-f-]{36} /),
  });
  expect((await run('--confirm', token, '--reason', 'asked_by_person')).stdout).toBe(erased.stdout);
  expect(await optmark(['verify', '--database'], environment)).toMatchObject({ code: 0 });
});

test.each([
  [[]],
  [['+919876503002', '--reason', 'child']],
  [['--confirm', 'x']],
  [['--confirm', 'x', '--reason', 'because']],
  [['--confirm', 'x', '--reason', 'child']],
  [['+919876503002', '--yes']],
  [['+919876503002', '--yes', '--reason', 'because']],
  [['--confirm', 'x', '--yes', '--reason', 'child']],
  [['--yes', '--reason', 'child']],
])('erase %j cannot be meant', async (args) => {
  expect(await run(...args)).toMatchObject({ code: 2, stdout: '' });
});

test('of a number without a record there is nothing to erase', async () => {
  expect(await run('+919876503099')).toMatchObject({ code: 3, stdout: '' });
});

test('with --yes one command shows what it takes, and takes it', async () => {
  const other = '+919876503003';
  await post(`${ledger.url}/v1/opt-ins`, ledger.keys.ingest, ivrOptIn(other));
  const { code, stdout } = await run(other, '--yes', '--reason', 'asked_by_person', '--json');
  expect(code).toBe(0);
  const { preview, erased } = JSON.parse(stdout);
  expect(preview.identifiers).toEqual([{ kind: 'number', masked: '+91 XXXXXX3003' }]);
  expect(erased).toMatchObject({ records: 2 });
  expect((await optmark(['audit', other, '--business', ledger.business], environment)).stdout).not.toContain(
    'opt_in',
  );
});
