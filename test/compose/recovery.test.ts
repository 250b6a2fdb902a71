// The whole way from an older backup to a ledger that goes on: under another name, with every stop that was
// acknowledged, and with no consent that nobody has looked at.

import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serverObjection } from '../../ledger/channels/server/objection.ts';
import { createLogClient } from '../../ledger/clients/log-client.ts';
import type { Config } from '../../ledger/config.ts';
import type { Finding } from '../../ledger/core/audit/finding.ts';
import type { LogName } from '../../ledger/core/log/succession.ts';
import { createApi } from '../../ledger/http/server/api.ts';
import { recordOptOut } from '../../ledger/operations/consent/record-consent.ts';
import { askAsOf } from '../../ledger/operations/history/ask-as-of.ts';
import { readReceipt } from '../../ledger/operations/history/read-receipt.ts';
import { publish } from '../../ledger/operations/notice/notices.ts';
import { addBusiness } from '../../ledger/operations/setup/setup.ts';
import { confirm } from '../../ledger/operations/succeed/succeed.ts';
import { verifyDatabase } from '../../ledger/operations/verify/database.ts';
import { publishedKeys, verifyFile } from '../../ledger/operations/verify/file.ts';
import { lackingIn } from '../../ledger/operations/verify/running-log.ts';
import type { LogServer } from '../../ledger/operations/verify/sources.ts';
import { verifyLog } from '../../ledger/operations/verify/url.ts';
import { type Database, openDatabase } from '../../ledger/storage/database/connection.ts';
import { optIn, optOut } from '../operations/filled-ledger.ts';
import { expectWholeLog } from '../storage/whole-log.ts';
import { orderUpdates, type TestLedger, testLedger } from '../support/ledger.ts';
import { backedUp, type Composed, recoveryOf, restored, startedOn } from '../support/moved-ledger.ts';
import { emptyDatabase } from '../support/postgres/database.ts';
import { verifierOf } from '../support/verifier.ts';

/**
 * Kept; stopped before the backup; stopped after it; agreed after it; agreed and stopped after it; objected
 * after it.
 */
const [kept, stopped, lostStop, lostYes, lostBoth, lostObjection] = [0, 1, 2, 3, 4, 5].map(
  (n) => `+1415555016${n}`,
) as [...[string, string, string, string, string, string]];

let before: TestLedger;
let folder: string;
let config: Config;
let node: Composed;
let superuser: Database;
let server: LogServer;
let keptFile: string;
let lostFile: string;
let sinceKept: string;
let sinceLost: string;
const cleanUp: (() => unknown)[] = [];

beforeAll(async () => {
  before = await testLedger();
  folder = await mkdtemp(join(tmpdir(), 'optmark-recovery-'));
  const { ledger, business } = before;
  await addBusiness(ledger, { id: 'other-shop', name: 'Other Shop', callingCode: '91' });
  await publish(ledger, 'other-shop', orderUpdates, 'test');
  const auditor = { key: 'auditor', business, scopes: ['audit:read' as const] };
  const evidence = async (record: string) => JSON.stringify(await readReceipt(ledger, auditor, record));
  for (const number of [kept, stopped, lostStop, lostObjection]) await optIn(ledger, business, number);
  await optIn(ledger, 'other-shop', kept);
  await optOut(ledger, business, stopped);
  keptFile = await evidence((await optIn(ledger, business, kept)).record);
  sinceKept = (await ledger.log.latestCheckpoint())!.note;

  const path = join(folder, 'backup');
  await backedUp(before.config, path);
  await optOut(ledger, business, lostStop);
  const objection = { number: lostObjection, channel: 'web', scope: 'all' };
  await recordOptOut(ledger, serverObjection(objection, { business, key: 'test' }));
  lostFile = await evidence((await optIn(ledger, business, lostYes)).record);
  await optIn(ledger, business, lostBoth);
  await optOut(ledger, business, lostBoth);
  sinceLost = (await ledger.log.latestCheckpoint())!.note;
  await before.close();

  const { ownerUrl, drop } = await emptyDatabase();
  cleanUp.push(drop);
  config = { ...before.config, databaseUrl: ownerUrl };
  await restored(config, path);

  const recovery = await recoveryOf(config);
  expect(recovery.state).toBe('older');
  expect(await recovery.goOn()).toBe('ledger.example/log/2');
  // A crash here is mended by the same command.
  await recovery.close();
  const again = await recoveryOf(config);
  expect(again.state).toBe('recovered');
  expect(await again.tellAgain()).toEqual({ told: 3, known: 1, erased: 0, refused: [], unread: 0 });
  expect(await again.tellAgain()).toEqual({ told: 0, known: 4, erased: 0, refused: [], unread: 0 });
  await again.close();

  node = await startedOn(config);
  superuser = openDatabase({ url: ownerUrl, clients: 1 });
  const http = serve({ fetch: createApi(node.ledger).fetch, hostname: '127.0.0.1', port: 0 });
  await new Promise((resolve) => http.once('listening', resolve));
  server = createLogClient(new URL(`http://127.0.0.1:${(http.address() as AddressInfo).port}`));
  cleanUp.unshift(
    () => new Promise((resolve) => http.close(resolve)),
    () => node.close(),
    () => superuser.end(),
  );
});
afterAll(async () => {
  for (const step of cleanUp) await step();
  await before?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function ask(recipient: string) {
  const answer = await createApi(node.ledger).request('/v1/gate/check', {
    method: 'POST',
    body: JSON.stringify({ recipient, purpose: 'shipping_update' }),
    headers: { authorization: `Bearer ${before.keys.gate}`, 'content-type': 'application/json' },
  });
  const { decision, reasons } = (await answer.json()) as { decision: string; reasons: string[] };
  return decision === 'allow' ? 'allow' : reasons;
}

async function findings(): Promise<string[]> {
  const verifier = await verifierOf({ config });
  const found: Finding[] = [];
  const report = (one: Finding) => found.push(one);
  await verifier
    .atOneMoment((stored) => verifyDatabase({ stored, keys: verifier.keys }, report, () => {}))
    .finally(() => verifier.close());
  // A test that takes guards away is found out.
  return found.filter(({ what }) => what !== 'schema').map(({ what, rule }) => `${what}/${rule}`);
}

async function served(vkey: string, since?: string, from = server) {
  const found: Finding[] = [];
  const asked = { server: from, vkey, ...(since !== undefined && { since }) };
  const verified = await verifyLog(
    asked,
    (one) => found.push(one),
    () => {},
  );
  return { ...verified, findings: found.map(({ what, rule }) => `${what}/${rule}`) };
}

test('stops are remembered, from before the backup and from after it', async () => {
  expect(await ask(stopped)).toEqual(['withdrawn']);
  expect(await ask(lostStop)).toEqual(['withdrawn']);
  expect(await ask(lostObjection)).toEqual(['objected']);
  // Of this person the database knew nothing: only the journal did.
  expect(await ask(lostBoth)).toEqual(['withdrawn']);
});

test('consent from before the restore is denied until an officer of that business confirms', async () => {
  expect(await ask(kept)).toEqual(['restored']);
  expect(await ask(lostYes)).toEqual(['unknown_recipient']);
  await optIn(node.ledger, before.business, lostYes);
  expect(await ask(lostYes)).toBe('allow');

  expect(await confirm(node.ledger, 'other-shop')).toBeDefined();
  expect(await ask(kept)).toEqual(['restored']);
  const unconfirmed = (await node.ledger.log.latestCheckpoint())!.size;
  expect(await confirm(node.ledger, before.business)).toBeDefined();
  expect(await confirm(node.ledger, before.business)).toBeUndefined();
  expect(await ask(kept)).toBe('allow');
  // And so it was then, of each size of the log.
  const auditor = { key: 'auditor', business: before.business, scopes: ['audit:read' as const] };
  const asOf = async (treeSize: number) => {
    const question = { purpose: 'shipping_update' as const, scope: 'message' as const };
    const recipient = { kind: 'number' as const, value: kept };
    const answer = await askAsOf(node.ledger, auditor, { question, recipient }, { treeSize });
    return answer.decision === 'allow' ? 'allow' : answer.reasons;
  };
  const begun = (await node.ledger.successions.all())[0]!.size;
  expect(await asOf(begun)).toBe('allow');
  for (const size of [begun + 1, unconfirmed]) expect(await asOf(size)).toEqual(['restored']);
  expect(await asOf(unconfirmed + 1)).toBe('allow');
  for (const number of [stopped, lostStop]) expect(await ask(number)).toEqual(['withdrawn']);
});

test('the log is one tree under two names, and every row of it is true', async () => {
  await expectWholeLog(superuser.sql);
  expect(await findings()).toEqual([]);
  const names = (await server.names())!;
  expect(names.map(({ origin }) => origin)).toEqual(['ledger.example/log', 'ledger.example/log/2']);
  expect(names[0]!.vkey).toBe(before.ledger.keys.vkey);
  expect(names[1]!.vkey).not.toContain(before.ledger.keys.vkey.slice(-40));
});

test('a stranger with the first key is told, and with a lost checkpoint too', async () => {
  const { vkey } = before.ledger.keys;
  expect(await served(vkey)).toMatchObject({ goneOn: true, origin: 'ledger.example/log/2', findings: [] });
  expect(await served(node.ledger.keys.vkey)).toMatchObject({ goneOn: false, findings: [] });
  expect((await served(vkey, sinceKept)).findings).toEqual([]);
  expect((await served(vkey, sinceLost)).findings).toEqual(['checkpoint/taken_back']);
});

test('a stranger is shown why and from where the log goes on, and believes no opening but its own', async () => {
  const { vkey } = before.ledger.keys;
  const { begun } = await served(vkey);
  const names = (await server.names())!;
  expect(begun).toMatchObject([
    {
      kind: 'log_begun',
      why: 'restored',
      kept: { origin: 'ledger.example/log', size: names[0]!.upTo },
      seen: { size: expect.any(Number) },
      origin: 'ledger.example/log/2',
    },
  ]);
  const opening = names[1]!.begun!;
  const record = JSON.parse(Buffer.from(opening.record, 'base64').toString('utf8'));
  const told = (change: object) => Buffer.from(JSON.stringify({ ...record, ...change })).toString('base64');
  const findingsOf = async (change: { begun?: LogName['begun'] | undefined }) => {
    const changed = [names[0]!, { ...names[1]!, ...change } as LogName];
    return served(vkey, undefined, { ...server, names: async () => changed }).then(
      ({ findings: found }) => found,
    );
  };
  expect(await findingsOf({ begun: undefined })).toEqual(['succession/unopened']);
  expect(await findingsOf({ begun: { ...opening, record: told({ origin: 'other' }) } })).toEqual([
    'succession/differs',
  ]);
  for (const change of [{ why: 'key_rotated' }, { kept: { ...record.kept, root: opening.nonce } }])
    expect(await findingsOf({ begun: { ...opening, record: told(change) } })).toEqual([
      'succession/does_not_open',
    ]);
});

test('a receipt of a kept entry is true as before; one of a lost entry is true, and said to be lost', async () => {
  for (const text of [keptFile, lostFile]) {
    const verdict = await verifyFile(text, await publishedKeys(server, text));
    expect(verdict).toMatchObject({ kind: 'true', origin: 'ledger.example/log' });
    if (verdict.kind !== 'true') throw new Error('false');
    const lacking = await lackingIn(server, verdict.receipt);
    if (text === keptFile) expect(lacking).toBeUndefined();
    else expect(lacking).toContain('the record was lost');
  }
});

test('the answer to a retry is what it was, and new evidence of an old record is true', async () => {
  const { ledger } = node;
  const retried = await optIn(ledger, before.business, kept);
  const text = JSON.stringify(retried);
  expect(await verifyFile(text, await publishedKeys(server, text))).toMatchObject({
    kind: 'true',
    origin: 'ledger.example/log',
  });
  const auditor = { key: 'auditor', business: before.business, scopes: ['audit:read' as const] };
  const file = JSON.stringify(await readReceipt(ledger, auditor, retried.record));
  expect(await verifyFile(file, undefined)).toMatchObject({ kind: 'true' });
  const fresh = JSON.stringify(await optIn(ledger, before.business, '+14155550169'));
  expect(await verifyFile(fresh, await publishedKeys(server, fresh))).toMatchObject({
    kind: 'true',
    origin: 'ledger.example/log/2',
  });
});

test('there is nothing to recover twice', async () => {
  const recovery = await recoveryOf(config);
  expect(recovery.state).toBe('recovered');
  await recovery.close();
});

test('a key file from before the succession is refused', async () => {
  const dataFolder = await mkdtemp(join(folder, 'data-'));
  const { successors: _, ...first } = JSON.parse(
    await readFile(join(config.dataFolder, 'keys.json'), 'utf8'),
  );
  await writeFile(join(dataFolder, 'keys.json'), JSON.stringify(first), { mode: 0o600 });
  const journalFolder = join(config.dataFolder, 'journal');
  await expect(startedOn({ ...config, dataFolder, journalFolder })).rejects.toThrow('lacks log:2');
  await copyFile(join(config.dataFolder, 'keys.json'), join(dataFolder, 'keys.json'));
});

test('a name or a confirmation that no record knows is found', async () => {
  const change = (statement: string) => superuser.sql.unsafe(statement);
  await change('alter table log_successions disable trigger all; alter table recoveries disable trigger all');
  await change(`update log_successions set why = 'key_rotated'`);
  expect(await findings()).toEqual(['succession/differs']);
  await change(`update log_successions set why = 'restored'`);
  await change(`insert into recoveries select 'third', begun, record from recoveries limit 1`);
  expect(await findings()).toEqual(['recovery/unrecorded']);
  await change(`delete from recoveries where business = 'third'`);
  expect(await findings()).toEqual([]);
});
