// A node under load on a network that fails at random: nothing that was acknowledged is lost, nothing is left
// pending, nothing reaches the last line of defence, and the log is true.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { get } from '../http/requests.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';
import { type Fate, type FaultProxy, faultProxy } from '../support/postgres/fault-proxy.ts';
import { environmentOf, optmark } from './run.ts';
import { type Serving, serve } from './serving.ts';

const fates: Fate[] = ['reset', 'close', 'reset after', 'close after'];
const rounds = 60;
const callers = 16;

let ledger: TestLedger;
let proxy: FaultProxy;
let node: Serving;

beforeAll(async () => {
  ledger = await testLedger();
  proxy = await faultProxy(ledger.config.databaseUrl!);
  node = await serve({
    ...environmentOf(ledger),
    DATABASE_URL: proxy.url,
    OPTMARK_LOG_LEVEL: 'silent',
    PORT: '0',
  });
});
afterAll(async () => {
  node?.child.kill('SIGKILL');
  await node?.end;
  await proxy?.close();
  await ledger?.stop();
});

/** The same numbers in each run (mulberry32). */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) % 1_000_000) % below;
  };
}

type Written = { record: string; leaf_index: number };

/** One call of somebody; the same request each time it is made. */
async function optOut(call: number): Promise<Written | number> {
  const answer = await fetch(`${node.url}/v1/opt-outs`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${ledger.keys.ingest}`,
      'content-type': 'application/json',
      'idempotency-key': `call-${call}`,
    },
    body: JSON.stringify({ number: `+1415555${1000 + (call % 9000)}`, channel: 'ivr' }),
  });
  const body = await answer.text();
  return answer.status === 201 ? (JSON.parse(body) as Written) : answer.status;
}

/** Cuts, resets and refuses for a few seconds. */
async function disturb(random: (below: number) => number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const fate = fates[random(fates.length)] as Fate;
    let left = 1 + random(80);
    proxy.at = () => (--left === 0 ? fate : 'pass');
    if (random(6) === 0) proxy.all('reset');
    if (random(12) === 0) {
      await proxy.refuse();
      proxy.all('reset');
      await new Promise((done) => setTimeout(done, 50));
      await proxy.accept();
    }
    await new Promise((done) => setTimeout(done, random(100)));
  }
  proxy.at = () => 'pass';
}

test('loses nothing that it acknowledged, and answers everything', async () => {
  const acknowledged = new Map<number, Written>();
  const refused = new Set<number>();
  let over = false;
  let calls = 0;
  const caller = async () => {
    while (!over) {
      const call = calls++;
      // As a caller should: the same request with the same key, until it is taken.
      for (let answer: Written | number = 0; typeof answer === 'number'; ) {
        answer = await optOut(call);
        if (typeof answer === 'number') refused.add(answer);
        else acknowledged.set(call, answer);
      }
    }
  };
  const reader = async (path: string) => {
    while (!over) refused.add((await fetch(`${node.url}${path}`)).status);
  };
  const work = [
    ...Array.from({ length: callers }, caller),
    ...['/log/checkpoint', '/readyz', '/log/keys.json'].map(reader),
  ];
  await disturb(seeded(20_261_130));
  over = true;
  await Promise.all(work);

  expect(refused.isSubsetOf(new Set([200, 404, 503]))).toBe(true);
  expect(refused).toContain(503);
  // Each at a place of its own, and there again when it is repeated.
  const places = new Set([...acknowledged.values()].map(({ leaf_index }) => leaf_index));
  expect(places.size).toBe(acknowledged.size);
  for (const [call, { record, leaf_index }] of acknowledged)
    if (call % 10 === 0) expect(await optOut(call)).toMatchObject({ record, leaf_index });
  const metrics = await (await get(`${node.url}/metrics`, ledger.keys.admin)).text();
  expect(metrics.split('\n').filter((line) => line.startsWith('optmark_unhandled_total{'))).toEqual([]);
  const verdict = await optmark(['verify', '--database', '--json'], environmentOf(ledger));
  expect(verdict.code).toBe(0);
  expect(JSON.parse(verdict.stdout).entries).toBeGreaterThanOrEqual(acknowledged.size);
});
