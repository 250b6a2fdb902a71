// The journal beside the keys, and what a start makes of it: found, begun, missing, another ledger's. And an
// older state of the database, which is found by it.

import { cp, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Config } from '../../ledger/config.ts';
import { openStop } from '../../ledger/core/subject/sealed-stop.ts';
import { createApi } from '../../ledger/http/server/api.ts';
import { loadKeys } from '../../ledger/storage/keys/key-file.ts';
import { optIn, optOut } from '../operations/filled-ledger.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { backedUp, type Composed, recoveryOf, restored, startedOn } from '../support/moved-ledger.ts';
import { emptyDatabase } from '../support/postgres/database.ts';
import { inDatabase, onServer } from '../support/postgres/on-server.ts';

const [ann, ben, cem] = ['+14155550150', '+14155550151', '+14155550152'] as const;

let begun: TestLedger;
let folder: string;
let cleanUp: (() => Promise<unknown>)[];

beforeEach(async () => {
  cleanUp = [];
  begun = await testLedger();
  folder = await mkdtemp(join(tmpdir(), 'optmark-journal-'));
  await optIn(begun.ledger, begun.business, ann);
});
afterEach(async () => {
  for (const step of cleanUp.reverse()) await step();
  await begun.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(config: Config): Promise<Composed> {
  const node = await startedOn(config);
  cleanUp.push(node.close);
  return node;
}

/** A database in the state that this one has now. */
async function copied(): Promise<string> {
  const path = join(folder, 'backup');
  await backedUp(begun.config, path);
  const { ownerUrl, drop } = await emptyDatabase();
  cleanUp.push(drop);
  await restored({ ...begun.config, databaseUrl: ownerUrl }, path);
  return ownerUrl;
}

const journals = () => join(begun.config.dataFolder, 'journal');
const stop = ({ ledger }: Pick<Composed, 'ledger'>, number: string) => optOut(ledger, begun.business, number);

async function ask({ ledger }: Pick<Composed, 'ledger'>, path: string, body?: object) {
  const answer = await createApi(ledger).request(path, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: { authorization: `Bearer ${begun.keys.gate}`, 'content-type': 'application/json' },
  });
  return { status: answer.status, body: await answer.json() };
}
const check = (node: Pick<Composed, 'ledger'>, recipient: string) =>
  ask(node, '/v1/gate/check', { recipient, purpose: 'shipping_update' });

async function expectRolledBack(node: Pick<Composed, 'ledger'>): Promise<void> {
  expect(await check(node, ann)).toMatchObject({
    status: 200,
    body: { decision: 'deny', reasons: ['rolled_back'] },
  });
  expect(await ask(node, '/readyz')).toMatchObject({
    status: 503,
    body: { errors: [{ rule: 'rolled_back', detail: expect.stringMatching(/seen/) }] },
  });
  for (const append of [stop(node, ben), optIn(node.ledger, begun.business, cem)])
    await expect(append).rejects.toMatchObject({ code: 'unavailable', faults: [{ rule: 'rolled_back' }] });
}

test('the next start finds the journal that the first has begun', async () => {
  const [id, ...others] = await readdir(journals());
  expect(others).toEqual([]);
  await start(begun.config);
  expect(await readdir(journals())).toEqual([id]);
});

test('a journal that is not beside the keys is refused, until the operator says that it is lost', async () => {
  const elsewhere = { ...begun.config, journalFolder: join(folder, 'journal') };
  await expect(startedOn(elsewhere)).rejects.toThrow(
    /the journal of this database is not in .*--journal-lost/,
  );
  await start({ ...elsewhere, journalLost: true });
  await start(elsewhere);
  // From now on the other one counts.
  await expect(startedOn(begun.config)).rejects.toThrow('the journal of this database is not in');
});

test('live nodes that keep the journal in folders of their own are found by each other', async () => {
  const shared = await start(begun.config);
  for (const node of [begun, shared]) expect(await node.journalsApart()).toBeUndefined();
  const journalFolder = join(folder, 'journal');
  await cp(journals(), journalFolder, { recursive: true });
  const apart = await startedOn({ ...begun.config, journalFolder });
  for (const node of [begun, shared])
    expect(await node.journalsApart()).toMatch(/^1 other node .* OPTMARK_JOURNAL$/);
  await apart.close();
  await expect.poll(() => begun.journalsApart()).toBeUndefined();
  await shared.close();
  const alone = await startedOn({ ...begun.config, journalFolder: await emptied(journalFolder) });
  expect(await alone.journalsApart()).toMatch(/^1 other node /);
  await alone.close();
});

/** The journal of this id, without what other nodes have kept in it. */
async function emptied(journalFolder: string): Promise<string> {
  const [id] = await readdir(journalFolder);
  for (const name of await readdir(join(journalFolder, id!))) await rm(join(journalFolder, id!, name));
  return journalFolder;
}

test('the journal of another ledger is refused', async () => {
  const other = await testLedger();
  cleanUp.push(other.stop);
  const config = { ...begun.config, journalFolder: join(other.config.dataFolder, 'journal') };
  await expect(startedOn(config)).rejects.toThrow('the journal of this database is not in');
});

test('an older state of the database is found at the start, and never goes on', async () => {
  const older = await copied();
  expect(await check(begun, ann)).toMatchObject({ body: { decision: 'allow' } });
  await stop(begun, ann);
  await begun.close();
  const node = await start({ ...begun.config, databaseUrl: older });
  await expectRolledBack(node);
  expect((await node.ledger.log.latestCheckpoint())!.size).toBeGreaterThan(0);
});

test('the last state that was seen goes on, in another database too', async () => {
  await stop(begun, ann);
  const newest = await copied();
  await begun.close();
  const node = await start({ ...begun.config, databaseUrl: newest });
  expect(await check(node, ann)).toMatchObject({ body: { decision: 'deny', reasons: ['withdrawn'] } });
  await stop(node, ben);
});

test('a database that was lost and is empty is an older state too', async () => {
  await begun.close();
  const { ownerUrl, drop } = await emptyDatabase();
  cleanUp.push(drop);
  const node = await start({ ...begun.config, databaseUrl: ownerUrl });
  await expect(node.ledger.readiness()).resolves.toMatchObject({ ready: false, why: 'rolled_back' });
});

test('an older state that takes the place of the database is found while the node runs', async () => {
  const older = await copied();
  await stop(begun, ann);
  const nameOf = (url: string) => new URL(url).pathname.slice(1);
  const database = begun.config.databaseUrl!;
  const server = inDatabase(database, 'postgres');
  await onServer(server, `drop database ${nameOf(database)} with (force)`);
  await onServer(server, `alter database ${nameOf(older)} rename to ${nameOf(database)}`);
  await expect.poll(() => begun.ledger.readiness()).toMatchObject({ ready: false, why: 'rolled_back' });
  await expectRolledBack(begun);
});

test('where the journal is lost, what is recovered can be started', async () => {
  const older = await copied();
  await begun.close();
  const config = { ...begun.config, databaseUrl: older, journalFolder: join(folder, 'lost') };
  const recovery = await recoveryOf({ ...config, journalLost: true });
  const origin = await recovery.goOn();
  await recovery.close();
  const node = await start(config);
  expect(node.ledger.origin).toBe(origin);
  await expect(node.ledger.readiness()).resolves.toMatchObject({ ready: true });
});

test('an older state that has grown past what was seen is found by the next append', async () => {
  const older = await copied();
  await stop(begun, ann);
  await begun.close();
  // Another node, whose operator has thrown the journal away.
  const astray = {
    ...begun.config,
    databaseUrl: older,
    journalFolder: join(folder, 'new'),
    journalLost: true,
  };
  const other = await start(astray);
  for (const number of [ann, ben, cem]) await optIn(other.ledger, begun.business, number);
  // The journal that was thrown away is found again.
  const [id] = await readdir(astray.journalFolder);
  const [first] = await readdir(journals());
  await rename(join(journals(), first!), join(journals(), id!));
  const node = await start({ ...begun.config, databaseUrl: older });
  await expectRolledBack(node);
});

test('each stop stands in the journal, with what finds the person and no word of who it is', async () => {
  await stop(begun, ann);
  await optIn(begun.ledger, begun.business, ben);
  await begun.close();
  const [id] = await readdir(journals());
  const names = await readdir(join(journals(), id!));
  const lines = await readFile(join(journals(), id!, names.find((name) => name.endsWith('.stops'))!), 'utf8');
  expect(lines).toMatch(/^[\w-]+\n$/);
  const { master } = await loadKeys(begun.config.dataFolder);
  const kept = openStop(master, id!, lines.trimEnd())!.toString('utf8');
  expect(JSON.parse(kept)).toMatchObject({
    record: { kind: 'opt_out', business: begun.business },
    tags: [{ kind: 'number', pepper: 1, tag: expect.any(String) }],
  });
  expect(kept).not.toContain(ann.slice(1));
});
