// A copy elsewhere follows the change feed while the nodes of the ledger are killed under it: it has every
// change, once and in the order of the log, and each stop's time of being told is kept.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiKey } from '../../ledger/operations/setup/setup.ts';
import { type Change, followChanges } from '../../ledger/sdk/gate.ts';
import { environmentOf, optmark } from '../cli/run.ts';
import { type Serving, serve } from '../cli/serving.ts';
import { get, ivrOptIn, post } from '../http/requests.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { until } from '../support/until.ts';

const callers = 2;
const kills = 3;
/** Between two kills so many records are acknowledged, and so many changes followed. */
const between = 40;
const patienceMs = 120_000;

type Written = { record: string; leaf_index: number };

let ledger: TestLedger;
let key: string;
const nodes: Serving[] = [];

const start = () => serve({ ...environmentOf(ledger), OPTMARK_LOG_LEVEL: 'silent', PORT: '0' });

beforeAll(async () => {
  ledger = await testLedger();
  key = (await createApiKey(ledger.ledger, ledger.business, 'crm', ['changes:read'])).key;
  nodes.push(await start(), await start());
});
afterAll(async () => {
  for (const { child } of nodes) child.kill('SIGKILL');
  await Promise.all(nodes.map(({ end }) => end));
  await ledger?.stop();
});

const acknowledged = new Map<number, Written>();
let isOver = false;

/** The same request each time it is made; undefined: nobody has answered it. */
async function write(call: number, url: string): Promise<Written | undefined> {
  const number = `+9198765${String(20_000 + (call % 500)).padStart(5, '0')}`;
  const [path, body] =
    call % 3 === 0 ? ['/v1/opt-outs', { number, channel: 'ivr' }] : ['/v1/opt-ins', ivrOptIn(number)];
  try {
    const named = { 'idempotency-key': `call-${call}` };
    const answer = await post(`${url}${path}`, ledger.keys.ingest, body as object, named);
    const written = (await answer.json()) as Written;
    return answer.status === 201 ? written : undefined;
  } catch {
    return undefined;
  }
}

let calls = 0;
async function caller(of: number): Promise<void> {
  while (!isOver) {
    const call = calls;
    calls += 1;
    // As a caller should: the same request with the same key, at the other node where one does not answer.
    for (let at = of; !acknowledged.has(call); at += 1) {
      const written = await write(call, nodes[at % nodes.length]!.url);
      if (written !== undefined) acknowledged.set(call, written);
    }
  }
}

/** What the copy keeps: a change and its cursor together, as one transaction would. */
const kept: { changes: Change[]; cursor: string | undefined; size: number } = {
  ...{ changes: [], cursor: undefined, size: 0 },
};
let switched = 0;

/** Follows at one node until that fails it, and goes on at the other. */
async function follow(stop: AbortSignal): Promise<void> {
  for (let at = 0; !stop.aborted; at += 1) {
    const trouble = new AbortController();
    const feed = followChanges({
      ...{ url: nodes[at % nodes.length]!.url, key, follower: 'crm', since: kept.cursor },
      ...{ signal: AbortSignal.any([stop, trouble.signal]), waitSeconds: 2 },
      onTrouble: () => trouble.abort(),
    });
    for await (const line of feed) {
      if (line.row === 'end') kept.size = line.tree_size;
      else kept.changes.push(line);
      kept.cursor = line.cursor;
    }
    switched += 1;
  }
}

test('misses nothing and hears nothing twice, while nodes are killed and started again', async () => {
  const stop = new AbortController();
  const following = follow(stop.signal);
  const calling = Array.from({ length: callers }, (_, of) => caller(of));
  const goesOn = async () => {
    const [written, followed] = [acknowledged.size + between, kept.changes.length + between];
    const isOn = () => acknowledged.size >= written && kept.changes.length >= followed;
    await until(isOn, 'records and their followers go on', patienceMs);
  };
  await goesOn();
  for (let kill = 0; kill < kills; kill += 1) {
    const node = nodes[kill % nodes.length]!;
    node.child.kill('SIGKILL');
    await node.end;
    // The other one alone; then a new one beside it.
    await goesOn();
    nodes[kill % nodes.length] = await start();
    await goesOn();
  }
  isOver = true;
  await Promise.all(calling);
  const last = Math.max(...[...acknowledged.values()].map(({ leaf_index }) => leaf_index));
  await until(() => kept.size > last, 'all of it was followed', patienceMs);

  expect(switched).toBeGreaterThan(0);
  const inOrder = [...acknowledged.values()].toSorted((a, b) => a.leaf_index - b.leaf_index);
  expect(kept.changes.map(({ record }) => record)).toEqual(inOrder.map(({ record }) => record));

  // It asked on behind the last of them, so it has every stop; and says when it had each.
  const url = nodes[0]!.url;
  const lacks = async () =>
    (await (await get(`${url}/v1/changes/followers`, ledger.keys.audit)).json()) as {
      followers: { untold: number }[];
    };
  await until(
    async () => (await lacks()).followers.every(({ untold }) => untold === 0),
    'it has all',
    patienceMs,
  );
  stop.abort();
  await following;
  const stops = [...acknowledged].filter(([call]) => call % 3 === 0).map(([, written]) => written);
  expect(stops.length).toBeGreaterThan(0);
  const some = stops.toSorted((a, b) => a.leaf_index - b.leaf_index);
  let before = '';
  for (const { record } of some.filter((_, i) => i % Math.ceil(some.length / 40) === 0)) {
    const answer = await get(`${url}/v1/records/${record}/told`, ledger.keys.audit);
    const { told } = (await answer.json()) as { told: { follower: string; told_at: string }[] };
    expect(told).toEqual([expect.objectContaining({ follower: 'crm', told_at: expect.any(String) })]);
    // In the order of the log.
    expect(told[0]!.told_at >= before).toBe(true);
    before = told[0]!.told_at;
  }
  const verdict = await optmark(['verify', '--database', '--json'], environmentOf(ledger));
  expect(verdict.code).toBe(0);
});
