import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AuditTree, type Rebuilt } from '../../../ledger/core/log/audit-tree.ts';
import type { FullTile } from '../../../ledger/core/log/edge.ts';
import tlog70000 from '../../vectors/tlog-70000.json' with { type: 'json' };
import { entriesOf, hex, leavesOf, naiveRoot, naiveTiles } from './sample-log.ts';

function feedInBundles(tree: AuditTree, entries: readonly Buffer[], step = 256): Rebuilt[] {
  const rebuilt: Rebuilt[] = [];
  for (let from = 0; from < entries.length; from += step)
    rebuilt.push(...tree.feed(entries.slice(from, from + step)));
  return rebuilt;
}

/** Compares what was rebuilt with tiles as a log might serve them; the names of those that differ. */
function findForged(rebuilt: readonly Rebuilt[], served: ReadonlyMap<string, Uint8Array>): string[] {
  const tiles = rebuilt.flatMap((item): readonly Pick<FullTile, 'level' | 'index' | 'hashes'>[] => {
    return item.kind === 'full-tile' ? [item.tile] : item.partialTiles;
  });
  const differs = tiles.filter(
    ({ level, index, hashes }) =>
      !Buffer.from(hashes).equals(served.get(`${level}/${index}`) ?? Buffer.alloc(0)),
  );
  return differs.map(({ level, index }) => `${level}/${index}`);
}

describe('rebuilding a tree from its entries', () => {
  test('the published log of 70,000 comes out, tile by tile, with the roots on the way', () => {
    const sizes = Object.keys(tlog70000.roots_by_size_hex).map(Number);
    const rebuilt = feedInBundles(new AuditTree(sizes), entriesOf(70_000));
    const roots = rebuilt.flatMap((item) =>
      item.kind === 'checkpoint-size' ? [[String(item.size), hex(item.root)]] : [],
    );
    expect(Object.fromEntries(roots)).toEqual(tlog70000.roots_by_size_hex);
    expect(rebuilt.filter((item) => item.kind === 'full-tile')).toHaveLength(274);
    const served = naiveTiles(70_000);
    const last = rebuilt.filter((item) => item.kind === 'full-tile' || item.size === 70_000);
    expect(findForged(last, served)).toEqual([]);
  });

  test('however the entries are cut, tiles, partial tiles and roots are the same', () => {
    const entries = entriesOf(700);
    const sizes = fc
      .uniqueArray(fc.integer({ min: 0, max: 700 }), { maxLength: 6 })
      .map((a) => a.toSorted((x, y) => x - y));
    const whole = (stops: number[]) => new AuditTree(stops).feed(entries);
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 400 }), (stops, step) => {
        expect(feedInBundles(new AuditTree(stops), entries, step)).toEqual(whole(stops));
      }),
      { numRuns: 25 },
    );
  });

  test('at every size up to 300 the root and the partial tiles are those of a plain build', () => {
    const rebuilt = new AuditTree(Array.from({ length: 301 }, (_, size) => size)).feed(entriesOf(300));
    const states = rebuilt.filter((item) => item.kind === 'checkpoint-size');
    expect(states.map(({ size }) => size)).toEqual(Array.from({ length: 301 }, (_, size) => size));
    for (const state of states) {
      expect(hex(state.root)).toBe(hex(naiveRoot(leavesOf(state.size))));
      expect(findForged([state], naiveTiles(state.size))).toEqual([]);
    }
  });

  test('an empty log has its root and no tiles', () => {
    const rebuilt = new AuditTree([0]).feed([]);
    expect(rebuilt).toMatchObject([{ kind: 'checkpoint-size', size: 0, partialTiles: [] }]);
    expect(hex(new AuditTree([]).root())).toBe(hex(naiveRoot([])));
  });

  test('sizes are read one by one, so there may be endlessly many', () => {
    function* everySize(): Generator<number> {
      for (let size = 0; ; size += 1) yield size;
    }
    expect(new AuditTree(everySize()).feed(entriesOf(10))).toHaveLength(11);
  });

  test('a size not yet reached is not reported', () => {
    const tree = new AuditTree([10]);
    expect(tree.feed(entriesOf(9))).toEqual([]);
    expect(tree.size).toBe(9);
    expect(tree.feed(entriesOf(10).slice(9))).toMatchObject([{ kind: 'checkpoint-size', size: 10 }]);
  });
});

describe('what rebuilding finds', () => {
  // CVE-2026-56865: tiles were accepted that no entry hashes to. Every tile of sizes with many one bits is
  // forged.
  test.each([255, 511, 767, 1_023, 2_047])('every forged tile of size %i, each in turn', (size) => {
    const rebuilt = feedInBundles(new AuditTree([size]), entriesOf(size));
    const served = naiveTiles(size);
    expect(findForged(rebuilt, served)).toEqual([]);
    for (const [path, hashes] of served) {
      for (const at of [0, hashes.length - 1, Math.floor(hashes.length / 2)]) {
        const forged = Buffer.from(hashes);
        forged[at]! ^= 1;
        expect(findForged(rebuilt, new Map(served).set(path, forged))).toEqual([path]);
      }
      expect(findForged(rebuilt, new Map(served).set(path, hashes.subarray(32)))).toEqual([path]);
    }
  });

  test('an entry changed, left out, repeated or moved changes the root', () => {
    const entries = entriesOf(300);
    const root = hex(naiveRoot(leavesOf(300)));
    const spoilt = [
      entries.with(17, Buffer.from('entry-17 ')),
      entries.toSpliced(17, 1),
      entries.toSpliced(17, 0, entries[17]!),
      entries.with(17, entries[18]!).with(18, entries[17]!),
    ];
    for (const list of spoilt) {
      const tree = new AuditTree([]);
      feedInBundles(tree, list);
      expect(hex(tree.root())).not.toBe(root);
    }
  });
});

describe('checkpoint sizes that are refused', () => {
  test.each([[[5, 5]], [[5, 4]], [[0, 0]]])('%j, because they do not increase', (sizes) => {
    expect(() => new AuditTree(sizes).feed(entriesOf(10))).toThrow(RangeError);
  });

  test.each([-1, 1.5, Number.NaN, 2 ** 53])('%d, because it is no size', (size) => {
    expect(() => new AuditTree([size])).toThrow(RangeError);
  });
});
