// The log's key is replaced as planned: one tree goes on under the next name, nothing is lost, and a node
// that has not heard of it signs nothing any more.

import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLogClient } from '../../ledger/clients/log-client.ts';
import type { Finding } from '../../ledger/core/audit/finding.ts';
import { LedgerError } from '../../ledger/core/error.ts';
import type { LogName } from '../../ledger/core/log/succession.ts';
import { createApi } from '../../ledger/http/server/api.ts';
import { publishedKeys, verifyFile } from '../../ledger/operations/verify/file.ts';
import { lackingIn } from '../../ledger/operations/verify/running-log.ts';
import type { LogServer } from '../../ledger/operations/verify/sources.ts';
import { verifyLog } from '../../ledger/operations/verify/url.ts';
import { openDatabase } from '../../ledger/storage/database/connection.ts';
import { environmentOf, optmark } from '../cli/run.ts';
import { optIn, optOut } from '../operations/filled-ledger.ts';
import { expectWholeLog } from '../storage/whole-log.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { type Composed, startedOn } from '../support/moved-ledger.ts';
import { findingsIn } from '../support/verifier.ts';

const [ann, ben, cem] = ['+14155550190', '+14155550191', '+14155550192'] as const;

let before: TestLedger;
let node: Composed;
let server: LogServer;
let old: { vkey: string; receipt: string; note: string };
const cleanUp: (() => unknown)[] = [];

beforeAll(async () => {
  before = await testLedger();
  const { ledger, business } = before;
  const receipt = JSON.stringify(await optIn(ledger, business, ann));
  old = { vkey: ledger.keys.vkey, receipt, note: (await ledger.log.latestCheckpoint())!.note };
  // A node appends meanwhile, as fast as it can.
  let appending = true;
  const outcomes: unknown[] = [];
  const busy = (async () => {
    for (let n = 0; appending; n += 1)
      outcomes.push(
        await optIn(ledger, business, `+1415556${String(n).padStart(4, '0')}`).catch((error) => error),
      );
  })();
  const rotated = await optmark(['keys', 'rotate-log'], environmentOf(before));
  appending = false;
  await busy;
  expect(rotated).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('goes on as ledger.example/log/2'),
  });
  for (const one of outcomes)
    if (one instanceof LedgerError) expect(one.faults).toMatchObject([{ rule: 'log_gone_on' }]);

  node = await startedOn(before.config);
  const http = serve({ fetch: createApi(node.ledger).fetch, hostname: '127.0.0.1', port: 0 });
  await new Promise((resolve) => http.once('listening', resolve));
  server = createLogClient(new URL(`http://127.0.0.1:${(http.address() as AddressInfo).port}`));
  cleanUp.push(() => new Promise((resolve) => http.close(resolve)), node.close);
});
afterAll(async () => {
  for (const step of cleanUp) await step();
  await before?.stop();
});

async function ask({ ledger }: Pick<Composed, 'ledger'>, recipient: string) {
  const answer = await createApi(ledger).request('/v1/gate/check', {
    method: 'POST',
    body: JSON.stringify({ recipient, purpose: 'shipping_update' }),
    headers: { authorization: `Bearer ${before.keys.gate}`, 'content-type': 'application/json' },
  });
  return answer.json();
}

async function served(vkey: string, since?: string, from = server) {
  const found: string[] = [];
  const report = ({ what, rule }: Finding) => found.push(`${what}/${rule}`);
  const asked = { server: from, vkey, ...(since !== undefined && { since }) };
  return { ...(await verifyLog(asked, report, () => {})), found };
}

test('a node of before it records nothing, is not ready, and says what to do', async () => {
  await expect(before.ledger.readiness()).resolves.toMatchObject({
    ready: false,
    why: 'log_gone_on',
    detail: expect.stringContaining('gone on as ledger.example/log/2: this node must be started again'),
  });
  await expect(optOut(before.ledger, before.business, ben)).rejects.toMatchObject({ code: 'unavailable' });
  expect(await ask(before, ann)).toMatchObject({ decision: 'deny', reasons: ['log_gone_on'] });
});

test('doctor names that node, and it alone, until it has ended', async () => {
  const nodes = async () => {
    const { code, stdout } = await optmark(['doctor', '--json'], environmentOf(before));
    const checks: { what: string; state: string; says: string }[] = JSON.parse(stdout);
    return { code, failed: checks.filter(({ state }) => state === 'fail') };
  };
  const says = expect.stringMatching(
    /^\S+-\d+-\d+ runs since before ledger\.example\/log\/2 was begun: start it/,
  );
  expect(await nodes()).toEqual({ code: 1, failed: [{ what: 'node', state: 'fail', says }] });
  await before.close();
  await expect.poll(nodes).toEqual({ code: 0, failed: [] });
});

test('a node that is started after it goes on, and every consent counts as before', async () => {
  await expect(node.ledger.readiness()).resolves.toMatchObject({ ready: true });
  expect(await ask(node, ann)).toMatchObject({ decision: 'allow' });
  await optIn(node.ledger, before.business, cem);
  expect(await ask(node, cem)).toMatchObject({ decision: 'allow' });
});

test('the database is one true log', async () => {
  const db = openDatabase({ url: before.config.databaseUrl!, clients: 1 });
  await expectWholeLog(db.sql).finally(() => db.end());
  expect(await findingsIn(before)).toEqual([]);
});

test('a stranger with the old key sees that it signed the size it ends with, and why', async () => {
  const { found, goneOn, begun } = await served(old.vkey, old.note);
  expect(found).toEqual([]);
  expect(goneOn).toBe(true);
  expect(begun).toMatchObject([{ why: 'key_rotated', kept: { origin: 'ledger.example/log' } }]);
  expect(begun[0]!.seen).toBeUndefined();
  const [first, second] = (await server.names()) as [LogName, LogName];
  expect(first.last).toContain(`ledger.example/log\n${first.upTo}\n`);
  const saying = (last: string) =>
    served(old.vkey, undefined, { ...server, names: async () => [{ ...first, last }, second] });
  expect((await saying(old.note)).found).toEqual(['checkpoint/signature']);
  const forged = first.last!.replace(/\n\u2014 .*/s, (line) => `${line.slice(0, -9)}AAAAAA==\n`);
  expect((await saying(forged)).found).toEqual(['checkpoint/signature']);
  const lacking = (lacks: 'last' | 'upTo') =>
    served(old.vkey, undefined, {
      ...server,
      names: async () => [{ ...first, [lacks]: undefined } as LogName, second],
    });
  expect((await lacking('last')).found).toEqual(['succession/unsigned']);
  expect((await lacking('upTo')).found).toContain('succession/endless');
});

test('receipts of before and after are true, and the log holds their entries', async () => {
  const fresh = JSON.stringify(await optIn(node.ledger, before.business, ben));
  for (const [text, origin] of [
    [old.receipt, 'ledger.example/log'],
    [fresh, 'ledger.example/log/2'],
  ] as const) {
    const verdict = await verifyFile(text, await publishedKeys(server, text));
    if (verdict.kind !== 'true') throw new Error(JSON.stringify(verdict));
    expect(verdict.origin).toBe(origin);
    expect(await lackingIn(server, verdict.receipt)).toBeUndefined();
  }
});

test('a second rotation takes the third name', async () => {
  await node.close();
  const again = await optmark(['keys', 'rotate-log'], environmentOf(before));
  expect(again.stdout).toContain('goes on as ledger.example/log/3');
  const third = await startedOn(before.config);
  expect(third.ledger.names.map(({ upTo }) => upTo !== undefined)).toEqual([true, true, false]);
  await third.close();
});
