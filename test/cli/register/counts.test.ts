// optmark counts, as an operator types it.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { optIn, optOut } from '../../operations/filled-ledger.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { environmentOf, optmark } from '../run.ts';

let here: TestLedger;
let superuser: Database;
beforeAll(async () => {
  here = await testLedger();
  superuser = openDatabase({ url: here.config.databaseUrl!, clients: 1 });
  for (const number of ['+14155550101', '+14155550102']) await optIn(here.ledger, here.business, number);
  await optOut(here.ledger, here.business, '+14155550101');
});
afterAll(async () => {
  await superuser?.end();
  await here?.stop();
});

const counts = (...args: string[]) =>
  optmark(['counts', '--business', here.business, ...args], environmentOf(here));

test('counts are shown as a table, with the zone of the days and the size they are true at', async () => {
  const { code, stdout, stderr } = await counts('--by', 'channel,notice');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const lines = stdout.trimEnd().split('\n');
  expect(lines[0]).toMatch(
    /^channel +notice +version +opted_in +confirmed +declined +withdrawn +objected +imported$/,
  );
  expect(lines[1]).toMatch(/^ivr +order-updates +1 +2 +0 +0 +0 +0 +0$/);
  expect(lines[2]).toMatch(/^web +- +- +0 +0 +0 +1 +0 +0$/);
  expect(lines.at(-1)).toMatch(/^as of a log of \d+ entries; days are of UTC$/);
});

test('or as JSON, or as a CSV; each look is recorded', async () => {
  const json = JSON.parse((await counts('--json', '--by', 'purpose', '--purpose', 'shipping_update')).stdout);
  expect(json.counts.map(({ purpose }: { purpose: string }) => purpose)).toEqual(['*', 'shipping_update']);
  const { stdout } = await counts('--csv');
  const [, line, end] = stdout.split('\r\n');
  expect(line).toBe(`count,yes,,,,,,,,,,2,0,0,1,0,0,,,UTC,${json.tree_size + 1},`);
  expect(end).toMatch(/^end,/);
});

test('what no running node has handed over is counted first', async () => {
  await superuser.sql.unsafe(
    'delete from register; delete from register_head; delete from register_ranges; delete from register_days',
  );
  expect(JSON.parse((await counts('--json')).stdout).counts[0].opted_in).toBe(2);
});

test.each([
  [['--by', 'person'], '--by'],
  [['--from', 'yesterday'], '--from'],
  [['--json', '--csv'], 'exclude each other'],
  [['--notice', '919876543210'], '--notice'],
] as const)('%j is refused as what it is', async (args, said) => {
  const { code, stderr } = await counts(...args);
  expect(code).toBe(2);
  expect(stderr).toContain(said);
  expect(stderr).not.toContain('9876543210');
});

test('of a business that is not there nothing is counted', async () => {
  const { code, stdout } = await optmark(['counts', '--business', 'no-such-shop'], environmentOf(here));
  expect([code, stdout]).toEqual([3, '']);
});
