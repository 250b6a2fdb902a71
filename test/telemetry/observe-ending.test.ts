// What ends soon is told to whoever runs the ledger: how many by which rule, and of no one who.

import { expect, test } from 'vitest';
import { createLogger } from '../../ledger/telemetry/logger.ts';
import { createMetrics } from '../../ledger/telemetry/metrics.ts';
import { observeEnding } from '../../ledger/telemetry/observe-ending.ts';

test('each rule is a line of its business, and the metric is the sum of all until another node has the work', async () => {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const metrics = createMetrics();
  const watch = observeEnding(metrics, createLogger({ level: 'info', destination }));
  watch.soon('shop', { 'proof/IN/*': 3, 'look/*/*': 40 });
  watch.soon('other-shop', { 'proof/IN/*': 2 });
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'info', business: 'shop', detail: 'proof/IN/*', count: 3 },
    { business: 'shop', detail: 'look/*/*', count: 40 },
    { business: 'other-shop', detail: 'proof/IN/*', count: 2 },
  ]);
  expect(await metrics.text()).toContain('optmark_retention_soon{rule="proof/IN/*"} 5\n');
  watch.soon('shop', {});
  expect(await metrics.text()).toContain('optmark_retention_soon{rule="proof/IN/*"} 2\n');
  watch.left();
  expect(await metrics.text()).not.toContain('optmark_retention_soon{');
});
