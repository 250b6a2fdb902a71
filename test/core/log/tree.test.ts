import { describe, expect, test } from 'vitest';
import {
  assertTreeSize,
  bitLength,
  completeSubtrees,
  isTreeSize,
  joinSubtrees,
  rangeRoot,
  splitPoint,
  treeRoot,
} from '../../../ledger/core/log/tree.ts';
import rfc6962 from '../../vectors/rfc6962.json' with { type: 'json' };
import tlog70000 from '../../vectors/tlog-70000.json' with { type: 'json' };
import tlogProofs from '../../vectors/tlog-proofs.json' with { type: 'json' };
import { hex, leavesOf, naiveRoot, sha256 } from './sample-log.ts';

describe('root of a list of leaves', () => {
  test('roots of size 0 to 8 are those of the Certificate Transparency reference', () => {
    const leaves = rfc6962.leaf_hashes_hex.map((leaf) => Buffer.from(leaf, 'hex'));
    const roots = rfc6962.roots_by_size_hex.map((_, size) => hex(treeRoot(leaves.slice(0, size))));
    expect(roots).toEqual(rfc6962.roots_by_size_hex);
  });

  test.each(Object.entries(tlog70000.roots_by_size_hex))(
    'the root of size %s is the published one',
    (size, root) => {
      expect(hex(treeRoot(leavesOf(Number(size))))).toBe(root);
    },
  );

  test.each(Object.entries(tlogProofs.tessera_test_log.roots_by_size_base64))(
    'the root of size %s is that of the Tessera test log',
    (size, root) => {
      const leaves = tlogProofs.tessera_test_log.leaves_ascii.map((leaf) =>
        sha256(Uint8Array.of(0), Buffer.from(leaf)),
      );
      expect(Buffer.from(treeRoot(leaves.slice(0, Number(size)))).toString('base64')).toBe(root);
    },
  );

  test('every size up to 300 has the root of the naive recursion', () => {
    for (let size = 0; size <= 300; size += 1) {
      expect(hex(treeRoot(leavesOf(size)))).toBe(hex(naiveRoot(leavesOf(size))));
    }
  });

  test.each([
    [0, 0],
    [2, 2],
    [3, 2],
    [0, 6],
    [5, 6],
  ])('leaves %i to %i of five are refused', (start, end) => {
    expect(() => rangeRoot(leavesOf(5), { start, end })).toThrow(RangeError);
  });
});

describe('arithmetic of the tree', () => {
  test('a list splits at the largest power of two below its length', () => {
    expect([2, 3, 4, 5, 8, 9, 255, 256, 257].map(splitPoint)).toEqual([1, 2, 2, 4, 4, 8, 128, 128, 256]);
    expect(splitPoint(2 ** 40 + 1)).toBe(2 ** 40);
    expect(splitPoint(2 ** 40)).toBe(2 ** 39);
  });

  test('binary digits are counted beyond 32 bits', () => {
    expect([0, 1, 2, 255, 256, 2 ** 32, Number.MAX_SAFE_INTEGER].map(bitLength)).toEqual([
      0, 1, 2, 8, 9, 33, 53,
    ]);
  });

  test('complete subtrees tile a range from the left and join to its hash', () => {
    for (let size = 1; size <= 130; size += 1) {
      const leaves = leavesOf(size);
      const subtrees = completeSubtrees({ start: 0, end: size });
      const hashes = subtrees.map(({ height, index }) => {
        return rangeRoot(leaves, { start: index * 2 ** height, end: (index + 1) * 2 ** height });
      });
      expect(hex(joinSubtrees(hashes))).toBe(hex(naiveRoot(leaves)));
    }
  });

  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1])(
    '%d is no tree size',
    (size) => {
      expect(isTreeSize(size)).toBe(false);
      expect(() => assertTreeSize(size)).toThrow(RangeError);
    },
  );
});
