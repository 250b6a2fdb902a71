import { expect, test } from 'vitest';
import { LedgerError } from '../../../ledger/core/error.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { cacheSetup } from '../../../ledger/operations/setup/cached.ts';
import type { SetupStore } from '../../../ledger/operations/setup/store.ts';
import { createLogger } from '../../../ledger/telemetry/logger.ts';
import { apiOfThisFile } from '../api.ts';
import { expectProblem } from '../requests.ts';

const logger = createLogger({ level: 'silent' });
const api = apiOfThisFile({ logger });
const onTime = { aheadMs: 0, logAheadMs: 0 };
const apiWith = (readiness: Ledger['readiness']) => api.with({ readiness, clock: onTime });
const ready = async () => ({ ready: true, treeSize: 0 }) as const;

test('a node that cannot do its work is alive but not ready, and says why in one word', async () => {
  const app = apiWith(async () => ({ ready: false, why: 'disk_full', detail: 'its disk is full (53100)' }));
  const alive = await app.request('/healthz');
  expect([alive.status, await alive.text()]).toEqual([200, 'ok\n']);
  const answer = await app.request('/readyz');
  expect(answer.headers.get('retry-after')).toBe('1');
  const problem = await expectProblem(answer, 'unavailable');
  expect(problem).toMatchObject({ detail: 'Not ready: disk_full.', errors: [{ rule: 'disk_full' }] });
});

test('an empty log is ready', async () => {
  expect(await (await apiWith(ready).request('/readyz')).json()).toEqual({
    ready: true,
    tree_size: 0,
    clock_ahead_ms: 0,
    log_ahead_ms: 0,
    opt_ins: 'taken',
  });
});

test.each([
  ['this node’s', { aheadMs: -5_001, logAheadMs: 0 }],
  ['the log’s', { aheadMs: 0, logAheadMs: 5_001 }],
])('a node that takes stops alone, for %s clock, says so in one word', async (_, clock) => {
  const app = api.with({ clock });
  expect(await (await app.request('/readyz')).json()).toMatchObject({ opt_ins: 'clocks_disagree' });
});

type App = ReturnType<typeof apiWith>;
const metricsOf = async (app: App, key = api.ledger.keys.admin) =>
  app.request('/metrics', { headers: { authorization: `Bearer ${key}` } });

test('metrics are for holders of a key of their own: they tell how much each business does', async () => {
  await expectProblem(apiWith(ready).request('/metrics'), 'unauthenticated');
  for (const name of ['ingest', 'gate', 'audit'] as const)
    await expectProblem(metricsOf(apiWith(ready), api.ledger.keys[name]), 'forbidden');
});

test('metrics are shown while the database is gone, to a key that was known before', async () => {
  const { setup } = api.ledger.ledger;
  let isGone = false;
  let elapsed = 0;
  const store: SetupStore = {
    ...setup,
    apiKey: async (hash) => {
      if (isGone) throw new LedgerError('unavailable', 'gone');
      return setup.apiKey(hash);
    },
  };
  const app = api.with({ setup: cacheSetup(store, () => elapsed) });
  expect((await metricsOf(app)).status).toBe(200);
  isGone = true;
  elapsed = 3_600_000;
  expect((await metricsOf(app)).status).toBe(200);
  await expectProblem(metricsOf(app, 'om_qR7tYzL0aKcVbNmXsWdEfGhJkLpOiUyT'), 'unavailable');
});

test('metrics are text in the Prometheus format', async () => {
  const answer = await metricsOf(apiWith(ready));
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const text = await answer.text();
  expect(text).toContain('optmark_queue_records 0');
  expect(text).toContain('process_resident_memory_bytes');
});

test('requests are counted by the pattern of their route, never by their path', async () => {
  const app = apiWith(ready);
  await app.request('/v1/records/019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10');
  await app.request('/no/such/+919876543210');
  const text = await (await metricsOf(app)).text();
  expect(text).toContain('route="/v1/records/{id}",method="GET",status="401"');
  expect(text).toContain('route="none",method="any",status="404"');
  expect(text).not.toMatch(/019aad2c|9876543210/);
});
