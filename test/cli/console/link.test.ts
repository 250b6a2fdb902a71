// The way into the console from the host.

import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { optmark } from '../run.ts';
import { type Host, hostOfTwo } from './host.ts';

let host: Host;
const run = (...args: string[]) => optmark(args, host.environment);
const link = /^https:\/\/ledger\.example\/console#token=[\w-]{43}\n$/;

beforeAll(async () => {
  host = await hostOfTwo();
});
afterAll(() => host?.remove());

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
  host.environment = {
    ...host.environment,
    ...{ OPTMARK_OIDC_ISSUER: 'https://id.example', OPTMARK_OIDC_CLIENT_ID: 'optmark' },
    OPTMARK_OIDC_CLIENT_SECRET: 'a-secret-of-the-console',
  };
  const refused = await run('console', 'link', '--business', 'fresh');
  expect(refused).toMatchObject({ code: 3, stdout: '' });
  expect(refused.stderr).toContain('--break-glass');
  const sql = postgres(host.database.ownerUrl, { max: 1, onnotice: () => {} });
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
