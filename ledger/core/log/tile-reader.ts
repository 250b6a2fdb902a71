// Hashes of subtrees, computed from tiles.
//
// C2SP tlog-tiles: a complete subtree of height h lies in one tile, at level floor(h / 8), as a run of 2^(h
// mod 8) hashes.
//
// This file believes its tiles. The result is only as true as they are, so it is only ever half of an answer:
// either verify it against a signed root (proof.ts), or rebuild the tree from the entries (audit-tree.ts). A
// reader that checks *some* tiles on the way and calls the rest authentic is how CVE-2026-56865 came about.

import { HASH_BYTES } from './hash.ts';
import { type HashTile, TILE_HEIGHT, TILE_WIDTH, tileWidth } from './tile.ts';
import { type CompleteSubtree, completeSubtrees, joinSubtrees, type LeafRange, treeRoot } from './tree.ts';

/**
 * Where tiles come from: loaded beforehand, because nothing here waits.
 * @returns `width` * 32 bytes (a wider tile may be given, its prefix is used), or undefined when there is
 * none
 */
export type TileSource = (level: number, index: number, width: number) => Uint8Array | undefined;

/** The hash of a range, or the tile that is missing or too short to compute it. */
export type RangeHash =
  | { readonly kind: 'hashed'; readonly hash: Uint8Array }
  | { readonly kind: 'tile-missing'; readonly tile: HashTile };

/**
 * The tiles that the hashes of these ranges are computed from, each once, as wide as in a tree of `size`
 * leaves.
 */
export function tilesForRanges(ranges: readonly LeafRange[], size: number): HashTile[] {
  const tiles = new Map<string, HashTile>();
  for (const subtree of ranges.flatMap(completeSubtrees)) {
    const { tile } = locate(subtree, size);
    tiles.set(`${tile.level}/${tile.index}`, tile);
  }
  return [...tiles.values()];
}

/**
 * MTH of a range of leaves.
 * @param range a node of the tree of `size` leaves, complete or not
 */
export function hashRange(range: LeafRange, size: number, source: TileSource): RangeHash {
  const hashes: Uint8Array[] = [];
  for (const subtree of completeSubtrees(range)) {
    const { tile, offset, count } = locate(subtree, size);
    const bytes = source(tile.level, tile.index, tile.width);
    if (bytes === undefined || bytes.length < tile.width * HASH_BYTES) return { kind: 'tile-missing', tile };
    const run = Array.from({ length: count }, (_, i) => hashAt(bytes, offset + i));
    hashes.push(treeRoot(run));
  }
  return { kind: 'hashed', hash: joinSubtrees(hashes) };
}

/** The run of hashes, inside one tile, whose tree is a complete subtree. */
interface Run {
  readonly tile: HashTile;
  readonly offset: number;
  readonly count: number;
}

function locate(subtree: CompleteSubtree, size: number): Run {
  const level = Math.floor(subtree.height / TILE_HEIGHT);
  const count = 2 ** (subtree.height % TILE_HEIGHT);
  const first = subtree.index * count;
  const index = Math.floor(first / TILE_WIDTH);
  const tile: HashTile = { kind: 'hashes', level, index, width: tileWidth(level, index, size) };
  return { tile, offset: first % TILE_WIDTH, count };
}

function hashAt(tile: Uint8Array, position: number): Uint8Array {
  return tile.subarray(position * HASH_BYTES, (position + 1) * HASH_BYTES);
}
