// A standby that the primary does not wait for takes its place under load. What it has not heard is lost;
// that must be found at once, and never built on.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../ledger/config.ts';
import { createApi } from '../../ledger/http/server/api.ts';
import { publish } from '../../ledger/operations/notice/notices.ts';
import { addBusiness, createApiKey } from '../../ledger/operations/setup/setup.ts';
import { optIn, optOut } from '../operations/filled-ledger.ts';
import { orderUpdates } from '../support/ledger.ts';
import { type Composed, startedOn } from '../support/moved-ledger.ts';
import { type StandbyPair, standbyPair } from '../support/postgres/standby-pair.ts';
import { until } from '../support/until.ts';

let pair: StandbyPair;
let folder: string;
let node: Composed;

beforeAll(async () => {
  pair = await standbyPair();
  folder = await mkdtemp(join(tmpdir(), 'optmark-standby-'));
  node = await startedOn(
    readConfig({ DATABASE_URL: pair.url, OPTMARK_DATA: folder, OPTMARK_ORIGIN: 'ledger.example/log' }),
  );
  await addBusiness(node.ledger, { id: 'acme', name: 'Acme', callingCode: '91' });
  await publish(node.ledger, 'acme', orderUpdates, 'test');
});
afterAll(async () => {
  await node?.close();
  await pair?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('what a standby has not heard is found when it takes over, while the node runs', async () => {
  const { key } = await createApiKey(node.ledger, 'acme', 'gate', ['gate:check']);
  const check = async (recipient: string) => {
    const answer = await createApi(node.ledger).request('/v1/gate/check', {
      method: 'POST',
      body: JSON.stringify({ recipient, purpose: 'shipping_update' }),
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    });
    return { status: answer.status, ...((await answer.json()) as { decision?: string; reasons?: string[] }) };
  };
  const numbers = Array.from({ length: 100 }, (_, i) => `+9198765432${String(i).padStart(2, '0')}`);
  await Promise.all(numbers.map((number) => optIn(node.ledger, 'acme', number)));
  expect(await check(numbers[0]!)).toMatchObject({ decision: 'allow' });
  await pair.cut();

  // Stops are acknowledged one after another until the primary is gone.
  const acknowledged: string[] = [];
  let isOver = false;
  const stopping = (async () => {
    for (const number of numbers) {
      const isStopped = await optOut(node.ledger, 'acme', number).then(
        () => true,
        () => false,
      );
      if (isStopped) acknowledged.push(number);
      if (isOver) return;
    }
  })();
  await until(() => acknowledged.length >= 20, 'stops are acknowledged');
  await pair.failOver();
  isOver = true;
  await stopping;

  await expect.poll(() => node.ledger.readiness()).toMatchObject({ ready: false, why: 'rolled_back' });
  for (const number of acknowledged)
    expect(await check(number)).toMatchObject({ decision: 'deny', reasons: ['rolled_back'] });
  await expect(optOut(node.ledger, 'acme', numbers[99]!)).rejects.toMatchObject({
    code: 'unavailable',
    faults: [{ rule: 'rolled_back' }],
  });
  await node.close();
  const again = await startedOn(
    readConfig({ DATABASE_URL: pair.url, OPTMARK_DATA: folder, OPTMARK_ORIGIN: 'ledger.example/log' }),
  );
  expect(await again.ledger.readiness()).toMatchObject({ ready: false, why: 'rolled_back' });
  await again.close();
});
