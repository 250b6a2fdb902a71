// That people wait to be erased is told to whoever runs the ledger: how many, and of no one who.

import { expect, test } from 'vitest';
import { createLogger } from '../../ledger/telemetry/logger.ts';
import { createMetrics } from '../../ledger/telemetry/metrics.ts';
import { observeRequests } from '../../ledger/telemetry/observe-requests.ts';

test('a line for each business that has one more, none where nothing is new, and the sum of all as a metric', async () => {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const metrics = createMetrics();
  const watch = observeRequests(metrics, createLogger({ level: 'info', destination }));
  const shop = { business: 'shop', count: 2, newest: '0196f3a0-0000-7000-8000-000000000001' };
  const other = { business: 'other-shop', count: 1, newest: '0196f3a0-0000-7000-8000-000000000002' };
  watch.waiting([shop, other]);
  expect(await metrics.text()).toContain('optmark_erasure_requests_waiting 3\n');
  watch.waiting([{ ...shop, count: 1 }, other]);
  expect(lines).toHaveLength(2);
  watch.waiting([{ ...shop, newest: '0196f3a0-0000-7000-8000-000000000003' }, other]);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'warn', business: 'shop', count: 2 },
    { level: 'warn', business: 'other-shop', count: 1 },
    { level: 'warn', business: 'shop', count: 2 },
  ]);
  watch.left();
  expect(await metrics.text()).toContain('optmark_erasure_requests_waiting 0\n');
});
