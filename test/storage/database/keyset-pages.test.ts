import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pages } from '../../../ledger/storage/database/keyset-pages.ts';

async function walk(rows: number[], pageSize: number): Promise<{ seen: number[]; reads: number }> {
  const seen: number[] = [];
  let reads = 0;
  const read = async (after: number) => {
    reads += 1;
    return rows.filter((row) => row > after).slice(0, pageSize);
  };
  for await (const page of pages(pageSize, -1, read, (last) => last)) seen.push(...page);
  return { seen, reads };
}

test('every row comes once, in order, whatever the size of a page', async () => {
  const rows = fc.uniqueArray(fc.nat(500)).map((list) => list.toSorted((a, b) => a - b));
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 1, max: 60 }), async (list, pageSize) => {
      expect((await walk(list, pageSize)).seen).toEqual(list);
    }),
  );
});

test('a short page is known to be the last', async () => {
  expect((await walk([1, 2, 3], 2)).reads).toBe(2);
  expect((await walk([], 2)).reads).toBe(1);
});

test('a row that arrives while paging comes too', async () => {
  const rows = [0, 1, 2];
  const seen: number[] = [];
  const read = async (after: number) => rows.filter((row) => row > after).slice(0, 2);
  for await (const page of pages(2, -1, read, (last) => last)) {
    seen.push(...page);
    if (rows.length === 3) rows.push(3);
  }
  expect(seen).toEqual([0, 1, 2, 3]);
});
