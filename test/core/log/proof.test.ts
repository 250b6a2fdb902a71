import { describe, expect, test } from 'vitest';
import {
  type ConsistencyClaim,
  type InclusionClaim,
  inclusionProver,
  nodesForConsistency,
  nodesForInclusion,
  type ProofResult,
  proveConsistency,
  proveInclusion,
  tilesForConsistency,
  tilesForInclusion,
  verifyConsistency,
  verifyInclusion,
} from '../../../ledger/core/log/proof.ts';
import type { TileSource } from '../../../ledger/core/log/tile-reader.ts';
import { completeSubtrees, treeRoot } from '../../../ledger/core/log/tree.ts';
import rfc6962 from '../../vectors/rfc6962.json' with { type: 'json' };
import tlog70000 from '../../vectors/tlog-70000.json' with { type: 'json' };
import tlogProofs from '../../vectors/tlog-proofs.json' with { type: 'json' };
import {
  hex,
  leavesOf,
  naivePath,
  naiveRoot,
  naiveSubproof,
  naiveTiles,
  sha256,
  sourceOf,
} from './sample-log.ts';

const VERIFIED = { kind: 'verified' };
const source70000 = sourceOf(naiveTiles(70_000));
// A full tile holds every narrower one, so one store of 300 leaves serves all smaller sizes' level 0 and 1
// prefixes.
const source300 = sourceOf(naiveTiles(300));
const knownRoots = Array.from({ length: 301 }, (_, size) => naiveRoot(leavesOf(size)));

function proofOf(result: ProofResult): Uint8Array[] {
  if (result.kind !== 'proved') throw new Error(result.kind);
  return result.proof;
}

function inclusionClaim(index: number, size: number): InclusionClaim {
  const proof = proofOf(proveInclusion(index, size, source300));
  return { leafHash: leavesOf(300)[index]!, index, size, root: knownRoots[size]!, proof };
}

function consistencyClaim(oldSize: number, newSize: number): ConsistencyClaim {
  const proof = proofOf(proveConsistency(oldSize, newSize, source300));
  return { oldSize, oldRoot: knownRoots[oldSize]!, newSize, newRoot: knownRoots[newSize]!, proof };
}

function fromHex(hashes: readonly string[]): Buffer[] {
  return hashes.map((hash) => Buffer.from(hash, 'hex'));
}

describe('published proofs', () => {
  const leaves = fromHex(rfc6962.leaf_hashes_hex);
  const roots = fromHex(rfc6962.roots_by_size_hex);
  const source: TileSource = () => Buffer.concat(leaves);

  test.each(tlogProofs.rfc6962_proofs.inclusion)(
    'inclusion of leaf $index in $size',
    ({ index, size, hashes_hex }) => {
      expect(proofOf(proveInclusion(index, size, source)).map(hex)).toEqual(hashes_hex);
      const claim = { leafHash: leaves[index]!, index, size, root: roots[size]!, proof: fromHex(hashes_hex) };
      expect(verifyInclusion(claim)).toEqual(VERIFIED);
    },
  );

  test.each(tlogProofs.rfc6962_proofs.consistency)('consistency of $old_size with $new_size', (vector) => {
    const { old_size: oldSize, new_size: newSize, hashes_hex } = vector;
    expect(proofOf(proveConsistency(oldSize, newSize, source)).map(hex)).toEqual(hashes_hex);
    const claim = {
      oldSize,
      oldRoot: roots[oldSize]!,
      newSize,
      newRoot: roots[newSize]!,
      proof: fromHex(hashes_hex),
    };
    expect(verifyConsistency(claim)).toEqual(VERIFIED);
  });

  test('the Tessera test log grew consistently from 8 to 15', () => {
    const { leaves_ascii, consistency_8_15_base64, roots_by_size_base64 } = tlogProofs.tessera_test_log;
    const tile = Buffer.concat(leaves_ascii.map((leaf) => sha256(Uint8Array.of(0), Buffer.from(leaf))));
    const proof = proofOf(proveConsistency(8, 15, () => tile));
    expect(proof.map((hash) => Buffer.from(hash).toString('base64'))).toEqual(consistency_8_15_base64);
    const [oldRoot, newRoot] = ['8', '15'].map((size) =>
      Buffer.from(roots_by_size_base64[size as '8' | '15'], 'base64'),
    );
    expect(
      verifyConsistency({ oldSize: 8, oldRoot: oldRoot!, newSize: 15, newRoot: newRoot!, proof }),
    ).toEqual(VERIFIED);
  });

  test('leaf 12,345 of 70,000', () => {
    const proof = proofOf(proveInclusion(12_345, 70_000, source70000));
    const { hashes, sha256_of_concatenation } = tlog70000.inclusion_12345;
    expect([proof.length, hex(sha256(...proof))]).toEqual([hashes, sha256_of_concatenation]);
    const root = Buffer.from(tlog70000.roots_by_size_hex['70000'], 'hex');
    expect(
      verifyInclusion({ leafHash: leavesOf(70_000)[12_345]!, index: 12_345, size: 70_000, root, proof }),
    ).toEqual(VERIFIED);
  });

  test('sizes 65,537 and 65,536 with 70,000', () => {
    const proof = proofOf(proveConsistency(65_537, 70_000, source70000));
    const { hashes, sha256_of_concatenation } = tlog70000.consistency_65537_70000;
    expect([proof.length, hex(sha256(...proof))]).toEqual([hashes, sha256_of_concatenation]);
    expect(proofOf(proveConsistency(65_536, 70_000, source70000))).toHaveLength(
      tlog70000.consistency_65536_70000.hashes,
    );
    for (const oldSize of [65_536, 65_537] as const) {
      const [oldRoot, newRoot] = [oldSize, 70_000 as const].map((size) =>
        Buffer.from(tlog70000.roots_by_size_hex[`${size}`], 'hex'),
      );
      const claim = { oldSize, oldRoot: oldRoot!, newSize: 70_000, newRoot: newRoot! };
      const made = proofOf(proveConsistency(oldSize, 70_000, source70000));
      expect(verifyConsistency({ ...claim, proof: made })).toEqual(VERIFIED);
    }
  });
});

describe('proofs from tiles', () => {
  test('every inclusion proof up to size 40 is that of the naive recursion', () => {
    for (let size = 1; size <= 40; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const claim = inclusionClaim(index, size);
        if (claim.proof.map(hex).join() !== naivePath(index, leavesOf(size)).map(hex).join())
          expect.fail(`${index} of ${size}`);
      }
    }
  });

  test('every consistency proof up to size 40 is that of the naive recursion', () => {
    for (let newSize = 1; newSize <= 40; newSize += 1) {
      for (let oldSize = 1; oldSize <= newSize; oldSize += 1) {
        const naive = naiveSubproof(oldSize, leavesOf(newSize), true);
        if (consistencyClaim(oldSize, newSize).proof.map(hex).join() !== naive.map(hex).join()) {
          expect.fail(`${oldSize} to ${newSize}`);
        }
      }
    }
  });

  test('every leaf of every size up to 40, and leaves of every size up to 300, are proved and verified', () => {
    for (let size = 1; size <= 300; size += 1) {
      for (let index = 0; index < size; index += size <= 40 ? 1 : 37) {
        const result = verifyInclusion(inclusionClaim(index, size));
        if (result.kind !== 'verified') expect.fail(`leaf ${index} of ${size}: ${result.code}`);
      }
    }
  });

  test('every pair of sizes up to 40, and pairs up to 300, are proved and verified', () => {
    for (let newSize = 0; newSize <= 300; newSize += 1) {
      for (let oldSize = 0; oldSize <= newSize; oldSize += newSize <= 40 ? 1 : 37) {
        const result = verifyConsistency(consistencyClaim(oldSize, newSize));
        if (result.kind !== 'verified') expect.fail(`${oldSize} to ${newSize}: ${result.code}`);
      }
    }
  });

  test('sizes round the tile borders are proved and verified', () => {
    const sizes = [255, 256, 257, 511, 65_535, 65_536, 65_537, 70_000];
    const roots = new Map(sizes.map((size) => [size, treeRoot(leavesOf(size))]));
    for (const newSize of sizes) {
      for (const oldSize of sizes.filter((size) => size <= newSize)) {
        const proof = proofOf(proveConsistency(oldSize, newSize, source70000));
        const claim = { oldSize, oldRoot: roots.get(oldSize)!, newSize, newRoot: roots.get(newSize)!, proof };
        expect(verifyConsistency(claim)).toEqual(VERIFIED);
      }
      for (const index of [0, 1, 254, newSize - 1, Math.floor(newSize / 3)]) {
        const proof = proofOf(proveInclusion(index, newSize, source70000));
        const claim = {
          leafHash: leavesOf(newSize)[index]!,
          index,
          size: newSize,
          root: roots.get(newSize)!,
          proof,
        };
        expect(verifyInclusion(claim)).toEqual(VERIFIED);
      }
    }
  });

  test('the tiles named beforehand are exactly the tiles read', () => {
    for (const [index, size] of [
      [0, 1],
      [5, 8],
      [255, 600],
      [12_345, 70_000],
      [69_999, 70_000],
    ] as const) {
      const named = tilesForInclusion(index, size).map(
        ({ level, index, width }) => `${level}/${index}/${width}`,
      );
      const read = new Set<string>();
      proveInclusion(index, size, (level, i, width) => {
        read.add(`${level}/${i}/${width}`);
        return source70000(level, i, width);
      });
      expect([...read].toSorted()).toEqual(named.toSorted());
    }
    const named = tilesForConsistency(65_537, 70_000).map(
      ({ level, index, width }) => `${level}/${index}/${width}`,
    );
    const read = new Set<string>();
    proveConsistency(65_537, 70_000, (level, i, width) => {
      read.add(`${level}/${i}/${width}`);
      return source70000(level, i, width);
    });
    expect([...read].toSorted()).toEqual(named.toSorted());
    expect(tilesForConsistency(0, 70_000)).toEqual([]);
    expect(tilesForConsistency(300, 300)).toEqual([]);
  });

  test('a proof has the length the numbers call for, up to the largest tree', () => {
    expect(nodesForInclusion(0, Number.MAX_SAFE_INTEGER)).toHaveLength(53);
    expect(nodesForInclusion(Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER)).toHaveLength(52);
    expect(
      nodesForConsistency(Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER).length,
    ).toBeLessThanOrEqual(54);
    expect(nodesForInclusion(0, 1)).toEqual([]);
  });

  test('of many leaves proven together, each proof is the one made alone, and no hash is computed twice', () => {
    const root = Buffer.from(tlog70000.roots_by_size_hex['70000'], 'hex');
    let read = 0;
    const counted: TileSource = (level, index, width) => {
      read += 1;
      return source70000(level, index, width);
    };
    const prove = inclusionProver(70_000, counted);
    const indexes = [...Array.from({ length: 256 }, (_, i) => 12_288 + i), 0, 12_345, 69_999];
    for (const index of indexes) {
      const proof = proofOf(prove(index));
      expect(proof).toEqual(proofOf(proveInclusion(index, 70_000, source70000)));
      expect(
        verifyInclusion({ leafHash: leavesOf(70_000)[index]!, index, size: 70_000, root, proof }),
      ).toEqual(VERIFIED);
    }
    const ranges = indexes.flatMap((index) => nodesForInclusion(index, 70_000));
    const distinct = new Map(ranges.map((range) => [`${range.start}-${range.end}`, range])).values();
    expect(read).toBe([...distinct].flatMap(completeSubtrees).length);
    expect(prove(70_000)).toEqual({ kind: 'refused', code: 'index-outside-tree' });
  });

  test('a missing tile is named, not guessed', () => {
    expect(proveInclusion(0, 600, () => undefined)).toMatchObject({ kind: 'tile-missing' });
    const withoutEdge: TileSource = (level, index) =>
      level === 0 && index === 273 ? undefined : source70000(level, index, 256);
    const tile = { kind: 'hashes', level: 0, index: 273, width: 112 };
    expect(proveInclusion(0, 70_000, withoutEdge)).toEqual({ kind: 'tile-missing', tile });
  });

  test.each<[number, number, string]>([
    [0, 0, 'index-outside-tree'],
    [5, 5, 'index-outside-tree'],
    [-1, 5, 'index-outside-tree'],
    [0.5, 5, 'index-outside-tree'],
    [Number.NaN, 5, 'index-outside-tree'],
    [0, -1, 'size-out-of-range'],
    [0, 2 ** 53, 'size-out-of-range'],
  ])('leaf %d of %d is refused', (index, size, code) => {
    expect(proveInclusion(index, size, source300)).toEqual({ kind: 'refused', code });
    expect(tilesForInclusion(index, size)).toEqual([]);
    expect(() => nodesForInclusion(index, size)).toThrow(RangeError);
  });

  test.each<[number, number, string]>([
    [6, 5, 'sizes-reversed'],
    [-1, 5, 'size-out-of-range'],
    [1, 2 ** 53, 'size-out-of-range'],
    [1.5, 5, 'size-out-of-range'],
  ])('consistency from %d to %d is refused', (oldSize, newSize, code) => {
    expect(proveConsistency(oldSize, newSize, source300)).toEqual({ kind: 'refused', code });
    expect(tilesForConsistency(oldSize, newSize)).toEqual([]);
    expect(() => nodesForConsistency(oldSize, newSize)).toThrow(RangeError);
  });
});

describe('forged tiles', () => {
  // CVE-2026-56865: a reader that authenticated some tiles and took others on trust. Here every tile a proof
  // is made from is forged in turn; sizes with many one bits read the most tiles.
  test.each([255, 511, 767, 65_535, 69_631, 70_000])(
    'a proof made from any forged tile does not verify at size %i',
    (size) => {
      const root = treeRoot(leavesOf(size));
      for (const index of [0, 77, Math.floor(size / 2), size - 1]) {
        for (const forged of tilesForInclusion(index, size)) {
          const source: TileSource = (level, i, width) => {
            const tile = source70000(level, i, width);
            const hit = level === forged.level && i === forged.index;
            return hit && tile
              ? Buffer.concat(
                  Array.from({ length: width }, (_, j) => sha256(tile.subarray(j * 32, j * 32 + 32))),
                )
              : tile;
          };
          const proof = proofOf(proveInclusion(index, size, source));
          expect(
            verifyInclusion({ leafHash: leavesOf(size)[index]!, index, size, root, proof }),
          ).toMatchObject({ kind: 'refused' });
        }
      }
    },
  );
});
