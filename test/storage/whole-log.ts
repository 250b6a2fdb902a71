// Recomputes a stored log from its entries alone and compares everything else with it: what must hold after
// any test step, whatever went wrong in it.

import { expect } from 'vitest';
import { leafHash } from '../../ledger/core/log/hash.ts';
import { rangeRoot, treeRoot } from '../../ledger/core/log/tree.ts';
import type { Sql } from '../../ledger/storage/database/connection.ts';

/** Resolves to the size. */
export async function expectWholeLog(sql: Sql): Promise<number> {
  const [head] = await sql<{ size: number; root: Buffer }[]>`select size, root from log_head`;
  const entries = await sql<
    { idx: number; entry: Buffer }[]
  >`select idx, entry from log_entries order by idx`;
  expect(entries.map(({ idx }) => idx)).toEqual(entries.map((_, i) => i));
  expect(head!.size).toBe(entries.length);
  const leaves = entries.map(({ entry }) => leafHash(entry));
  expect(head!.root.equals(treeRoot(leaves))).toBe(true);
  await expectCheckpoints(sql, leaves);
  await expectTiles(sql, leaves);
  await expectOneRowARecord(sql);
  return head!.size;
}

async function expectCheckpoints(sql: Sql, leaves: Uint8Array[]): Promise<void> {
  const rows = await sql<
    { size: number; root: Buffer }[]
  >`select size, root from log_checkpoints order by size`;
  expect(rows.at(-1)?.size ?? 0).toBe(leaves.length);
  for (const { size, root } of rows) expect(root.equals(treeRoot(leaves.slice(0, size)))).toBe(true);
}

async function expectTiles(sql: Sql, leaves: Uint8Array[]): Promise<void> {
  const tiles = await sql<{ level: number; n: number; hashes: Buffer; root: Buffer }[]>`
    select level, n, hashes, root from log_tiles order by level, n`;
  const expected: string[] = [];
  for (let span = 256, level = 0; span <= leaves.length; span *= 256, level += 1) {
    for (let n = 0; (n + 1) * span <= leaves.length; n += 1) expected.push(`${level}/${n}`);
  }
  expect(tiles.map(({ level, n }) => `${level}/${n}`)).toEqual(expected);
  for (const { level, n, hashes, root } of tiles) {
    const span = 256 ** level;
    const inner = Array.from({ length: 256 }, (_, i) => {
      const start = (n * 256 + i) * span;
      return rangeRoot(leaves, { start, end: start + span });
    });
    expect(hashes.equals(Buffer.concat(inner))).toBe(true);
    expect(root.equals(treeRoot(inner))).toBe(true);
  }
}

async function expectOneRowARecord(sql: Sql): Promise<void> {
  const [odd] = await sql<{ count: number }[]>`
    select count(*) from log_entries e full join sealed_records r on r.idx = e.idx
    where e.idx is null or r.idx is null or r.tree_size <= r.idx`;
  expect(odd!.count).toBe(0);
}
