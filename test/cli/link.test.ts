// Links to opt in by, from the command line.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSite } from '../../ledger/operations/setup/sites.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { type Environment, environmentOf, optmark } from './run.ts';

let ledger: TestLedger;
let environment: Environment;
const run = (args: string[], business = ledger.business) =>
  optmark(['link', ...args, '--business', business], environment);
const number = '+919876543210';
const wanted = ['make', '--notice', 'order-updates', '--via', 'email'];

beforeAll(async () => {
  ledger = await testLedger();
  environment = { ...environmentOf(ledger), OPTMARK_URL: 'https://ledger.example' };
});
afterAll(() => ledger?.stop());

test('a link needs a site that the ledger may show', async () => {
  const { code, stderr } = await run([...wanted, '--number', number]);
  expect(code).toBe(2);
  expect(stderr).toContain('https://ledger.example among its origins');
  await addSite(ledger.ledger, ledger.business, ['https://ledger.example']);
});

test('is made, listed and revoked, and no line of a list names the person', async () => {
  const made = await run([...wanted, '--number', number]);
  expect(made).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^https:\/\/ledger\.example\/in#[\w-]{44}\n$/),
  });
  const id = /link ([0-9a-f-]{36}),/.exec(made.stderr)![1]!;
  await run([...wanted, '--external-id', 'customer 1042', '--minutes', '5']);
  const listed = await run(['list']);
  expect(listed.stdout).toContain(`${id}  open  order-updates  by email  until `);
  // An id of random digits may hold these.
  expect(listed.stdout.replaceAll(/[0-9a-f-]{36}/g, '')).not.toMatch(/3210|1042/);
  expect(await run(['revoke', id])).toMatchObject({ code: 0, stdout: `${id} is revoked\n` });
  const [, first] = JSON.parse((await run(['list', '--json'])).stdout);
  expect(first).toMatchObject({ id, status: 'revoked' });
  expect(await run(['revoke', crypto.randomUUID()])).toMatchObject({ code: 3, stdout: '' });
});

test.each([
  ['no action', []],
  ['no person', wanted],
  ['two people', [...wanted, '--number', number, '--bsuid', 'IN.1']],
  ['a number that nobody can have', [...wanted, '--number', '12']],
  ['an id of theirs that is a number', [...wanted, '--external-id', number]],
  ['another way', ['make', '--notice', 'order-updates', '--via', 'post', '--number', number]],
  ['too long a life', [...wanted, '--number', number, '--minutes', '43201']],
  ['no link', ['revoke']],
  ['a link of another form', ['revoke', 'x']],
])('%s is a usage error that repeats no value', async (_, args) => {
  const { code, stdout, stderr } = await run(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).not.toContain(number);
});
