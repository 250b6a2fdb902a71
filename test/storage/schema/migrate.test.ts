import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { globSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { isKept } from '../../../ledger/core/kept-row.ts';
import { createLogStore } from '../../../ledger/storage/append/log-store.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { markOf } from '../../../ledger/storage/journal/live-nodes.ts';
import { migrate } from '../../../ledger/storage/schema/migrate.ts';
import { emptyDatabase, type TestDatabase } from '../../support/postgres/database.ts';
import { macs } from '../migrated.ts';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

async function empty(): Promise<TestDatabase> {
  const database = await emptyDatabase();
  cleanUp.push(database.drop);
  return database;
}

function open(url: string, role?: string): Database {
  const database = openDatabase({ url, clients: 1, ...(role !== undefined && { role }) });
  cleanUp.push(() => database.end());
  return database;
}

async function tablesOf(url: string): Promise<string[]> {
  const rows = await open(url).sql<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`;
  return rows.map(({ name }) => name);
}

test('an empty database gets every table, and the log of what was done says so', async () => {
  const { ownerUrl } = await empty();
  const said: string[] = [];
  await migrate({ ownerUrl, log: (message) => said.push(message) });
  expect(await tablesOf(ownerUrl)).toContain('log_head');
  const all = globSync('ledger/storage/schema/migrations/*.sql').length;
  expect(said).toEqual([expect.stringContaining(`${all} migrations`)]);
});

test('a second time there is nothing to do and nothing to say', async () => {
  const { ownerUrl } = await empty();
  await migrate({ ownerUrl });
  const before = await tablesOf(ownerUrl);
  const said: string[] = [];
  await migrate({ ownerUrl, log: (message) => said.push(message) });
  expect(said).toEqual([]);
  expect(await tablesOf(ownerUrl)).toEqual(before);
});

test('nodes that start together migrate once', async () => {
  const { ownerUrl } = await empty();
  const said: string[] = [];
  await Promise.all(
    Array.from({ length: 8 }, () => migrate({ ownerUrl, log: (message) => said.push(message) })),
  );
  expect(said).toHaveLength(1);
});

test('several databases of one server can be migrated at the same moment', async () => {
  const databases = await Promise.all(Array.from({ length: 4 }, empty));
  await Promise.all(databases.map(migrate));
  for (const { ownerUrl } of databases) expect(await tablesOf(ownerUrl)).toContain('log_head');
});

test('what the log holds survives being migrated again', async () => {
  const { ownerUrl } = await empty();
  await migrate({ ownerUrl });
  await createLogStore(open(ownerUrl, 'optmark_app')).claimOrigin('ledger.example/log');
  await migrate({ ownerUrl });
  expect(await open(ownerUrl).sql`select origin from log_head`).toEqual([{ origin: 'ledger.example/log' }]);
});

test('a migration that fails leaves the database as it was', async () => {
  const { ownerUrl } = await empty();
  await open(ownerUrl).sql.unsafe('create table subjects (x int)');
  await expect(migrate({ ownerUrl })).rejects.toMatchObject({ sqlstate: '42P07' });
  expect(await tablesOf(ownerUrl)).toEqual(['subjects']);
});

test('a ledger with records of version 1 is refused in a sentence, and left as it was', async () => {
  const { ownerUrl } = await empty();
  await migrate({ ownerUrl, upTo: 12 });
  const { sql } = open(ownerUrl);
  await sql`insert into log_entries (idx, entry) values (0, ${Buffer.alloc(33, 1)})`;
  await expect(migrate({ ownerUrl })).rejects.toThrow(
    /records of version 1, which this release does not read/,
  );
  expect(await sql`select idx from log_entries`).toHaveLength(1);
});

test('rows of a version that bound none are bound by the migration, and at no other time', async () => {
  const { ownerUrl } = await empty();
  await migrate({ ownerUrl, upTo: 17 });
  const { sql } = open(ownerUrl);
  const [key, request, record] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2), randomUUID()];
  await sql`insert into spent_keys (key, business, request, record) values (${key}, 'fresh', ${request}, ${record})`;
  await sql`
    insert into message_statuses (sender, business, message, status, at)
    select '1', 'fresh', sha256(n::text::bytea), 'sent', now() from generate_series(1, 2500) n`;
  const said: string[] = [];
  await migrate({ ownerUrl, macs, log: (message) => said.push(message) });
  expect(said).toContainEqual(expect.stringContaining('2501 rows'));
  const [row] = await sql<{ mac: Buffer }[]>`select key, business, request, record, mac from spent_keys`;
  expect(isKept(macs, 'spent_keys', row as never)).toBe(true);
  expect(await sql`select from message_statuses where mac is null`).toHaveLength(0);
  await sql`update spent_keys set mac = null`;
  await migrate({ ownerUrl, macs });
  expect(await sql`select from spent_keys where mac is null`).toHaveLength(1);
});

test('a ledger whose rows are to be bound is not migrated without its keys, beside a node, or once more', async () => {
  const { ownerUrl } = await empty();
  await migrate({ ownerUrl, upTo: 17 });
  await createLogStore(open(ownerUrl, 'optmark_app')).claimOrigin('ledger.example/log');
  const { sql } = open(ownerUrl);
  const columns = () => sql`
    select table_name, column_name from information_schema.columns where table_schema = 'public' order by 1, 2`;
  const before = await columns();
  await expect(migrate({ ownerUrl })).rejects.toThrow(/has no keys\.json/);
  await expect(migrate({ ownerUrl, macs, bound: true })).rejects.toThrow(/take "bound" out of keys\.json/);
  const node = openDatabase({ url: ownerUrl, clients: 1, mark: markOf('a-node-1') });
  await node.sql`select 1`;
  await expect(migrate({ ownerUrl, macs })).rejects.toThrow('1 node runs on this database');
  await node.end();
  expect(await columns()).toEqual(before);
  expect(await sql`select from drizzle.__drizzle_migrations`).toHaveLength(17);
});

test('tables.ts and the migrations say the same', async () => {
  const copy = await mkdtemp(join(tmpdir(), 'optmark-migrations-'));
  cleanUp.push(() => rm(copy, { recursive: true }));
  await cp('ledger/storage/schema/migrations', copy, { recursive: true });
  const tables = [
    '--dialect',
    'postgresql',
    '--schema',
    'ledger/storage/schema/tables.ts',
    '--out',
    relative('.', copy),
  ];
  const command = ['node_modules/drizzle-kit/bin.cjs', 'generate', ...tables];
  const { stdout } = await promisify(execFile)(process.execPath, command);
  expect(stdout).toContain('No schema changes');
});

// ---- logins that are no superuser -------------------------------------------------------------------------

/** A login with a password; `rights` as CREATE ROLE takes them. Gone after the test. */
async function login(
  admin: Database,
  database: TestDatabase,
  rights = '',
): Promise<{ name: string; url: string }> {
  const name = `login_${randomBytes(6).toString('hex')}`;
  await admin.sql.unsafe(`create role ${name} login password 'x' ${rights}`);
  cleanUp.push(() => admin.sql.unsafe(`drop owned by ${name} cascade; drop role ${name}`));
  const url = new URL(database.ownerUrl);
  url.username = name;
  url.password = 'x';
  return { name, url: url.href };
}

const nameOf = ({ ownerUrl }: TestDatabase) => new URL(ownerUrl).pathname.slice(1);

test('a login that owns the database and may give out the roles is enough', async () => {
  await migrate(await empty()); // the roles exist
  const database = await empty();
  const admin = open(database.ownerUrl);
  const { name, url } = await login(admin, database, 'createrole');
  await admin.sql.unsafe(`
    grant optmark_owner, optmark_app, optmark_eraser to ${name} with admin option;
    alter database ${nameOf(database)} owner to ${name}`);
  cleanUp.push(() => admin.sql.unsafe(`alter database ${nameOf(database)} owner to current_user`));
  await migrate({ ownerUrl: url });
  await createLogStore(open(url, 'optmark_app')).claimOrigin('ledger.example/log');
  const change = open(url, 'optmark_app').sql`delete from log_head`;
  await expect(change).rejects.toMatchObject({ sqlstate: '42501' });
});

test('a login that is but a member of the roles can migrate what somebody else has prepared', async () => {
  await migrate(await empty());
  const database = await empty();
  const admin = open(database.ownerUrl);
  const { name, url } = await login(admin, database);
  await admin.sql.unsafe(`
    grant optmark_owner, optmark_app, optmark_eraser to ${name};
    grant create on database ${nameOf(database)} to optmark_owner;
    grant create, usage on schema public to optmark_owner; grant usage on schema public to optmark_app, optmark_eraser`);
  await migrate({ ownerUrl: url });
  expect(await tablesOf(database.ownerUrl)).toContain('log_head');
});

test('a login that may not is told what it lacks, without its name or password', async () => {
  await migrate(await empty());
  const database = await empty();
  const { name, url } = await login(open(database.ownerUrl), database);
  const error = await migrate({ ownerUrl: url }).catch((thrown: Error) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect((error as Error).message).toContain('must be a superuser, or own the database and have CREATEROLE');
  expect((error as Error).message).not.toContain(name);
  expect(await tablesOf(database.ownerUrl)).toEqual([]);
});

test('counts of live data and of test data of one day are told apart by the migration', async () => {
  const { ownerUrl } = await empty();
  await migrate({ ownerUrl, upTo: 35 });
  const { sql } = open(ownerUrl);
  for (const [what, count] of [
    ['refused', 2],
    ['refused_test', 3],
  ] as const)
    await sql`
      insert into tallies (business, day, what, channel, rule, notice, version, locale, count)
      values ('fresh', '2026-12-01', ${what}, 'web', '', 'order-updates', 1, 'en', ${count})`;
  await migrate({ ownerUrl, macs });
  expect(await sql`select what, test, count::int from tallies order by test`).toEqual([
    { what: 'refused', test: false, count: 2 },
    { what: 'refused', test: true, count: 3 },
  ]);
});
