// A million rows of a list in flat memory. Looked at only, since each row that is recorded costs a commit's
// share: what is recorded goes through the same few rows at a time.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listRows } from '../../../ledger/channels/import/list.ts';
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

// What other tests of the same process have left behind counts in its resident set, and not in what it still
// holds after a collection.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
function held(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** What became of so many rows, and how much memory more than before was held at most. */
async function imported(rows: number, dryRun: boolean) {
  const terms = { notice: 'order-updates', source: 'Till staff, paper forms', dryRun };
  const by = { by: 'operator', id: 'import' } as const;
  const opened = await openList(ledger.ledger, { ...terms, business: ledger.business, by });
  const before = held();
  const counts: Record<string, number> = {};
  let peak = 0;
  let seen = 0;
  for await (const some of importRows(ledger.ledger, opened, listRows(list(rows), { mapping: {} }))) {
    for (const { verdict } of some) counts[verdict] = (counts[verdict] ?? 0) + 1;
    // A collection takes a while, so only now and then.
    if (Math.floor((seen + some.length) / (rows / 20)) > Math.floor(seen / (rows / 20)))
      peak = Math.max(peak, held() - before);
    seen += some.length;
  }
  return { counts, peak };
}

/** Bytes: what waits and a cache or two, and less than the text of a million such rows (57 MB). */
const heldMax = 50e6;

test('a million rows are looked at in flat memory', async () => {
  const { counts, peak } = await imported(1_000_000, true);
  expect(counts).toEqual({ imported: 980_000, stopped: 20_000 });
  expect(peak).toBeLessThan(heldMax);
});

test('so are those that are recorded, and those that were', async () => {
  const { counts, peak } = await imported(20_000, false);
  expect(counts).toEqual({ imported: 19_600, stopped: 400 });
  expect(peak).toBeLessThan(heldMax);
  const again = await imported(20_000, false);
  expect(again.counts).toEqual({ known: 20_000 });
  expect(again.peak).toBeLessThan(heldMax);
});
