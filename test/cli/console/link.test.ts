// The way into the console from the host.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../support/postgres/database.ts';
import { type Environment, optmark } from '../run.ts';

let database: TestDatabase;
let folder: string;
let environment: Environment;
const run = (...args: string[]) => optmark(args, environment);
const link = /^https:\/\/ledger\.example\/console#token=[\w-]{43}\n$/;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'optmark-console-'));
  environment = {
    DATABASE_URL: database.ownerUrl,
    OPTMARK_DATA: folder,
    OPTMARK_ORIGIN: 'ledger.example/log',
  };
  await run('migrate');
  for (const id of ['fresh', 'other']) await run('business', 'add', id, '--name', id);
});
afterAll(async () => {
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

const people = async () => JSON.parse((await run('person', 'list', '--json')).stdout);

test('the operator on the host gets a link, and is one person in each business', async () => {
  const [first, second] = [await run('console', 'link'), await run('console', 'link')];
  expect(first).toMatchObject({ code: 0, stdout: expect.stringMatching(link) });
  expect(second).toMatchObject({ code: 0, stdout: expect.stringMatching(link) });
  expect(first.stdout).not.toBe(second.stdout);
  const operator = { name: 'Operator on the host', role: 'admin' };
  expect(await people()).toMatchObject([
    { ...operator, business: 'fresh' },
    { ...operator, business: 'other' },
  ]);
});

test('a person gets one while they may come', async () => {
  const added = await run('person', 'add', '--business', 'fresh', '--name', 'Reviewer', '--role', 'auditor');
  const id = added.stdout.trim();
  expect(await run('console', 'link', '--person', id)).toMatchObject({ code: 0 });
  expect(await run('console', 'link', '--person', id, '--business', 'fresh')).toMatchObject({ code: 2 });
  await run('person', 'end', id);
  expect(await run('console', 'link', '--person', id)).toMatchObject({ code: 3, stdout: '' });
  expect(await run('console', 'link', '--person', 'somebody')).toMatchObject({ code: 2, stdout: '' });
});

test('past a provider only --break-glass leads, and a record tells of it', async () => {
  environment = {
    ...environment,
    ...{ OPTMARK_OIDC_ISSUER: 'https://id.example', OPTMARK_OIDC_CLIENT_ID: 'optmark' },
    OPTMARK_OIDC_CLIENT_SECRET: 'a-secret-of-the-console',
  };
  const refused = await run('console', 'link', '--business', 'fresh');
  expect(refused).toMatchObject({ code: 3, stdout: '' });
  expect(refused.stderr).toContain('--break-glass');
  const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  const size = async () => Number((await sql`select count(*) from log_entries`)[0]!.count);
  const before = await size();
  const past = await run('console', 'link', '--business', 'fresh', '--break-glass');
  expect(past).toMatchObject({ code: 0, stdout: expect.stringMatching(link) });
  expect(await size()).toBe(before + 1);
  const [broken] = await sql`select business from people where broke_glass_at is not null`;
  expect(broken).toEqual({ business: 'fresh' });
  await sql.end();
  expect(await run('verify', '--database')).toMatchObject({ code: 0 });
});
