// A million rows of a list in flat memory. Looked at only, since each row that is recorded costs a commit's
// share: what is recorded goes through the same few rows at a time.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRow } from '../../../ledger/channels/import/row.ts';
import { tableRows } from '../../../ledger/channels/import/table.ts';
import { importRows, openList } from '../../../ledger/operations/import/import-list.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await testLedger();
});
afterAll(() => ledger.stop());

async function* list(rows: number): AsyncGenerator<Buffer> {
  yield Buffer.from('number,status,collected_at,wording\n');
  for (let at = 0; at < rows; at += 1000) {
    const some = Array.from({ length: 1000 }, (_, i) => {
      const number = `+91987${String(at + i).padStart(7, '0')}`;
      return `${number},${i % 50 === 0 ? 'unsubscribed' : 'subscribed'},2024-05-01,"Yes, order updates"\n`;
    });
    yield Buffer.from(some.join(''));
  }
}

/** What became of so many rows, how fast, and how much memory more than before was held at most. */
async function imported(rows: number, dryRun: boolean) {
  const terms = { notice: 'order-updates', source: 'Till staff, paper forms', dryRun };
  const by = { by: 'operator', id: 'import' } as const;
  const opened = await openList(ledger.ledger, { ...terms, business: ledger.business, by });
  async function* read() {
    for await (const some of tableRows(list(rows), { mapping: {} })) yield some.map((row) => readRow(row));
  }
  const before = process.memoryUsage().rss;
  const counts: Record<string, number> = {};
  let peak = 0;
  for await (const some of importRows(ledger.ledger, opened, read())) {
    for (const { verdict } of some) counts[verdict] = (counts[verdict] ?? 0) + 1;
    peak = Math.max(peak, process.memoryUsage().rss - before);
  }
  return { counts, peak };
}

test('a million rows are looked at in flat memory', async () => {
  const { counts, peak } = await imported(1_000_000, true);
  expect(counts).toEqual({ imported: 980_000, stopped: 20_000 });
  expect(peak).toBeLessThan(300e6);
}, 300_000);

test('so are those that are recorded, and those that were', async () => {
  const { counts, peak } = await imported(20_000, false);
  expect(counts).toEqual({ imported: 19_600, stopped: 400 });
  expect(await imported(20_000, false)).toMatchObject({ counts: { known: 20_000 } });
  expect(peak).toBeLessThan(300e6);
}, 300_000);
