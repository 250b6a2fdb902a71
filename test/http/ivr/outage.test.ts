// The ledger's database is away, or does not answer: the caller hears in the words of the flow that nothing
// was recorded, and that is true.

import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
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
