import { expect, test } from 'vitest';
import { createLogger } from '../../ledger/telemetry/logger.ts';
import { createMetrics } from '../../ledger/telemetry/metrics.ts';
import { observeForwards } from '../../ledger/telemetry/observe-forwards.ts';

function observed() {
  const metrics = createMetrics();
  const lines: string[] = [];
  const logger = createLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } });
  return { metrics, lines, watch: observeForwards(metrics, logger) };
}

test('attempts are counted by outcome, and no line is written for each', async () => {
  const { metrics, lines, watch } = observed();
  for (const outcome of ['delivered', 'delivered', 'address_refused'] as const) watch.attempted(outcome);
  const text = await metrics.text();
  expect(text).toContain('optmark_forward_attempts_total{outcome="delivered"} 2');
  expect(text).toContain('optmark_forward_attempts_total{outcome="address_refused"} 1');
  expect(lines).toEqual([]);
});

test('what was given up is counted, and logged with its business', async () => {
  const { metrics, lines, watch } = observed();
  watch.gaveUp('fresh-produce', 3);
  expect(await metrics.text()).toContain('optmark_forwards_given_up_total 3');
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'warn', business: 'fresh-produce', count: 3 });
});

test('how much waits, and for how long, is there to be read', async () => {
  const { metrics, watch } = observed();
  watch.waiting(7, 61.5);
  const text = await metrics.text();
  expect(text).toContain('optmark_forwards_waiting 7');
  expect(text).toContain('optmark_forwards_oldest_seconds 61.5');
});

test('trouble is logged without what an error says', () => {
  const { lines, watch } = observed();
  watch.troubled(new Error('of +14155550142 at https://receiver.example/?token=secret'));
  expect(lines[0]).toContain('could not be forwarded');
  expect(lines[0]).not.toMatch(/5550142|secret|receiver/);
});
