// What people say while a list is imported waits for little of it, and nothing of a list is half recorded.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ListRow, readRow } from '../../../ledger/channels/import/row.ts';
import { LedgerError } from '../../../ledger/core/error.ts';
import { importRows, openList, rowsAtOnce } from '../../../ledger/operations/import/import-list.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await testLedger();
});
afterAll(() => ledger.stop());

const row = (at: number): ListRow =>
  readRow({ line: at + 2, cells: { number: `+1415555${String(at).padStart(4, '0')}`, status: 'yes' } });
async function* rowsOf(count: number) {
  for (let at = 0; at < count; at += 100) yield Array.from({ length: 100 }, (_, i) => row(at + i));
}
const opened = () =>
  openList(ledger.ledger, {
    ...{ business: ledger.business, notice: 'order-updates', source: 'Tills in Pune', dryRun: false },
    by: { by: 'operator', id: 'import' },
  });
/** The ledger, with something before its sequencer. */
const around = (submit: (to: Ledger['sequencer']['submit']) => Ledger['sequencer']['submit']): Ledger => {
  const { sequencer } = ledger.ledger;
  return { ...ledger.ledger, sequencer: { ...sequencer, submit: submit(sequencer.submit) } };
};

test('no more rows are under way than two commits take', async () => {
  let [now, most] = [0, 0];
  const counted = around((submit) => async (draft) => {
    now += 1;
    most = Math.max(most, now);
    const outcome = await submit(draft);
    now -= 1;
    return outcome;
  });
  let count = 0;
  for await (const some of importRows(counted, await opened(), rowsOf(1000))) count += some.length;
  expect(count).toBe(1000);
  expect(most).toBeLessThanOrEqual(rowsAtOnce);
});

test('where the ledger can take no more it ends, and the same list goes on from there', async () => {
  let left = 300;
  const full = new LedgerError('overloaded', 'The ledger cannot take more at this moment; try again.');
  const limited = around((submit) => (draft) => {
    left -= 1;
    return left < 0 ? Promise.resolve({ kind: 'refused', error: full }) : submit(draft);
  });
  const list = { ...(await opened()), source: 'Tills in Goa' };
  async function* others() {
    for await (const some of rowsOf(600))
      yield some.map((one) => ({ ...one, ...numbered(one.line) }) as ListRow);
  }
  const read = async (on: Ledger) => {
    const counts: Record<string, number> = {};
    for await (const some of importRows(on, list, others()))
      for (const { verdict } of some) counts[verdict] = (counts[verdict] ?? 0) + 1;
    return counts;
  };
  await expect(read(limited)).rejects.toBe(full);
  expect(await read(ledger.ledger)).toEqual({ known: 300, imported: 300 });
});

const numbered = (line: number) => {
  const number = `+1415556${String(line).padStart(4, '0')}`;
  return { given: number, number };
};
