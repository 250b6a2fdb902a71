// Inclusion and consistency proofs: which hashes they hold, making them from tiles, and verifying them.
//
// RFC 6962 sections 2.1.1 (PATH) and 2.1.2 (SUBPROOF) say what a proof holds; RFC 9162 sections 2.1.3.2 and
// 2.1.4.2 give the verification followed here step by step.
//
// A verifier never throws on what a stranger sends, never takes a hash too many, and never trusts a tile: it
// is given hashes and a root that a signature has vouched for. Making a proof from tiles proves nothing by
// itself.

import { emptyRoot, HASH_BYTES, nodeHash, sameHash } from './hash.ts';
import { type LogRefused, refused } from './refusal.ts';
import type { HashTile } from './tile.ts';
import { hashRange, type RangeHash, type TileSource, tilesForRanges } from './tile-reader.ts';
import { isTreeSize, type LeafRange, splitPoint } from './tree.ts';

/** No tree of up to 2^63 leaves needs more hashes; C2SP tlog-witness caps proofs here as well. */
export const MAX_PROOF_HASHES = 63;

/** "This leaf is entry `index` of the tree of `size` leaves whose root is `root`." */
export interface InclusionClaim {
  readonly leafHash: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly root: Uint8Array;
  /** Leaf's sibling first. */
  readonly proof: readonly Uint8Array[];
}

/** "The tree of `newSize` leaves begins with the leaves of the tree of `oldSize`." */
export interface ConsistencyClaim {
  readonly oldSize: number;
  readonly oldRoot: Uint8Array;
  readonly newSize: number;
  readonly newRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

export type VerifyResult = { readonly kind: 'verified' } | LogRefused;

/** A proof, the tile that is missing to make it, or a refusal of the numbers asked about. */
export type ProofResult =
  | { readonly kind: 'proved'; readonly proof: Uint8Array[] }
  | { readonly kind: 'tile-missing'; readonly tile: HashTile }
  | LogRefused;

/**
 * The subtrees whose hashes make the inclusion proof of leaf `index` in a tree of `size`, leaf's sibling
 * first.
 * @throws RangeError when there is no such leaf
 */
export function nodesForInclusion(index: number, size: number): LeafRange[] {
  if (refuseLeaf(index, size) !== undefined) throw new RangeError('no such leaf');
  const nodes: LeafRange[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitPoint(end - start);
    if (index < middle) {
      nodes.push({ start: middle, end });
      end = middle;
    } else {
      nodes.push({ start, end: middle });
      start = middle;
    }
  }
  return nodes.reverse();
}

/**
 * The subtrees whose hashes make the consistency proof from `oldSize` to `newSize`, in proof order; none from
 * size 0.
 * @throws RangeError unless 0 <= oldSize <= newSize: the walk below would never end
 */
export function nodesForConsistency(oldSize: number, newSize: number): LeafRange[] {
  if (refuseSizes(oldSize, newSize) !== undefined) throw new RangeError('no such pair of sizes');
  if (oldSize === 0) return [];
  const nodes: LeafRange[] = [];
  let [start, end] = [0, newSize];
  while (end !== oldSize) {
    const middle = start + splitPoint(end - start);
    if (oldSize <= middle) {
      nodes.push({ start: middle, end });
      end = middle;
    } else {
      nodes.push({ start, end: middle });
      start = middle;
    }
  }
  // Reached without ever going right, this subtree is the old tree itself, whose root the verifier already
  // has.
  if (start > 0) nodes.push({ start, end });
  return nodes.reverse();
}

/**
 * The tiles to load before `proveInclusion`, at the widths they have at `size`; none for what it will refuse.
 */
export function tilesForInclusion(index: number, size: number): HashTile[] {
  return refuseLeaf(index, size) ? [] : tilesForRanges(nodesForInclusion(index, size), size);
}

/**
 * The tiles to load before `proveConsistency`, at the widths they have at `newSize`; none for what it will
 * refuse.
 */
export function tilesForConsistency(oldSize: number, newSize: number): HashTile[] {
  return refuseSizes(oldSize, newSize) ? [] : tilesForRanges(nodesForConsistency(oldSize, newSize), newSize);
}

/** The inclusion proof of leaf `index` in the tree of `size` leaves. The tiles are believed. */
export function proveInclusion(index: number, size: number, source: TileSource): ProofResult {
  return inclusionProver(size, source)(index);
}

/** The same for many leaves of one tree: hashes that their proofs share are computed once. */
export function inclusionProver(size: number, source: TileSource): (index: number) => ProofResult {
  const known = new Map<string, RangeHash>();
  const hashOf = (range: LeafRange) => {
    const name = `${range.start}-${range.end}`;
    const hash = known.get(name) ?? hashRange(range, size, source);
    known.set(name, hash);
    return hash;
  };
  return (index) => refuseLeaf(index, size) ?? hashAll(nodesForInclusion(index, size), hashOf);
}

/**
 * The consistency proof between two sizes; empty from size 0 and between equal sizes. The tiles are believed.
 */
export function proveConsistency(oldSize: number, newSize: number, source: TileSource): ProofResult {
  return (
    refuseSizes(oldSize, newSize) ??
    hashAll(nodesForConsistency(oldSize, newSize), (range) => hashRange(range, newSize, source))
  );
}

function hashAll(ranges: readonly LeafRange[], hashOf: (range: LeafRange) => RangeHash): ProofResult {
  const proof: Uint8Array[] = [];
  for (const range of ranges) {
    const result = hashOf(range);
    if (result.kind === 'tile-missing') return result;
    proof.push(result.hash);
  }
  return { kind: 'proved', proof };
}

/** Whether the claim holds. RFC 9162 section 2.1.3.2. */
export function verifyInclusion(claim: InclusionClaim): VerifyResult {
  const { leafHash, index, size, root, proof } = claim;
  const malformed = refuseLeaf(index, size) ?? refuseHashes([leafHash, root], proof);
  if (malformed !== undefined) return malformed;

  let [fn, sn] = [index, size - 1];
  let hash = leafHash;
  for (const sibling of proof) {
    if (sn === 0) return refused('proof-wrong-length');
    if (isOdd(fn) || fn === sn) {
      hash = nodeHash(sibling, hash);
      [fn, sn] = skipUnpaired(fn, sn);
    } else {
      hash = nodeHash(hash, sibling);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  if (sn !== 0) return refused('proof-wrong-length');
  return sameHash(hash, root) ? { kind: 'verified' } : refused('root-mismatch');
}

/**
 * Whether the claim holds. RFC 9162 section 2.1.4.2.
 *
 * From size 0 every tree is consistent, so that claim says nothing about the new tree; it is verified only
 * with the empty root and an empty proof.
 */
export function verifyConsistency(claim: ConsistencyClaim): VerifyResult {
  const { oldSize, oldRoot, newSize, newRoot, proof } = claim;
  const malformed = refuseSizes(oldSize, newSize) ?? refuseHashes([oldRoot, newRoot], proof);
  if (malformed !== undefined) return malformed;
  if (oldSize === 0 && !sameHash(oldRoot, emptyRoot())) return refused('root-mismatch');
  if (oldSize === 0 || oldSize === newSize) return verifyTrivially(claim);
  return verifyGrowth(claim);
}

function verifyTrivially({ oldSize, oldRoot, newSize, newRoot, proof }: ConsistencyClaim): VerifyResult {
  if (proof.length > 0) return refused('proof-wrong-length');
  if (oldSize === newSize && !sameHash(oldRoot, newRoot)) return refused('root-mismatch');
  return { kind: 'verified' };
}

function verifyGrowth({ oldSize, oldRoot, newSize, newRoot, proof }: ConsistencyClaim): VerifyResult {
  let [fn, sn] = [oldSize - 1, newSize - 1];
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)];
  // An old tree of a power of two is itself the first node; the proof leaves it out because the verifier has
  // it.
  const [first, ...rest] = fn === 0 ? [oldRoot, ...proof] : proof;
  if (first === undefined) return refused('proof-wrong-length');

  let [oldHash, newHash] = [first, first];
  for (const node of rest) {
    if (sn === 0) return refused('proof-wrong-length');
    if (isOdd(fn) || fn === sn) {
      oldHash = nodeHash(node, oldHash);
      newHash = nodeHash(node, newHash);
      [fn, sn] = skipUnpaired(fn, sn);
    } else {
      newHash = nodeHash(newHash, node);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  if (sn !== 0) return refused('proof-wrong-length');
  return sameHash(oldHash, oldRoot) && sameHash(newHash, newRoot)
    ? { kind: 'verified' }
    : refused('root-mismatch');
}

// Up past the heights at which the node has no sibling, because it is the last of its row.
function skipUnpaired(fn: number, sn: number): [number, number] {
  let [node, last] = [fn, sn];
  while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
  return [node, last];
}

function refuseHashes(roots: readonly Uint8Array[], proof: readonly Uint8Array[]): LogRefused | undefined {
  if (proof.length > MAX_PROOF_HASHES) return refused('proof-too-long');
  const whole = [...roots, ...proof].every((hash) => hash.length === HASH_BYTES);
  return whole ? undefined : refused('hash-not-32-bytes');
}

function refuseLeaf(index: number, size: number): LogRefused | undefined {
  if (!isTreeSize(size)) return refused('size-out-of-range');
  const inside = Number.isSafeInteger(index) && index >= 0 && index < size;
  return inside ? undefined : refused('index-outside-tree');
}

function refuseSizes(oldSize: number, newSize: number): LogRefused | undefined {
  if (!isTreeSize(oldSize) || !isTreeSize(newSize)) return refused('size-out-of-range');
  return oldSize <= newSize ? undefined : refused('sizes-reversed');
}

function isOdd(n: number): boolean {
  return n % 2 === 1;
}

function half(n: number): number {
  return Math.floor(n / 2);
}
