// The ledger's database is away, or does not answer: the caller hears in the words of the flow that nothing
// was recorded, and that is true.

import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApi } from '../../../ledger/http/server/api.ts';
import { createLogger } from '../../../ledger/telemetry/logger.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { type Composed, startedOn } from '../../support/moved-ledger.ts';
import { type FaultProxy, faultProxy } from '../../support/postgres/fault-proxy.ts';
import { outages, pass } from '../../support/postgres/outages.ts';
import { until } from '../../support/until.ts';
import type { Body } from '../requests.ts';
import { type Line, publishedLine, recordsOf } from './line.ts';

let shop: TestLedger;
let proxy: FaultProxy;
let node: Composed;
let app: Hono;
let line: Line;
beforeAll(async () => {
  shop = await testLedger();
  line = await publishedLine(shop);
  proxy = await faultProxy(shop.config.databaseUrl!);
  node = await startedOn({ ...shop.config, databaseUrl: proxy.url });
  app = createApi(node.ledger, { logger: createLogger({ level: 'silent' }) });
});
afterAll(async () => {
  await pass(proxy);
  await node?.close();
  await proxy?.close();
  await shop?.stop();
});

async function ask(body: object): Promise<Body> {
  const answer = await app.request(new URL(line.url).pathname, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${line.secret}` },
    body: JSON.stringify(body),
  });
  return answer.json();
}

/** The node has read the flow, and answers. */
let calls = 0;
async function begun(caller: string): Promise<string> {
  calls += 1;
  const call = `outage-${calls}`;
  await until(async () => (await ask({ call, caller })).result === 'going_on', 'the node answers');
  return call;
}

beforeEach(() => pass(proxy));

test.each(outages)('the database %s: nothing is recorded, and the caller hears so', async (_, begin) => {
  const caller = `+9198765431${String(10 + calls)}`;
  const call = await begun(caller);
  await begin(proxy);
  const heard = await ask({ call, step: '1', digits: '1' });
  expect(heard).toMatchObject({ result: 'not_recorded', ended: true });
  expect(heard.say).not.toMatch(/thank/i);
  const another = await ask({ call: `${call}-new`, caller });
  expect(another).toMatchObject({ result: 'not_recorded', ended: true });
  await pass(proxy);
  // What waited has come to its end.
  await begun('+919876543199');
  expect(await recordsOf(shop, caller)).toEqual([]);
  // The question still stands: a provider that asks again is answered.
  expect(await ask({ call, step: '1', digits: '1' })).toMatchObject({ result: 'recorded' });
  expect(await recordsOf(shop, caller)).toMatchObject([{ kind: 'opt_in' }]);
});

/** From the next commit on, which is kept, nobody hears of it, and nobody reaches the database. */
function loseNextCommit(): void {
  proxy.at = ({ from, bytes }) => {
    if (from !== 'server' || !bytes.includes('COMMIT')) return 'pass';
    proxy.at = () => 'reset';
    void proxy.refuse();
    return 'reset';
  };
}

/** A call whose yes is kept, while its caller hears that it is not. */
async function lostCall(first: number): Promise<{ call: string; caller: string }> {
  for (let n = 0; ; n += 1) {
    const caller = `+9198765432${String(first + n)}`;
    const call = await begun(caller);
    loseNextCommit();
    const heard = await ask({ call, step: '1', digits: '1' });
    await proxy.accept();
    const records = await recordsOf(shop, caller);
    // Else the commit of something else was the next one.
    if (records.length > 0) {
      expect(heard).toMatchObject({ result: 'not_recorded', ended: true });
      return { call, caller };
    }
    await pass(proxy);
  }
}

describe('the database goes away in the midst of a commit that is kept', () => {
  test('its caller hears that nothing is recorded, and the consent is taken back once it is there', async () => {
    const { call, caller } = await lostCall(10);
    expect(await recordsOf(shop, caller)).toMatchObject([{ kind: 'opt_in' }]);
    await pass(proxy);
    const kinds = async () => (await recordsOf(shop, caller)).map(({ kind }) => kind).join();
    await until(async () => (await kinds()) === 'opt_in,opt_out', 'it is taken back');
    const again = await ask({ call, step: '1', digits: '1' });
    expect(again).toMatchObject({ result: 'not_recorded', ended: true });
    expect(await kinds()).toBe('opt_in,opt_out');
  });
});
