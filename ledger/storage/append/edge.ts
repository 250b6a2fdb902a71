// The right edge of a stored tree, for a node that does not hold it: the node has just started, or another
// node has appended. Level 0 comes from the entries themselves, each level above from the roots of the full
// tiles below.

import { leafHash } from '../../core/log/hash.ts';
import { partialTilesOf } from '../../core/log/tile.ts';
import type { EdgeHashes } from '../../operations/append/log-store.ts';
import type { Sql } from '../database/connection.ts';
import { inOneFlight } from './in-one-flight.ts';

/**
 * Reads at most 255 hashes a level, in two statements. The caller must check that they give the stored root.
 */
export async function readEdge(sql: Sql, size: number): Promise<EdgeHashes> {
  const partial = partialTilesOf(size);
  const levels: Uint8Array[] = [];
  const [leaves, roots] = await inOneFlight([readLeaves(sql, size), readRoots(sql, partial)]);
  for (const { level } of partial) {
    while (levels.length <= level) levels.push(new Uint8Array());
    levels[level] = Buffer.concat(
      level === 0 ? leaves : roots.filter((row) => row.level === level).map(({ root }) => root),
    );
  }
  return { size, levels };
}

async function readLeaves(sql: Sql, size: number): Promise<Uint8Array[]> {
  const first = size - (size % 256);
  const rows = await sql<{ entry: Buffer }[]>`
    select entry from log_entries where idx >= ${first} and idx < ${size} order by idx`;
  return rows.map(({ entry }) => leafHash(entry));
}

type Partial = ReturnType<typeof partialTilesOf>;

async function readRoots(sql: Sql, partial: Partial): Promise<{ level: number; root: Buffer }[]> {
  const wanted = partial.filter(({ level }) => level > 0);
  if (wanted.length === 0) return [];
  const firsts = wanted.map(({ index }) => index * 256);
  return sql<{ level: number; root: Buffer }[]>`
    select w.level, t.root
    from unnest(
      ${wanted.map(({ level }) => level)}::int[], ${firsts}::bigint[],
      ${wanted.map(({ width }, i) => firsts[i]! + width)}::bigint[]) as w (level, first, beyond)
    join log_tiles t on t.level = w.level - 1 and t.n >= w.first and t.n < w.beyond
    order by w.level, t.n`;
}
