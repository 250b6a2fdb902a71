// optmark records and optmark register, as an operator types them.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../ledger/storage/database/connection.ts';
import { optIn, optOut } from '../operations/filled-ledger.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { environmentOf, optmark } from './run.ts';

const numbers = ['+14155550101', '+14155550102', '+14155550103'];

let here: TestLedger;
let superuser: Database;
beforeAll(async () => {
  here = await testLedger();
  superuser = openDatabase({ url: here.config.databaseUrl!, clients: 1 });
  for (const number of numbers) await optIn(here.ledger, here.business, number);
  await optOut(here.ledger, here.business, numbers[0]!);
});
afterAll(async () => {
  await superuser?.end();
  await here?.stop();
});

const run = (args: string[], input?: string) => optmark(args, environmentOf(here), input);
const records = (...args: string[]) => run(['records', '--business', here.business, ...args]);
const linesOf = (stdout: string) => stdout.trimEnd().split('\n');

test('records are shown as a table, newest first, with the total and the size it is true at', async () => {
  const { code, stdout, stderr } = await records('--kind', 'opt_in,opt_out');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const lines = linesOf(stdout);
  expect(lines[0]).toMatch(/^entry +recorded +kind +channel +grade +notice +for$/);
  expect(lines[1]).toMatch(/^\d+ +\S+ +opt_out +web +all$/);
  expect(lines[2]).toMatch(/^\d+ +\S+ +opt_in +ivr +E1 +order-updates@1 +shipping_update \+1$/);
  expect(lines.at(-1)).toMatch(/^4 records in a log of \d+ entries$/);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(stdout).not.toContain('4155550');
});

test('or as JSON lines, all of them, oldest first; a look is one record, however many pages', async () => {
  const { code, stdout } = await records('--all', '--order', 'oldest', '--json');
  expect(code).toBe(0);
  const lines = linesOf(stdout).map((line) => JSON.parse(line));
  const { total, tree_size } = lines.pop();
  expect(lines).toHaveLength(total);
  const next = linesOf((await records('--all', '--json')).stdout).map((line) => JSON.parse(line));
  expect(next.at(-1).tree_size).toBe(tree_size + 1);
  expect(next[0]).toMatchObject({ kind: 'accessed' });
});

test('of one person, whose number may come from standard input', async () => {
  const typed = await records('--number', numbers[0]!, '--json');
  const piped = await run(
    ['records', '--business', here.business, '--number', '-', '--json'],
    `${numbers[0]}\n`,
  );
  const kinds = (stdout: string) => linesOf(stdout).flatMap((line) => JSON.parse(line).kind ?? []);
  expect(kinds(typed.stdout)).toEqual(['opt_out', 'opt_in']);
  expect(kinds(piped.stdout)).toEqual(['accessed', 'opt_out', 'opt_in']);
  const { subject } = JSON.parse(linesOf(typed.stdout)[0]!);
  expect((await records('--subject', subject, '--kind', 'opt_in')).stdout).toMatch(/^1 record in a log/m);
  expect(typed.stdout + piped.stdout).not.toContain('4155550');
});

test('what no running node has handed over is filled in first', async () => {
  await superuser.sql.unsafe(
    'delete from register; delete from register_head; delete from register_ranges; delete from register_days',
  );
  expect((await records('--kind', 'opt_in')).stdout).toMatch(/^3 records in a log/m);
});

test('the register says how far it has come, and is made again', async () => {
  await superuser.sql.unsafe(`update register set kind = 'opt_in'`);
  expect(linesOf((await records('--kind', 'opt_out', '--json')).stdout)).toHaveLength(1);
  const made = await run(['register', 'rebuild']);
  expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^made again: \d+ entries\n$/) });
  expect((await records('--kind', 'opt_out')).stdout).toMatch(/^1 record in a log/m);
  const status = await run(['register', 'status', '--json']);
  expect(status.code).toBe(0);
  const { through, tree_size, unread } = JSON.parse(status.stdout);
  expect({ through, unread }).toEqual({ through: tree_size, unread: 0 });
  await superuser.sql`update register set unread = 'unreadable' where idx = 0`;
  expect(await run(['register', 'status'])).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('1 could not'),
  });
});

test.for([
  ['nobody’s', ['records'], 2],
  ['those of a business that is not there', ['records', '--business', 'nobody'], 3],
  ['a kind that is none', ['records', '--business', 'fresh-produce', '--kind', 'opt-in'], 2],
  ['a range that is none', ['records', '--business', 'fresh-produce', '--from', '2026'], 2],
  ['some and all', ['records', '--business', 'fresh-produce', '--all', '--limit', '3'], 2],
  ['too many', ['records', '--business', 'fresh-produce', '--limit', '201'], 2],
  [
    'a person twice',
    ['records', '--business', 'fresh-produce', '--number', numbers[0]!, '--subject', 'x'],
    2,
  ],
  ['no action', ['register'], 2],
  ['another action', ['register', 'drop'], 2],
  ['more than an action', ['register', 'rebuild', 'all'], 2],
] as const)('%s: refused', async ([, args, code]) => {
  const ended = await run([...args]);
  expect(ended).toMatchObject({ code, stdout: '' });
  expect(ended.stderr).not.toContain('4155550');
});
