// The three hashes of the tree: leaf, node and empty root.
//
// RFC 6962 section 2.1 (unchanged in RFC 9162 section 2.1), SHA-256:
//
//   leaf  = SHA-256(0x00 || data)
//   node  = SHA-256(0x01 || left || right)
//   empty = SHA-256("")
//
// The prefix byte is what stops a node from being passed off as a leaf. No other file may hash tree data by
// itself.

import { hash } from 'node:crypto';

/** Bytes of one SHA-256 hash. */
export const HASH_BYTES = 32;

/**
 * Hash of one log entry.
 * @param data the exact entry bytes, any length
 * @returns 32 bytes with a backing store of their own
 */
export function leafHash(data: Uint8Array): Uint8Array {
  const input = Buffer.allocUnsafe(1 + data.length);
  input[0] = 0x00;
  input.set(data, 1);
  return hash('sha256', input, 'buffer');
}

// One buffer for all node hashes: the function is synchronous, so no other call can be using it, and a fresh
// buffer per node would be the largest cost of an append.
const nodeInput = Buffer.alloc(1 + 2 * HASH_BYTES, 0x01);

/**
 * Hash of an interior node.
 * @param left 32 bytes, covering the earlier leaves
 * @param right 32 bytes, covering the later leaves
 * @returns 32 bytes with a backing store of their own
 * @throws RangeError when a child is not 32 bytes: a shorter child would make two different trees hash alike
 */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES) {
    throw new RangeError('a node has two children of 32 bytes each');
  }
  nodeInput.set(left, 1);
  nodeInput.set(right, 1 + HASH_BYTES);
  return hash('sha256', nodeInput, 'buffer');
}

/** Root of the tree without leaves, 32 bytes. */
export function emptyRoot(): Uint8Array {
  return hash('sha256', '', 'buffer');
}

/** Whether two hashes are the same bytes. Hashes here are public, so the time taken may depend on them. */
export function sameHash(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
