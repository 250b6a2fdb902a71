import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cutTile,
  formatTilePath,
  isTileOf,
  parseTilePath,
  partialTilesOf,
  type Tile,
  tilesOf,
  tileWidth,
} from '../../../ledger/core/log/tile.ts';
import c2sp from '../../vectors/c2sp.json' with { type: 'json' };
import tlogProofs from '../../vectors/tlog-proofs.json' with { type: 'json' };
import { naiveTiles } from './sample-log.ts';

const anyTile: fc.Arbitrary<Tile> = fc.oneof(
  fc.record({
    kind: fc.constant('hashes' as const),
    level: fc.integer({ min: 0, max: 63 }),
    index: fc.maxSafeNat(),
    width: fc.integer({ min: 1, max: 256 }),
  }),
  fc.record({
    kind: fc.constant('entries' as const),
    index: fc.maxSafeNat(),
    width: fc.integer({ min: 1, max: 256 }),
  }),
);

describe('tile paths', () => {
  test.each([...c2sp.tile_paths, tlogProofs.tile_index_paths])('index $index is $path', ({ index, path }) => {
    expect(formatTilePath({ kind: 'hashes', level: 0, index, width: 256 })).toBe(`tile/0/${path}`);
    expect(formatTilePath({ kind: 'entries', index, width: 2 })).toBe(`tile/entries/${path}.p/2`);
  });

  test('every tile has one path, and the path names that tile', () => {
    fc.assert(
      fc.property(anyTile, (tile) => {
        expect(parseTilePath(formatTilePath(tile))).toEqual({ kind: 'parsed', value: tile });
      }),
    );
  });

  test.each([
    'tile/0/000',
    'tile/63/000',
    'tile/0/999',
    'tile/0/x001/000',
    'tile/1/x001/x234/067.p/1',
    'tile/entries/000.p/255',
    'tile/0/x009/x007/x199/x254/x740/991',
  ])('%s is read', (path) => {
    expect(parseTilePath(path)).toMatchObject({ kind: 'parsed' });
  });

  test.each([
    '',
    'tile',
    'tile/',
    'tile/0',
    'tile/0/',
    '/tile/0/000',
    'tile/0/000/',
    'tile/0/000\n',
    ' tile/0/000',
    'tile/00/000',
    'tile/07/000',
    'tile/64/000',
    'tile/100/000',
    'tile/-1/000',
    'tile/+1/000',
    'tile/1e1/000',
    'tile/0x1/000',
    'tile/data/000',
    'tile/8/0/000',
    'tile/0/0',
    'tile/0/00',
    'tile/0/0000',
    'tile/0/x000',
    'tile/0/x000/000',
    'tile/0/x000/001',
    'tile/0/x000/x001/000',
    'tile/0/001/000',
    'tile/0/x001/x000',
    'tile/0/X001/000',
    'tile/0/x01/000',
    'tile/0/x001//000',
    'tile/0/x001/../000',
    'tile/0/x009/x007/x199/x254/x740/992',
    'tile/0/x001/x009/x007/x199/x254/x740/991',
    `tile/0/x001/${'x000/'.repeat(20)}000`,
    'tile/0/000.p',
    'tile/0/000.p/',
    'tile/0/000.p/0',
    'tile/0/000.p/01',
    'tile/0/000.p/256',
    'tile/0/000.p/257',
    'tile/0/000.p/999',
    'tile/0/000.p/-1',
    'tile/0/000.p/1/',
    'tile/0/000.P/1',
    'tile/0/000p/1',
    'tile/0/000.p/1.p/1',
    'tile/0/٠٠٠',
    'tile/entries/000.p/0',
    'tile/Entries/000',
    'entries/000',
    'checkpoint',
  ])('%j is refused', (path) => {
    expect(parseTilePath(path)).toEqual({ kind: 'refused', code: 'tile-path-malformed' });
  });

  test('a very long path is refused without being searched', () => {
    expect(parseTilePath(`tile/0/${'x001/'.repeat(1_000_000)}000`)).toMatchObject({ kind: 'refused' });
  });
});

describe('the tiles of a size', () => {
  test('size 70,000 has the tiles the specification counts', () => {
    const tiles = [...tilesOf(70_000)];
    const count = (kind: string, level: number, full: boolean) =>
      tiles.filter(
        (t) => t.kind === kind && (t.kind === 'entries' || t.level === level) && (t.width === 256) === full,
      ).length;
    expect([count('hashes', 0, true), count('hashes', 1, true), count('entries', 0, true)]).toEqual([
      273, 1, 273,
    ]);
    expect(partialTilesOf(70_000)).toEqual([
      { kind: 'hashes', level: 0, index: 273, width: 112 },
      { kind: 'hashes', level: 1, index: 1, width: 17 },
      { kind: 'hashes', level: 2, index: 0, width: 1 },
    ]);
    expect(tiles).toHaveLength(274 + 274 + 2 + 1);
  });

  test('size 256 has a full tile and a partial tile of width one above it', () => {
    expect([...tilesOf(256)].map(formatTilePath)).toEqual([
      'tile/entries/000',
      'tile/0/000',
      'tile/1/000.p/1',
    ]);
  });

  test('an empty tree has no tiles', () => {
    expect([...tilesOf(0)]).toEqual([]);
    expect(partialTilesOf(0)).toEqual([]);
  });

  test.each([1, 255, 256, 257, 511, 512, 600, 65_536, 70_000])(
    'the tiles of size %i are those of a plain build',
    (size) => {
      const listed = [...tilesOf(size)].flatMap((t) =>
        t.kind === 'hashes' ? [[`${t.level}/${t.index}`, t.width * 32]] : [],
      );
      expect(listed).toEqual([...naiveTiles(size)].map(([path, hashes]) => [path, hashes.length]));
    },
  );

  test('a tile belongs to every size that has it at that width or wider', () => {
    const tile = { kind: 'hashes', level: 1, index: 0, width: 2 } as const;
    expect([0, 256, 511, 512, 70_000].map((size) => isTileOf(tile, size))).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
    const bundle = { kind: 'entries', index: 1, width: 256 } as const;
    expect([256, 511, 512].map((size) => isTileOf(bundle, size))).toEqual([false, false, true]);
  });

  test('a tile beyond the right edge has no width', () => {
    expect(tileWidth(0, 1, 256)).toBe(0);
    expect(tileWidth(63, 0, Number.MAX_SAFE_INTEGER)).toBe(0);
    expect(tileWidth(0, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)).toBe(0);
  });

  test.each([-1, 0.5, Number.NaN])('size %d is refused', (size) => {
    expect(() => partialTilesOf(size)).toThrow(RangeError);
    expect(() => [...tilesOf(size)]).toThrow(RangeError);
  });
});

describe('cutting a partial tile', () => {
  test('a partial tile is the prefix of the full one', () => {
    const [full, partial] = [naiveTiles(256).get('0/0')!, naiveTiles(7).get('0/0')!];
    expect(Buffer.from(cutTile(full, 7))).toEqual(partial);
    expect(Buffer.from(cutTile(full, 256))).toEqual(full);
  });

  test.each([0, -1, 8])('a width of %i out of 7 is refused', (width) => {
    expect(() => cutTile(naiveTiles(7).get('0/0')!, width)).toThrow(RangeError);
  });
});
