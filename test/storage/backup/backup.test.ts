// A backup and its restore on a real Postgres: every row of every table comes back, and nothing half.

import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Config } from '../../../ledger/config.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { filledLedger, numbers, optIn, optOut } from '../../operations/filled-ledger.ts';
import type { TestLedger } from '../../support/ledger.ts';
import { backedUp, restored, startedOn } from '../../support/moved-ledger.ts';
import { emptyDatabase, testDatabase } from '../../support/postgres/database.ts';
import { findingsIn } from '../../support/verifier.ts';
import { expectWholeLog } from '../whole-log.ts';

let filled: TestLedger;
let folder: string;
let file: string;

beforeAll(async () => {
  filled = await filledLedger();
  folder = await mkdtemp(join(tmpdir(), 'optmark-backup-'));
  file = join(folder, 'backup');
  await backedUp(filled.config, file);
});
afterAll(async () => {
  await filled?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** An empty database, and a folder with the keys of the filled ledger. */
async function elsewhere(make = emptyDatabase) {
  const database = await make();
  const dataFolder = await mkdtemp(join(folder, 'data-'));
  await copyFile(join(filled.config.dataFolder, 'keys.json'), join(dataFolder, 'keys.json'));
  const config: Config = { ...filled.config, databaseUrl: database.ownerUrl, dataFolder };
  const superuser = openDatabase({ url: database.ownerUrl, clients: 1 });
  return {
    config,
    superuser,
    async [Symbol.asyncDispose]() {
      await superuser.end();
      await database.drop();
    },
  };
}

/** A digest of each table's rows, in no order. */
async function digests({ sql }: Database): Promise<Record<string, string>> {
  const tables = await sql<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`;
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await sql.unsafe<{ digest: string }[]>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as digest from ${name} t`,
    );
    found[name] = row!.digest;
  }
  return found;
}

test('every table comes back row for row, guarded as before, and the whole is true', async () => {
  await using other = await elsewhere();
  const superuser = openDatabase({ url: filled.config.databaseUrl!, clients: 1 });
  try {
    const contents = await restored(other.config, file);
    const before = await digests(superuser);
    expect(await digests(other.superuser)).toEqual(before);
    expect(contents.tables.map(({ name }) => name).toSorted()).toEqual(Object.keys(before));
    expect(contents.size).toBe(await expectWholeLog(other.superuser.sql));
    await expect(other.superuser.sql`update log_entries set entry = entry`).rejects.toThrow();
    await expect(
      other.superuser.sql`insert into log_head select 2, 'x', 9, root, '' from log_head`,
    ).rejects.toThrow();
  } finally {
    await superuser.end();
  }
  expect(await findingsIn(other)).toEqual([]);
});

test('the ledger goes on in the other database as the same log', async () => {
  await using other = await elsewhere();
  await restored(other.config, file);
  const journalFolder = join(filled.config.dataFolder, 'journal');
  const moved = await startedOn({ ...other.config, journalFolder });
  try {
    const before = (await filled.ledger.log.latestCheckpoint())!;
    expect(await moved.ledger.log.latestCheckpoint()).toEqual(before);
    const { receipt } = await optOut(moved.ledger, filled.business, numbers[199]!);
    expect(receipt).toBeDefined();
    // A retry of before the backup is known there too.
    await optIn(moved.ledger, filled.business, numbers[0]!);
    expect((await moved.ledger.log.latestCheckpoint())!.size).toBe(before.size + 1);
    await expectWholeLog(other.superuser.sql);
  } finally {
    await moved.close();
  }
});

test('a database with a ledger in it is refused, and stays as it was', async () => {
  await using other = await elsewhere();
  await restored(other.config, file);
  const before = await digests(other.superuser);
  await expect(restored(other.config, file)).rejects.toThrow('is not empty');
  expect(await digests(other.superuser)).toEqual(before);
});

test('tables without rows, as optmark migrate leaves them, are empty', async () => {
  await using other = await elsewhere(testDatabase);
  await restored(other.config, file);
  await expectWholeLog(other.superuser.sql);
});

test('a damaged file changes nothing, nor does one beside other keys or none', async () => {
  await using other = await elsewhere();
  const damaged = join(folder, 'damaged');
  const bytes = await readFile(file);
  bytes[bytes.length >> 1]! ^= 4;
  await writeFile(damaged, bytes);
  await expect(restored(other.config, damaged)).rejects.toThrow('is damaged');

  const keys = join(other.config.dataFolder, 'keys.json');
  const own = JSON.parse(await readFile(keys, 'utf8'));
  const pepperless = { ...own, peppers: [{ version: 2, key: own.peppers[0].key }] };
  await writeFile(keys, JSON.stringify(pepperless), { mode: 0o600 });
  await expect(restored(other.config, file)).rejects.toThrow('lacks pepper:1');
  const stranger = { ...own, master: Buffer.alloc(32, 9).toString('base64') };
  await writeFile(keys, JSON.stringify(stranger), { mode: 0o600 });
  await expect(restored(other.config, file)).rejects.toThrow('other keys');
  await rm(keys);
  await expect(restored(other.config, file)).rejects.toThrow('there are no keys');
  expect(await digests(other.superuser)).toEqual({});
});

test('rows that the database refuses leave it without any', async () => {
  await using other = await elsewhere(testDatabase);
  await other.superuser.sql.unsafe(
    `alter table subjects add constraint none check (business <> 'fresh-produce')`,
  );
  await expect(restored(other.config, file)).rejects.toMatchObject({ sqlstate: '23514' });
  for (const digest of Object.values(await digests(other.superuser))) expect(digest).toBe('0 ');
});

test('a backup waits for no append, and holds the log as it was when it began', async () => {
  const path = join(folder, 'meanwhile');
  const { size } = (await filled.ledger.log.latestCheckpoint())!;
  let appended: Promise<unknown> | undefined;
  const contents = await backedUp(filled.config, path, () => {
    appended ??= optOut(filled.ledger, filled.business, numbers[198]!);
  });
  await appended;
  expect(contents.size).toBe(size);
  expect((await filled.ledger.log.latestCheckpoint())!.size).toBe(size + 1);
  await using other = await elsewhere();
  await restored(other.config, path);
  expect(await expectWholeLog(other.superuser.sql)).toBe(size);
});
