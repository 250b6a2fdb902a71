// A backup of before a succession is restored: the later name is known by the journal or by the key file, and
// no name and no key is used twice.

import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLogClient } from '../../ledger/clients/log-client.ts';
import type { Config } from '../../ledger/config.ts';
import type { Finding } from '../../ledger/core/audit/finding.ts';
import { createApi } from '../../ledger/http/server/api.ts';
import { confirm } from '../../ledger/operations/succeed/succeed.ts';
import { verifyDatabase } from '../../ledger/operations/verify/database.ts';
import { publishedKeys, verifyFile } from '../../ledger/operations/verify/file.ts';
import { lackingIn } from '../../ledger/operations/verify/running-log.ts';
import { verifyLog } from '../../ledger/operations/verify/url.ts';
import { optIn, optOut } from '../operations/filled-ledger.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { backedUp, type Composed, recoveryOf, restored, startedOn } from '../support/moved-ledger.ts';
import { emptyDatabase } from '../support/postgres/database.ts';
import { verifierOf } from '../support/verifier.ts';

const [ann, ben, cem, dan] = ['+14155550170', '+14155550171', '+14155550172', '+14155550173'] as const;

let first: TestLedger;
let folder: string;
let backup: string;
/** Under the second name. */
let second: { config: Config; note: string; vkey: string; receipt: string };
const cleanUp: (() => unknown)[] = [];

beforeAll(async () => {
  first = await testLedger();
  folder = await mkdtemp(join(tmpdir(), 'optmark-again-'));
  backup = join(folder, 'backup');
  for (const number of [ann, ben, cem]) await optIn(first.ledger, first.business, number);
  await backedUp(first.config, backup);
  await optOut(first.ledger, first.business, ann);
  await first.close();

  const config = await restoredBeside(first.config.dataFolder);
  const recovery = await recoveryOf(config);
  expect(await recovery.goOn()).toBe('ledger.example/log/2');
  await recovery.tellAgain();
  await recovery.close();
  const node = await startedOn(config);
  await confirm(node.ledger, first.business);
  await optOut(node.ledger, first.business, ben);
  const receipt = JSON.stringify(await optIn(node.ledger, first.business, dan));
  const { note } = (await node.ledger.log.latestCheckpoint())!;
  second = { config, note, vkey: node.ledger.keys.vkey, receipt };
  await node.close();
});
afterAll(async () => {
  for (const step of cleanUp.reverse()) await step();
  await first.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The backup in a database of its own, beside keys and journal of a folder. */
async function restoredBeside(dataFolder: string): Promise<Config> {
  const { ownerUrl, drop } = await emptyDatabase();
  cleanUp.push(drop);
  const config = { ...first.config, dataFolder, databaseUrl: ownerUrl };
  await restored(config, backup);
  return config;
}

/** The backup once more, after the second name: the journal has heads of that name alone. */
async function olderState(): Promise<Config> {
  const dataFolder = await mkdtemp(join(folder, 'data-'));
  for (const name of ['keys.json', 'journal'])
    await cp(join(second.config.dataFolder, name), join(dataFolder, name), { recursive: true });
  // As if each process of the first name had ended, and the next one had taken its files over.
  for (const path of await headsIn(dataFolder))
    if ((await readFile(path, 'utf8')).startsWith('ledger.example/log\n')) await rm(path);
  return restoredBeside(dataFolder);
}

async function headsIn(dataFolder: string): Promise<string[]> {
  const journals = join(dataFolder, 'journal');
  const names = await readdir(journals, { recursive: true });
  return names.filter((name) => name.endsWith('.head')).map((name) => join(journals, name));
}

async function start(config: Config): Promise<Composed> {
  const node = await startedOn(config);
  cleanUp.push(node.close);
  return node;
}

async function ask({ ledger }: Composed, recipient: string): Promise<string | string[]> {
  const answer = await createApi(ledger).request('/v1/gate/check', {
    method: 'POST',
    body: JSON.stringify({ recipient, purpose: 'shipping_update' }),
    headers: { authorization: `Bearer ${first.keys.gate}`, 'content-type': 'application/json' },
  });
  const { decision, reasons } = (await answer.json()) as { decision: string; reasons: string[] };
  return decision === 'allow' ? 'allow' : reasons;
}

async function findings(config: Config): Promise<string[]> {
  const verifier = await verifierOf({ config });
  const found: string[] = [];
  const report = ({ what, rule }: Finding) => found.push(`${what}/${rule}`);
  await verifier
    .atOneMoment((stored) => verifyDatabase({ stored, keys: verifier.keys }, report, () => {}))
    .finally(() => verifier.close());
  return found;
}

async function servedBy({ ledger }: Composed) {
  const http = serve({ fetch: createApi(ledger).fetch, hostname: '127.0.0.1', port: 0 });
  await new Promise((resolve) => http.once('listening', resolve));
  cleanUp.push(() => new Promise((resolve) => http.close(resolve)));
  return createLogClient(new URL(`http://127.0.0.1:${(http.address() as AddressInfo).port}`));
}

test('what is older than the second name is found at the start, though only heads of that name are left', async () => {
  const node = await start(await olderState());
  await expect(node.ledger.readiness()).resolves.toMatchObject({ ready: false, why: 'rolled_back' });
  expect(await ask(node, cem)).toEqual(['rolled_back']);
  await expect(optIn(node.ledger, first.business, dan)).rejects.toMatchObject({
    faults: [{ rule: 'rolled_back' }],
  });
});

test('it goes on under the third name and a third key, with the stops of both names before', async () => {
  const config = await olderState();
  const recovery = await recoveryOf(config);
  expect(recovery.state).toBe('older');
  expect(await recovery.goOn()).toBe('ledger.example/log/3');
  await recovery.close();
  // A crash here is mended by the same command.
  const again = await recoveryOf(config);
  expect(again.state).toBe('recovered');
  expect(await again.tellAgain()).toMatchObject({ told: 2, unread: 0 });
  await again.close();

  const node = await start(config);
  await expect(node.ledger.readiness()).resolves.toMatchObject({ ready: true });
  expect(node.ledger.names.map(({ origin }) => origin)).toEqual([
    'ledger.example/log',
    'ledger.example/log/2',
    'ledger.example/log/3',
  ]);
  expect(new Set(node.ledger.names.map(({ vkey }) => vkey.split('+').at(-1))).size).toBe(3);
  for (const number of [ann, ben]) expect(await ask(node, number)).toEqual(['withdrawn']);
  expect(await ask(node, cem)).toEqual(['restored']);
  expect(await confirm(node.ledger, first.business)).toBeDefined();
  expect(await ask(node, cem)).toBe('allow');
  expect(await findings(config)).toEqual([]);
});

test('what was signed under the lost second name is known to be of this log, and to be lost', async () => {
  const config = await olderState();
  const recovery = await recoveryOf(config);
  await recovery.goOn();
  await recovery.close();
  const server = await servedBy(await start(config));
  const found: string[] = [];
  const report = ({ what, rule }: Finding) => found.push(`${what}/${rule}`);
  const { note: since, vkey, receipt } = second;
  const verified = await verifyLog({ server, vkey, since }, report, () => {});
  expect(verified).toMatchObject({ origin: 'ledger.example/log/3', goneOn: true });
  expect(found).toEqual(['checkpoint/taken_back']);
  const verdict = await verifyFile(receipt, await publishedKeys(server, receipt));
  if (verdict.kind !== 'true') throw new Error(verdict.kind);
  expect(verdict.origin).toBe('ledger.example/log/2');
  expect(await lackingIn(server, verdict.receipt)).toContain('the record was lost');
});

test('where the journal is lost too, the key file says which names were used', async () => {
  const config = { ...(await olderState()), journalFolder: join(folder, 'lost'), journalLost: true };
  await expect(startedOn(config)).rejects.toThrow(/ledger\.example\/log\/2.*optmark recover --journal-lost/);
  const recovery = await recoveryOf(config);
  expect(recovery.state).toBe('older');
  expect(await recovery.goOn()).toBe('ledger.example/log/3');
  await recovery.close();
  const node = await start({ ...config, journalLost: false });
  await expect(node.ledger.readiness()).resolves.toMatchObject({ ready: true });
});

test('a node that ended before it kept its first checkpoint has used up its name all the same', async () => {
  const config = await olderState();
  for (const path of await headsIn(config.dataFolder)) await rm(path);
  const recovery = await recoveryOf(config);
  expect(await recovery.goOn()).toBe('ledger.example/log/3');
  await recovery.close();
});

test('a key file of before the succession is refused beside the journal of after it', async () => {
  const config = await olderState();
  const path = join(config.dataFolder, 'keys.json');
  const { successors: _, ...keys } = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify(keys));
  for (const work of [startedOn, recoveryOf])
    await expect(work(config)).rejects.toThrow('lacks the key of ledger.example/log/2');
});

test('a second start under the second name goes on', async () => {
  const node = await start(second.config);
  await expect(node.ledger.readiness()).resolves.toMatchObject({ ready: true });
  expect(await ask(node, cem)).toBe('allow');
  expect(await findings(second.config)).toEqual([]);
});
