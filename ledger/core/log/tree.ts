// Arithmetic of the tree: where a list of leaves splits, which complete subtrees make up a range, and the
// root of a list of leaf hashes held in memory.
//
// RFC 6962 section 2.1: MTH(D[n]) = node(MTH(D[0:k]), MTH(D[k:n])), k the largest power of two smaller than
// n.
//
// The plain recursion below is the yardstick the fast edge (edge.ts) is tested against. It must stay plain:
// no cache, no shortcut. Sizes and indexes are safe integers; above 2^31 the bit operators of JavaScript lie,
// so none are used.

import { emptyRoot, nodeHash } from './hash.ts';

/** Leaves `start` (included) to `end` (excluded) of a tree; its hash is MTH(D[start:end]). */
export interface LeafRange {
  readonly start: number;
  readonly end: number;
}

/** A complete subtree: node number `index`, from the left, among those of 2^`height` leaves. */
export interface CompleteSubtree {
  readonly height: number;
  readonly index: number;
}

/** Whether `size` can be the number of leaves of a tree here: 0 up to Number.MAX_SAFE_INTEGER. */
export function isTreeSize(size: number): boolean {
  return Number.isSafeInteger(size) && size >= 0;
}

/**
 * Throws unless `size` can be the number of leaves of a tree.
 * @throws RangeError for a negative, fractional or unsafe number
 */
export function assertTreeSize(size: number): void {
  if (!isTreeSize(size)) throw new RangeError('a tree size is a safe integer from 0 up');
}

/** The largest power of two smaller than `count` (k in RFC 6962); `count` is at least 2. */
export function splitPoint(count: number): number {
  let k = 1;
  while (k * 2 < count) k *= 2;
  return k;
}

/** Number of binary digits of `size`: 0 has none, 1 has one, 256 has nine. */
export function bitLength(size: number): number {
  let bits = 0;
  while (2 ** bits <= size) bits += 1;
  return bits;
}

/**
 * The complete subtrees that make up a range, from the left, largest first.
 * @param range a range that is a node of some tree: `start` is a multiple of the largest power of two in its
 * length
 */
export function completeSubtrees(range: LeafRange): CompleteSubtree[] {
  const subtrees: CompleteSubtree[] = [];
  let start = range.start;
  for (let height = bitLength(range.end - start) - 1; start < range.end; height -= 1) {
    const width = 2 ** height;
    if (range.end - start < width) continue;
    subtrees.push({ height, index: start / width });
    start += width;
  }
  return subtrees;
}

/**
 * Hash of the range whose complete subtrees, from the left, have these hashes.
 * @param hashes one or more hashes of 32 bytes, in the order of `completeSubtrees`
 */
export function joinSubtrees(hashes: readonly Uint8Array[]): Uint8Array {
  // The smallest subtrees are joined first: the split point always puts the largest one alone on the left.
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}

/**
 * MTH(D[start:end]) by the recursion of the specification.
 * @param leafHashes hashes of 32 bytes, at least `range.end` of them
 */
export function rangeRoot(leafHashes: readonly Uint8Array[], range: LeafRange): Uint8Array {
  const { start, end } = range;
  const only = leafHashes[start];
  if (only === undefined || end > leafHashes.length || end <= start)
    throw new RangeError('no such range of leaves');
  if (end - start === 1) return only;
  const middle = start + splitPoint(end - start);
  return nodeHash(
    rangeRoot(leafHashes, { start, end: middle }),
    rangeRoot(leafHashes, { start: middle, end }),
  );
}

/** Root of the tree that has exactly these leaf hashes, 32 bytes. */
export function treeRoot(leafHashes: readonly Uint8Array[]): Uint8Array {
  if (leafHashes.length === 0) return emptyRoot();
  return rangeRoot(leafHashes, { start: 0, end: leafHashes.length });
}
