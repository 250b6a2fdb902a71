// Who may use the console, from the command line.

import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { optmark } from '../run.ts';
import { type Host, hostOfTwo } from './host.ts';

let host: Host;
const run = (...args: string[]) => optmark(args, host.environment);
const add = (business: string, ...args: string[]) =>
  run('person', 'add', '--business', business, '--name', 'Reviewer One', ...args);
const identity = ['--issuer', 'https://id.example', '--subject', 'reviewer-1'];

beforeAll(async () => {
  host = await hostOfTwo();
});
afterAll(() => host?.remove());

test('a person is added, listed and ended, each with a record; no identity is twice in a business', async () => {
  const added = await add('fresh', '--role', 'auditor', '--until', '2999-01-01T00:00:00+05:30', ...identity);
  expect(added).toMatchObject({ code: 0, stdout: expect.stringMatching(/^[\da-f-]{36}\n$/) });
  const id = added.stdout.trim();
  expect(await add('fresh', '--role', 'admin', ...identity)).toMatchObject({ code: 3, stdout: '' });
  expect(await add('other', '--role', 'manager', ...identity)).toMatchObject({ code: 0 });
  const listed = async () =>
    JSON.parse((await run('person', 'list', '--business', 'fresh', '--json')).stdout);
  const is = {
    ...{ id, business: 'fresh', name: 'Reviewer One', role: 'auditor', createdAt: expect.any(String) },
    identity: { issuer: 'https://id.example', subject: 'reviewer-1' },
    until: '2998-12-31T18:30:00.000Z',
  };
  expect(await listed()).toEqual([is]);

  expect(await run('person', 'end', id)).toMatchObject({ code: 0, stdout: 'ended\n' });
  expect(await run('person', 'end', id)).toMatchObject({ code: 3, stdout: '' });
  expect(await listed()).toEqual([{ ...is, endedAt: expect.any(String) }]);
  // What is left in the table is nothing that names anybody.
  expect(await run('person', 'forget', id)).toMatchObject({ code: 0, stdout: 'forgotten\n' });
  const { name: _, identity: __, ...left } = is;
  expect(await listed()).toEqual([{ ...left, endedAt: expect.any(String) }]);
  // They may come back as something else.
  expect(await add('fresh', '--role', 'manager', ...identity)).toMatchObject({ code: 0 });
  expect(await run('verify', '--database')).toMatchObject({ code: 0 });
});

test.for([
  ['a role that is none', '--role', 'owner'],
  ['half an identity', '--role', 'auditor', '--subject', 'reviewer-1'],
  ['an issuer that is no address', '--role', 'auditor', '--issuer', 'id', '--subject', 'reviewer-1'],
  ['an end without a zone', '--role', 'auditor', '--until', '2999-01-01T00:00:00'],
  ['an end that is past', '--role', 'auditor', '--until', '2020-01-01T00:00:00Z'],
])('%s is refused', async ([, ...args]) => {
  expect(await add('other', ...args)).toMatchObject({ code: 2, stdout: '' });
});

test('a person whom no record explains is found', async () => {
  const sql = postgres(host.database.ownerUrl, { max: 1, onnotice: () => {} });
  await sql`
    insert into people (id, business, role, sealed, created_at)
    select gen_random_uuid(), business, 'admin', sealed, now() from people where sealed is not null limit 1`;
  await sql.end();
  expect(await run('verify', '--database')).toMatchObject({ code: 1 });
});
