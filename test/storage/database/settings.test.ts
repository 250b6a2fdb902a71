// What url, role and database say of a session, and what the ledger says: the ledger's word stands, for each
// of them.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres/database.ts';

/** [name, what the ledger relies on, what somebody else may have set]. */
const relied: [string, string, string][] = [
  ['search_path', 'public', 'pg_temp'],
  ['TimeZone', 'UTC', 'Asia/Tokyo'],
  ['DateStyle', 'ISO, MDY', 'German'],
  ['bytea_output', 'hex', 'escape'],
  ['array_nulls', 'on', 'off'],
  ['standard_conforming_strings', 'on', 'off'],
  ['default_transaction_isolation', 'read committed', 'serializable'],
  ['default_transaction_read_only', 'off', 'on'],
  ['default_transaction_deferrable', 'off', 'on'],
  ['statement_timeout', '30s', '1ms'],
  ['lock_timeout', '0', '1ms'],
  ['idle_in_transaction_session_timeout', '1min', '1ms'],
  ['idle_session_timeout', '0', '1ms'],
  ['transaction_timeout', '0', '1s'],
  ['synchronous_commit', 'on', 'off'],
  ['client_encoding', 'UTF8', 'LATIN1'],
  ['plan_cache_mode', 'force_generic_plan', 'force_custom_plan'],
  ['enable_seqscan', 'off', 'on'],
];

let server: TestDatabase;
let superuser: Database;
const role = `settings_${crypto.randomUUID().slice(0, 8)}`;
const login = `login_${role}`;

beforeAll(async () => {
  server = await testDatabase();
  superuser = openDatabase({ url: server.ownerUrl, clients: 1 });
  await superuser.sql.unsafe(`create role ${role}; create role ${login} login password 'x' in role ${role}`);
});
afterAll(async () => {
  await superuser.sql.unsafe(`drop owned by ${login}; drop role ${login}; drop role ${role}`);
  await superuser.end();
  await server.drop();
});

async function sessionOf(query: string): Promise<Record<string, string>> {
  const url = new URL(server.ownerUrl);
  url.username = login;
  url.password = 'x';
  const db = openDatabase({ url: url.href + query, role, clients: 1 });
  try {
    const rows = await db.sql<{ name: string; value: string }[]>`
      select name, current_setting(name, true) as value from unnest(${relied.map(([name]) => name)}::text[]) as name
      union all select 'current_user', current_user`;
    return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  } finally {
    await db.end();
  }
}

const expected = { ...Object.fromEntries(relied), current_user: role };
const options = relied.map(([name, , other]) => `-c ${name}=${other}`).join(' ');

describe('what the ledger relies on stands above', () => {
  test.each([
    ['the server’s own', ''],
    ['options of the url', `?options=${encodeURIComponent(`${options} -c role=postgres`)}`],
    [
      'parameters of the url',
      `?${relied.map(([name, , other]) => `${name}=${encodeURIComponent(other)}`).join('&')}&role=postgres`,
    ],
  ])('%s', async (_, query) => {
    expect(await sessionOf(query)).toMatchObject(expected);
  });

  test('what is set for the role, the database, and both', async () => {
    const name = new URL(server.ownerUrl).pathname.slice(1);
    for (const whom of [`role ${login}`, `database ${name}`, `role ${login} in database ${name}`]) {
      const set = relied.filter(([setting]) => setting !== 'client_encoding');
      for (const [setting, , other] of [...set, ['role', '', login] as const])
        await superuser.sql.unsafe(`alter ${whom} set ${setting} = '${other}'`);
      expect(await sessionOf('')).toMatchObject(expected);
      await superuser.sql.unsafe(`alter ${whom} reset all`);
    }
  });
});
