import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  append,
  type Edge,
  edgeRoot,
  edgeTiles,
  emptyEdge,
  inclusionInAppend,
  restoreEdge,
} from '../../../ledger/core/log/edge.ts';
import { nodesForInclusion, proveInclusion, verifyInclusion } from '../../../ledger/core/log/proof.ts';
import { partialTilesOf } from '../../../ledger/core/log/tile.ts';
import { bitLength, treeRoot } from '../../../ledger/core/log/tree.ts';
import tlog70000 from '../../vectors/tlog-70000.json' with { type: 'json' };
import { hex, leavesOf, naiveRoot, naiveTiles, sha256, sourceOf } from './sample-log.ts';

const source70000 = sourceOf(naiveTiles(70_000));

function edgeOf(size: number): Edge {
  return append(emptyEdge(), leavesOf(size)).edge;
}

function tileBytesByLevel(edge: Edge): Uint8Array[] {
  const levels: Uint8Array[] = [];
  for (const tile of edgeTiles(edge)) levels[tile.level] = tile.hashes;
  return Array.from(levels, (hashes) => hashes ?? new Uint8Array());
}

function restored(size: number, levels: readonly Uint8Array[]): Edge {
  const result = restoreEdge(size, levels);
  if (result.kind === 'refused') throw new Error(result.code);
  return result.value;
}

function snapshot(edge: Edge): unknown {
  return [edge.size, edge.rows.map((row) => [row.first, hashList(row.nodes)])];
}

function hashList(hashes: readonly Uint8Array[]): string[] {
  return hashes.map(hex);
}

describe('growing the tree', () => {
  test('leaf by leaf, every size up to 300 has the root of the naive recursion', () => {
    let edge = emptyEdge();
    expect(hex(edgeRoot(edge))).toBe(hex(naiveRoot([])));
    for (const [i, leaf] of leavesOf(300).entries()) {
      const appended = append(edge, [leaf]);
      edge = appended.edge;
      const root = hex(naiveRoot(leavesOf(i + 1)));
      expect([hex(appended.root), hex(edgeRoot(edge))]).toEqual([root, root]);
    }
  });

  test.each(Object.entries(tlog70000.roots_by_size_hex))(
    'in one step, size %s has the published root',
    (size, root) => {
      expect(hex(append(emptyEdge(), leavesOf(Number(size))).root)).toBe(root);
    },
  );

  test('in any batches, the root, the tiles and every proof are those of the finished tree', () => {
    const batches = fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 700 })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_200 }), batches, (start, sizes) => {
        let edge = edgeOf(start);
        const tiles = naiveTiles(start + sizes.reduce((a, b) => a + b, 0));
        for (const count of sizes) {
          const size = edge.size + count;
          const appended = append(edge, leavesOf(size).slice(edge.size));
          expect(hex(appended.root)).toBe(hex(treeRoot(leavesOf(size))));
          for (const tile of appended.newTiles) {
            expect(hex(tile.hashes)).toBe(hex(tiles.get(`${tile.level}/${tile.index}`)!));
            expect(hex(tile.root)).toBe(
              hex(
                naiveRoot(
                  leavesOf((tile.index + 1) * 256 ** (tile.level + 1)).slice(
                    tile.index * 256 ** (tile.level + 1),
                  ),
                ),
              ),
            );
          }
          for (let index = edge.size; index < size; index += 37) {
            const proved = proveInclusion(index, size, sourceOf(tiles));
            expect(proved).toMatchObject({ kind: 'proved' });
            if (proved.kind === 'proved')
              expect(hashList(inclusionInAppend(appended, index))).toEqual(hashList(proved.proof));
          }
          edge = appended.edge;
        }
      }),
      { numRuns: 25 },
    );
  });

  test('every leaf of every tree up to 300 gets a proof that verifies', () => {
    for (let size = 1; size <= 300; size += 1) {
      const appended = append(emptyEdge(), leavesOf(size));
      for (const [index, leafHash] of leavesOf(size).entries()) {
        const proof = inclusionInAppend(appended, index);
        const claim = { leafHash, index, size, root: appended.root, proof };
        if (verifyInclusion(claim).kind !== 'verified') expect.fail(`leaf ${index} of ${size}`);
      }
    }
  });

  test.each([1, 255, 256, 257, 65_535, 65_536, 65_537])(
    'leaves appended at size %i have the proofs of the whole tree',
    (start) => {
      const appended = append(edgeOf(start), leavesOf(70_000).slice(start));
      for (let index = start; index < 70_000; index += 1_237) {
        const proved = proveInclusion(index, 70_000, source70000);
        expect(proved).toEqual({ kind: 'proved', proof: inclusionInAppend(appended, index) });
      }
    },
  );

  test('each full tile is handed out once, in the append that fills it', () => {
    const seen: string[] = [];
    let edge = emptyEdge();
    for (let from = 0; from < 70_000; from += 999) {
      const appended = append(edge, leavesOf(70_000).slice(from, from + 999));
      seen.push(...appended.newTiles.map(({ level, index }) => `${level}/${index}`));
      edge = appended.edge;
    }
    const full = [...naiveTiles(70_000)].filter(([, hashes]) => hashes.length === 8192).map(([path]) => path);
    expect(seen.toSorted()).toEqual(full.toSorted());
    expect(seen).toHaveLength(274);
  });

  test('what the edge would store is the published tiles, byte for byte', () => {
    const stored = edgeTiles(edgeOf(70_000)).map(({ level, index, width, hashes }) => {
      return [`tile/${level}/${String(index).padStart(3, '0')}.p/${width}`, hex(sha256(hashes))];
    });
    const published = Object.entries(tlog70000.files_sha256_at_70000).filter(([path]) =>
      /^tile\/[0-9].*\.p\//.test(path),
    );
    expect(stored).toEqual(published);
  });

  test('an append of nothing changes nothing', () => {
    for (const size of [0, 1, 256, 300]) {
      const appended = append(edgeOf(size), []);
      expect(appended.newTiles).toEqual([]);
      expect(appended.edge).toEqual(edgeOf(size));
      expect(hex(appended.root)).toBe(hex(naiveRoot(leavesOf(size))));
    }
  });

  test('the edge holds at most 511 hashes for each 256-fold of size', () => {
    let edge = emptyEdge();
    for (let from = 0; from < 70_000; from += 3_331) {
      edge = append(edge, leavesOf(70_000).slice(from, from + 3_331)).edge;
      const held = edge.rows.reduce((sum, row) => sum + row.nodes.length, 0);
      expect(held).toBeLessThanOrEqual(511 * Math.ceil(bitLength(edge.size) / 8));
    }
  });
});

describe('an append that is abandoned', () => {
  test('leaves the old edge as it was, and other leaves can follow instead', () => {
    for (const size of [0, 1, 200, 255, 256, 511]) {
      const edge = edgeOf(size);
      const before = snapshot(edge);
      append(
        edge,
        leavesOf(1_000).map((leaf) => sha256(leaf)),
      );
      append(edge, [sha256(Buffer.from('lost'))]);
      expect(snapshot(edge)).toEqual(before);
      const retried = append(edge, leavesOf(size + 300).slice(size));
      expect(hex(retried.root)).toBe(hex(naiveRoot(leavesOf(size + 300))));
    }
  });

  test('leaves the proofs of earlier appends as they were', () => {
    const first = append(emptyEdge(), leavesOf(250));
    const proof = hashList(inclusionInAppend(first, 249));
    append(first.edge, leavesOf(600).slice(250));
    expect(hashList(inclusionInAppend(first, 249))).toEqual(proof);
  });
});

describe('restoring an edge', () => {
  test('every size up to 600 comes back the same, and grows the same', () => {
    for (let size = 0; size <= 600; size += 1) {
      const edge = edgeOf(size);
      const again = restored(size, tileBytesByLevel(edge));
      expect(hex(edgeRoot(again))).toBe(hex(edgeRoot(edge)));
      const [grown, grownAgain] = [edge, again].map((e) => append(e, leavesOf(size + 3).slice(size)));
      expect(hex(grownAgain!.root)).toBe(hex(grown!.root));
      expect(hashList(inclusionInAppend(grownAgain!, size))).toEqual(
        hashList(inclusionInAppend(grown!, size)),
      );
    }
  });

  test.each([65_535, 65_536, 65_537, 69_999])(
    'size %i comes back and reaches the published root of 70,000',
    (size) => {
      const edge = restored(size, tileBytesByLevel(edgeOf(size)));
      const appended = append(edge, leavesOf(70_000).slice(size));
      expect(hex(appended.root)).toBe(tlog70000.roots_by_size_hex['70000']);
    },
  );

  test('size 70,000 comes back from the partial tiles of a plain build', () => {
    const tiles = naiveTiles(70_000);
    const levels = partialTilesOf(70_000).map(({ level, index }) => tiles.get(`${level}/${index}`)!);
    expect(hex(edgeRoot(restored(70_000, levels)))).toBe(tlog70000.roots_by_size_hex['70000']);
  });

  test('the restored edge does not change with the buffer it was read from', () => {
    const levels = tileBytesByLevel(edgeOf(101));
    const edge = restored(101, levels);
    const root = hex(edgeRoot(edge));
    levels[0]?.fill(0);
    expect(hex(edgeRoot(edge))).toBe(root);
  });

  test('missing empty levels at the end are not needed', () => {
    expect(restoreEdge(0, [])).toMatchObject({ kind: 'parsed' });
    expect(restoreEdge(0, [new Uint8Array(), new Uint8Array()])).toMatchObject({ kind: 'parsed' });
  });

  test.each<[string, number, number[]]>([
    ['a level too short', 300, [43, 1]],
    ['a level too long', 300, [45, 1]],
    ['a level missing', 300, [44]],
    ['a level too many', 300, [44, 1, 1]],
    ['no levels', 1, []],
    ['hashes for an empty tree', 0, [1]],
    ['a full tile where none is kept', 256, [256, 1]],
    ['another size', 301, [44, 1]],
  ])('%s is refused', (_, size, widths) => {
    const levels = widths.map((width) => new Uint8Array(width * 32));
    expect(restoreEdge(size, levels)).toEqual({ kind: 'refused', code: 'edge-malformed' });
  });

  test('half a hash is refused', () => {
    expect(restoreEdge(1, [new Uint8Array(16)])).toEqual({ kind: 'refused', code: 'edge-malformed' });
  });

  test.each([-1, 1.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1])('size %d is refused', (size) => {
    expect(restoreEdge(size, [])).toEqual({ kind: 'refused', code: 'size-out-of-range' });
  });

  test('a wrong hash shows in the root', () => {
    const levels = tileBytesByLevel(edgeOf(300));
    levels[0]![7]! ^= 1;
    expect(hex(edgeRoot(restored(300, levels)))).not.toBe(hex(naiveRoot(leavesOf(300))));
  });
});

describe('sizes beyond 32 bits', () => {
  test.each([2 ** 31 - 3, 2 ** 32 - 3, 2 ** 40 + 12_345, 2 ** 48 - 2, 2 ** 52 + 255])(
    'a tree of %d leaves grows with proofs that verify',
    (size) => {
      // The old leaves are unknown, so their tiles are invented: any hashes are the hashes of some tree.
      const levels: Uint8Array[] = [];
      for (const { level, width } of partialTilesOf(size)) levels[level] = Buffer.concat(leavesOf(width));
      const edge = restored(
        size,
        Array.from(levels, (hashes) => hashes ?? new Uint8Array()),
      );
      const appended = append(edge, leavesOf(600));
      for (const i of [0, 1, 2, 255, 256, 599]) {
        const proof = inclusionInAppend(appended, size + i);
        expect(proof).toHaveLength(nodesForInclusion(size + i, size + 600).length);
        const claim = {
          leafHash: leavesOf(600)[i]!,
          index: size + i,
          size: size + 600,
          root: appended.root,
          proof,
        };
        expect(verifyInclusion(claim)).toEqual({ kind: 'verified' });
      }
    },
  );

  test('a tree cannot outgrow the safe integers', () => {
    const full: Edge = { size: Number.MAX_SAFE_INTEGER, rows: [] };
    expect(() => append(full, leavesOf(1))).toThrow(RangeError);
  });
});

describe('what an append refuses', () => {
  test.each([0, 31, 33])('a leaf hash of %i bytes', (length) => {
    expect(() => append(emptyEdge(), [...leavesOf(1), Buffer.alloc(length)])).toThrow(RangeError);
  });

  test.each([-1, 255, 400, 1.5, Number.NaN])(
    'a proof for leaf %d, when 256 to 399 were appended',
    (index) => {
      const appended = append(edgeOf(256), leavesOf(400).slice(256));
      expect(() => inclusionInAppend(appended, index)).toThrow(RangeError);
    },
  );

  test('a proof from an append to an empty tree of nothing', () => {
    expect(() => inclusionInAppend(append(emptyEdge(), []), 0)).toThrow(RangeError);
  });
});
