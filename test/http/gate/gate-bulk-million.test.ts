import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import type { Body } from '../requests.ts';
import { lines, poured, taken } from './bulk-calls.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await testLedger();
});
afterAll(() => ledger.stop());

test('a million numbers are answered in one request, in flat memory', async () => {
  const million = 1_000_000;
  const { writer, answers } = poured(ledger);
  const heapBefore = process.memoryUsage().rss;
  let peak = 0;
  const writing = (async () => {
    for (let from = 0; from < million; from += 1000) {
      const batch = Array.from({ length: 1000 }, (_, i) => ({
        recipient: `+1415555${String(from + i).padStart(6, '0')}`.slice(0, 12),
        purpose: 'shipping_update',
      }));
      await taken(writer, lines(...batch));
      peak = Math.max(peak, process.memoryUsage().rss - heapBefore);
    }
    writer.end();
  })();
  let last: Body;
  let line = 0;
  for await (const answer of answers) {
    if (answer.done === undefined && answer.line !== line + 1) throw new Error('out of order');
    line = answer.line ?? line;
    last = answer;
  }
  await writing;
  expect(last).toMatchObject({ done: true, lines: million });
  // Answers alone are over 80 MB, questions 50 MB; client and server are both in this process.
  expect(peak).toBeLessThan(400e6);
}, 300_000);
