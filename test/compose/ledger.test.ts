// A start from nothing, or from what is there: which keys go with which database, and that a refused start leaves nothing.

import { chmod, copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Composed, compose, composeVerifier, rotatePepper } from '../../ledger/compose.ts';
import { type Config, readConfig } from '../../ledger/config.ts';
import { publish } from '../../ledger/operations/notice/notices.ts';
import { addBusiness } from '../../ledger/operations/setup.ts';
import { type Database, openDatabase } from '../../ledger/storage/connection.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { orderUpdates } from '../support/ledger.ts';

let database: TestDatabase;
let superuser: Database;
let folders: string[];
let running: Composed[];

beforeEach(async () => {
  database = await testDatabase();
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
  return { ...config, origin: 'ledger.example/log' };
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
  expect(outcomes[loser]).toContain(`${keysOf(nodes[loser]!)} is not of this database`);
});

test('a node with keys of its own is refused also before anything was appended', async () => {
  await start(await node());
  expect(await refusalOf(await node())).toContain('is not of this database');
});

test('nodes that share a key file share the database', async () => {
  const [one, other] = [await node(), await node()];
  await start(one);
  await copyFile(keysOf(one), keysOf(other));
  await start(other);
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
  expect(await refusalOf(await node())).toContain("not the ones this database's log was signed with");
  expect(await superuser.sql`select from key_checks`).toHaveLength(0);
  await start(config);
  expect(await superuser.sql`select from key_checks`).toHaveLength(4);
});

test('a verifier starts with keys that are not the database’s, and says which', async () => {
  const [config, other] = [await node(), await node()];
  await start(config);
  await refusalOf(other);
  const findings = async (looking: Config) => {
    const verifier = await composeVerifier(looking);
    return verifier.keyFindings().finally(() => verifier.close());
  };
  expect(await findings(config)).toEqual([]);
  const named = (await findings(other)).map((sentence) => sentence.split(': ')[0]);
  expect(named).toEqual(['key check, log', 'key check, master', 'key check, pepper:1']);
});
