// A start from nothing, or from what is there: which keys go with which database, and that a refused start
// leaves nothing.

import { chmod, copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rotatePepper } from '../../ledger/compose/keys.ts';
import { type Composed, compose, composeExisting, migrateDatabase } from '../../ledger/compose/ledger.ts';
import { composeVerifier } from '../../ledger/compose/verifier.ts';
import { type Config, readConfig } from '../../ledger/config.ts';
import { publish } from '../../ledger/operations/notice/notices.ts';
import { addBusiness } from '../../ledger/operations/setup/setup.ts';
import { createLogStore } from '../../ledger/storage/append/log-store.ts';
import { type Database, openDatabase } from '../../ledger/storage/database/connection.ts';
import { bindKeys } from '../../ledger/storage/keys/key-checks.ts';
import { createKeys } from '../../ledger/storage/keys/key-file.ts';
import { migrate } from '../../ledger/storage/schema/migrate.ts';
import { orderUpdates } from '../support/ledger.ts';
import { emptyDatabase, type TestDatabase } from '../support/postgres/database.ts';

let database: TestDatabase;
let superuser: Database;
let folders: string[];
let running: Composed[];

beforeEach(async () => {
  database = await emptyDatabase();
  superuser = openDatabase({ url: database.ownerUrl, clients: 1 });
  [folders, running] = [[], []];
});
afterEach(async () => {
  for (const node of running) await node.close();
  await superuser.end();
  await database.drop();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** A node with a data folder of its own on this test's database. */
async function node(): Promise<Config> {
  const folder = await mkdtemp(join(tmpdir(), 'optmark-compose-'));
  folders.push(folder);
  const config = readConfig({ DATABASE_URL: database.ownerUrl, OPTMARK_DATA: folder });
  return { ...config, origin: 'ledger.example/log', originIsGiven: true };
}

/** The same, with keys that no database knows. */
async function nodeWithKeys(): Promise<Config> {
  const config = await node();
  await createKeys(config.dataFolder);
  return config;
}

async function start(config: Config): Promise<Composed> {
  const composed = await compose(config);
  running.push(composed);
  return composed;
}

const keysOf = ({ dataFolder }: Config) => join(dataFolder, 'keys.json');
const refusalOf = (config: Config) =>
  start(config).then(
    () => 'it started',
    (error: Error) => error.message,
  );

test('of two nodes with folders of their own on an empty database one starts', async () => {
  const nodes = [await node(), await node()];
  const outcomes = await Promise.all(nodes.map(refusalOf));
  expect(outcomes.filter((outcome) => outcome === 'it started')).toHaveLength(1);
  const loser = outcomes.findIndex((outcome) => outcome !== 'it started');
  // It saw the other's ledger before it made keys of its own, or after.
  expect(outcomes[loser]).toMatch(/keys\.json is not (?:there|of this database)/);
});

test('a node with keys of its own is refused also before anything was appended', async () => {
  await start(await node());
  expect(await refusalOf(await nodeWithKeys())).toContain('is not of this database');
});

test('nodes that share a key file share the database', async () => {
  const [one, other] = [await node(), await node()];
  await start(one);
  await copyFile(keysOf(one), keysOf(other));
  await start({ ...other, journalFolder: join(one.dataFolder, 'journal') });
});

test('a key file from before a pepper was rotated is refused, and goes on with the rotated one', async () => {
  const config = await node();
  await start(config);
  const before = await readFile(keysOf(config));
  await rotatePepper(config);
  const rotated = await readFile(keysOf(config));
  await start(config);
  await writeFile(keysOf(config), before);
  expect(await refusalOf(config)).toContain('lacks pepper:2');
  await writeFile(keysOf(config), rotated);
  await start(config);
});

test('a node whose key file others can read does not start', async () => {
  const config = await node();
  await start(config);
  await chmod(keysOf(config), 0o644);
  expect(await refusalOf(config)).toContain(`chmod 600 ${keysOf(config)}`);
});

test('a database from before there were checks is bound to the keys of its log, and to no others', async () => {
  const config = await node();
  const { ledger } = await start(config);
  await addBusiness(ledger, { id: 'fresh-produce', name: 'Fresh Produce', callingCode: '91' });
  await publish(ledger, 'fresh-produce', orderUpdates, 'test');
  await superuser.sql.unsafe('alter table key_checks disable trigger all; delete from key_checks');
  const other = await nodeWithKeys();
  expect(await refusalOf(other)).toContain("not the ones this database's log was signed with");
  expect(await superuser.sql`select from key_checks`).toHaveLength(0);
  await start(config);
  expect(await superuser.sql`select from key_checks`).toHaveLength(4);
});

test('a verifier starts with keys that are not the database’s, and says which', async () => {
  const [config, other] = [await node(), await nodeWithKeys()];
  await start(config);
  const findings = async (looking: Config) => {
    const verifier = await composeVerifier(looking);
    return verifier.keyFindings().finally(() => verifier.close());
  };
  expect(await findings(config)).toEqual([]);
  const named = (await findings(other)).map((sentence) => sentence.split(': ')[0]);
  expect(named).toEqual(['key check, log', 'key check, master', 'key check, pepper:1']);
});

const tables = () =>
  superuser.sql<{ n: number }[]>`select count(*)::int as n from pg_tables where schemaname = 'public'`;
const commandOn = (config: Config) =>
  composeExisting(config).then(
    async (composed) => {
      running.push(composed);
      return composed.ledger;
    },
    (error: Error) => error.message,
  );

test('a command on a folder without a ledger says so, and leaves the folder as it was', async () => {
  const config = await node();
  const nowhere = { ...config, dataFolder: join(config.dataFolder, 'not', 'there') };
  expect(await commandOn(nowhere)).toContain('there are no keys of a ledger');
  expect(await commandOn({ ...config, databaseUrl: undefined })).toContain('start one with optmark serve');
  expect(() => rotatePepper(nowhere)).toThrow('there are no keys of a ledger');
  expect(await readdir(config.dataFolder)).toEqual([]);
  expect(await tables()).toEqual([{ n: 0 }]);
});

test('a command makes no database where only keys are', async () => {
  const config = await nodeWithKeys();
  expect(await commandOn({ ...config, databaseUrl: undefined })).toContain('there is no database in');
  expect(await readdir(config.dataFolder)).toEqual(['keys.json']);
});

test('a command makes no tables in an empty database, nor in one that an older version began', async () => {
  const config = await nodeWithKeys();
  expect(await commandOn(config)).toContain('this database holds no ledger');
  expect(await tables()).toEqual([{ n: 0 }]);
  const begun = await node();
  await (await compose(begun)).close();
  await superuser.sql`delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)`;
  expect(await commandOn(begun)).toContain('run optmark migrate');
});

test('a command takes the name of the log from the database, and where it is reached from its name', async () => {
  const config = await node();
  await start(config);
  const ledger = await commandOn({ ...config, origin: '127.0.0.1:9/log', originIsGiven: false });
  expect(ledger).toMatchObject({ origin: 'ledger.example/log', url: 'https://ledger.example' });
  expect(await commandOn({ ...config, origin: 'other.example/log' })).toContain(
    'holds the log ledger.example/log',
  );
  const told = await commandOn({ ...config, url: 'https://consent.example', urlIsGiven: true });
  expect(told).toMatchObject({ url: 'https://consent.example' });
  expect(await refusalOf({ ...config, origin: 'other.example/log' })).toMatch(
    /^OPTMARK_ORIGIN: .*ledger\.example/,
  );
});

test('a server that is told no name goes on under the one in the database, wherever it listens', async () => {
  const config = await node();
  await start(config);
  const { ledger } = await start({
    ...config,
    port: 9_000,
    origin: '127.0.0.1:9000/log',
    originIsGiven: false,
  });
  expect(ledger.origin).toBe('ledger.example/log');
});

test('a log for others that is named after this machine is warned of at every start', async () => {
  const said: string[] = [];
  const config = { ...(await node()), origin: '127.0.0.1:8787/log', originIsGiven: false };
  for (let starts = 0; starts < 2; starts += 1)
    running.push(await compose(config, (message) => said.push(message)));
  expect(said.filter((message) => message.includes('OPTMARK_ORIGIN'))).toHaveLength(2);
});

test('migrating begins a ledger that has a name where there is none, and needs no keys where there is one', async () => {
  const config = await node();
  await migrateDatabase({ ...config, originIsGiven: false });
  expect(await readdir(config.dataFolder)).toEqual([]);
  await migrateDatabase(config);
  expect(await commandOn(config)).toMatchObject({ origin: 'ledger.example/log' });
  const elsewhere = await node();
  await migrateDatabase(elsewhere);
  expect(await readdir(elsewhere.dataFolder)).toEqual([]);
});

test('migrating what is to be bound is refused without the keys of this ledger, and with those of another', async () => {
  const { keyChecks } = await ofSeventeen();
  const { sql } = superuser;
  const config = await node();
  await expect(migrateDatabase(config)).rejects.toThrow(/keys\.json/);
  await createKeys(config.dataFolder);
  await expect(migrateDatabase(config)).rejects.toThrow(/keys\.json/);
  expect(await sql`select from drizzle.__drizzle_migrations`).toHaveLength(17);
  expect(await sql`select from key_checks`).toHaveLength(keyChecks);
});

/** A ledger of the version before rows were bound, whose keys are elsewhere. */
async function ofSeventeen(): Promise<{ keyChecks: number }> {
  await migrate({ ownerUrl: database.ownerUrl, upTo: 17 });
  await createLogStore(superuser).claimOrigin('ledger.example/log');
  const { keys } = await createKeys((await node()).dataFolder);
  await bindKeys(superuser, keys, 'keys.json');
  return { keyChecks: (await superuser.sql`select from key_checks`).length };
}
