// A log to test against, built in the plainest way there is: every hash straight from the definition, by
// recursion over slices, with code that shares nothing with the room under test but node:crypto. Leaf i is
// the ASCII text entry-<i>, as in the published tlog-70000 vectors.

import { createPrivateKey, hash, type KeyObject } from 'node:crypto';
import type { TileSource } from '../../../ledger/core/log/tile-reader.ts';

const TILE = 256;

export function sha256(...parts: Uint8Array[]): Buffer {
  return hash('sha256', Buffer.concat(parts), 'buffer');
}

export function entriesOf(size: number): Buffer[] {
  return Array.from({ length: size }, (_, i) => Buffer.from(`entry-${i}`));
}

const knownLeaves: Buffer[] = [];

/** Leaf hashes of the first `size` entries. */
export function leavesOf(size: number): Buffer[] {
  while (knownLeaves.length < size) {
    knownLeaves.push(sha256(Uint8Array.of(0), Buffer.from(`entry-${knownLeaves.length}`)));
  }
  return knownLeaves.slice(0, size);
}

/** MTH by the recursion of RFC 6962, over copies. */
export function naiveRoot(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves;
  if (first === undefined) return sha256();
  if (leaves.length === 1) return first;
  const k = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return sha256(Uint8Array.of(1), naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}

/** PATH by the recursion of RFC 6962 section 2.1.1. */
export function naivePath(m: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length === 1) return [];
  const k = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return m < k
    ? [...naivePath(m, leaves.slice(0, k)), naiveRoot(leaves.slice(k))]
    : [...naivePath(m - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))];
}

/** SUBPROOF by the recursion of RFC 6962 section 2.1.2; PROOF is SUBPROOF with `whole` true. */
export function naiveSubproof(m: number, leaves: readonly Buffer[], whole: boolean): Buffer[] {
  if (m === leaves.length) return whole ? [] : [naiveRoot(leaves)];
  const k = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return m <= k
    ? [...naiveSubproof(m, leaves.slice(0, k), whole), naiveRoot(leaves.slice(k))]
    : [...naiveSubproof(m - k, leaves.slice(k), false), naiveRoot(leaves.slice(0, k))];
}

const knownTiles = new Map<number, Map<string, Buffer>>();

/** All tiles of the first `size` entries by the formula of tlog-tiles, as `level/index` -> bytes. */
export function naiveTiles(size: number): ReadonlyMap<string, Buffer> {
  const known = knownTiles.get(size) ?? buildTiles(size);
  knownTiles.set(size, known);
  return known;
}

function buildTiles(size: number): Map<string, Buffer> {
  const tiles = new Map<string, Buffer>();
  let row = leavesOf(size);
  for (let level = 0; row.length > 0; level += 1) {
    const above: Buffer[] = [];
    for (let index = 0; index * TILE < row.length; index += 1) {
      const hashes = row.slice(index * TILE, (index + 1) * TILE);
      tiles.set(`${level}/${index}`, Buffer.concat(hashes));
      if (hashes.length === TILE) above.push(naiveRoot(hashes));
    }
    row = above;
  }
  return tiles;
}

export function sourceOf(tiles: ReadonlyMap<string, Uint8Array>): TileSource {
  return (level, index) => tiles.get(`${level}/${index}`);
}

/** The Ed25519 private key of the seed that repeats one byte 32 times. For tests only. */
export function testKey(seedByte: number): KeyObject {
  const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
  return createPrivateKey({
    key: Buffer.concat([pkcs8, Buffer.alloc(32, seedByte)]),
    format: 'der',
    type: 'pkcs8',
  });
}

/** The same bytes with one bit turned over. */
export function flipBit(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[Math.floor(bit / 8)]! ^= 1 << (bit % 8);
  return copy;
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
