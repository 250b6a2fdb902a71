// optmark followers, as an operator types it.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApi } from '../../../ledger/http/server/api.ts';
import { recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import { createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { stop } from '../../operations/commands.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { environmentOf, optmark } from '../run.ts';

let here: TestLedger;
let key: { id: string; key: string };
beforeAll(async () => {
  here = await testLedger();
  key = await createApiKey(here.ledger, here.business, 'crm', ['changes:read']);
});
afterAll(() => here?.stop());

const followers = (...args: string[]) =>
  optmark(['followers', '--business', here.business, ...args], environmentOf(here));

/** Asks, and confirms what it is told where it asks again. */
async function ask(since?: string): Promise<string> {
  const query = since === undefined ? '' : `&since=${since}`;
  const answer = await createApi(here.ledger).request(`/v1/changes?follower=crm${query}`, {
    headers: { authorization: `Bearer ${key.key}` },
  });
  return JSON.parse((await answer.text()).trimEnd().split('\n').at(-1)!).cursor;
}

test('says who follows and what each lacks, and ends with 1 where a stop is overdue', async () => {
  expect(await followers()).toEqual({ code: 0, stdout: 'nothing follows the change feed\n', stderr: '' });
  const { record } = await recordOptOut(here.ledger, stop('+919876507101'));
  const cursor = await ask();
  const fresh = await followers();
  expect(fresh).toMatchObject({ code: 0, stderr: '' });
  expect(fresh.stdout).toMatch(
    new RegExp(
      `^${key.id}  crm  crm  asked .+Z  \\d+ entries behind  lacks 1 stop, 0 overdue, the oldest of `,
    ),
  );
  expect((await followers('--overdue-after', '0')).code).toBe(1);
  expect((await followers('--record', record)).stdout).toBe(`${key.id}  crm  not told yet\n`);
  await ask(cursor);
  const json = await followers('--overdue-after', '0', '--json');
  expect(json.code).toBe(0);
  expect(JSON.parse(json.stdout)).toMatchObject({ overdue: 0, followers: [{ key: key.id, untold: 0 }] });
  const told = await followers('--record', record, '--json');
  expect(told.code).toBe(0);
  expect(JSON.parse(told.stdout).told).toEqual([
    { key: key.id, follower: 'crm', told_at: expect.stringMatching(/Z$/) },
  ]);
});

test.each([
  [['--overdue-after', 'soon'], '--overdue-after'],
  [['--overdue-after', '-1'], '--overdue-after'],
  [['--record', '+919876507101'], '--record'],
  [['--record', '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10', '--overdue-after', '1'], 'exclude each other'],
] as const)('%j is refused as what it is', async (args, said) => {
  const { code, stdout, stderr } = await followers(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(said);
  expect(stderr).not.toContain('9876507101');
});

test('a record that is not there, and a business that is not there, end with 3', async () => {
  expect((await followers('--record', '019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10')).code).toBe(3);
  expect((await optmark(['followers', '--business', 'nobody'], environmentOf(here))).code).toBe(3);
});
