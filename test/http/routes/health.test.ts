import { expect, test } from 'vitest';
import { createApi } from '../../../ledger/http/api.ts';
import { readyWaitMs } from '../../../ledger/http/server/limits.ts';
import type { LogReader } from '../../../ledger/operations/ports.ts';
import { createLogger } from '../../../ledger/telemetry/logger.ts';
import { bareLedger } from '../bare-ledger.ts';
import { expectProblem } from '../requests.ts';

const logger = createLogger({ level: 'silent' });
const apiWith = (latestCheckpoint: LogReader['latestCheckpoint']) => {
  const bare = bareLedger();
  return createApi({ ...bare, log: { ...bare.log, latestCheckpoint } }, { logger });
};

test('a database that fails is alive but not ready', async () => {
  const app = apiWith(() => Promise.reject(new Error('connect ECONNREFUSED')));
  expect((await app.request('/healthz')).status).toBe(200);
  const answer = await app.request('/readyz');
  expect(answer.headers.get('retry-after')).toBe('1');
  const problem = await expectProblem(answer, 'unavailable');
  expect(JSON.stringify(problem)).not.toContain('ECONNREFUSED');
});

test('a database that hangs is not ready, and says so in time', async () => {
  const app = apiWith(() => new Promise(() => {}));
  const started = performance.now();
  await expectProblem(app.request('/readyz'), 'unavailable');
  expect(performance.now() - started).toBeLessThan(readyWaitMs * 3);
});

test('an empty log is ready', async () => {
  expect(await (await apiWith(async () => undefined).request('/readyz')).json()).toEqual({
    ready: true,
    tree_size: 0,
  });
});

test('metrics are text in the Prometheus format', async () => {
  const answer = await apiWith(async () => undefined).request('/metrics');
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const text = await answer.text();
  expect(text).toContain('optmark_queue_records 0');
  expect(text).toContain('process_resident_memory_bytes');
});

test('requests are counted by the pattern of their route, never by their path', async () => {
  const app = apiWith(async () => undefined);
  await app.request('/v1/records/019aad2c-7e11-7c3b-9a52-5d1f2c0b7a10');
  await app.request('/no/such/+919876543210');
  const text = await (await app.request('/metrics')).text();
  expect(text).toContain('route="/v1/records/{id}",method="GET",status="401"');
  expect(text).toContain('route="none",method="any",status="404"');
  expect(text).not.toMatch(/019aad2c|9876543210/);
});
