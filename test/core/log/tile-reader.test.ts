import { describe, expect, test } from 'vitest';
import { hashRange, tilesForRanges } from '../../../ledger/core/log/tile-reader.ts';
import { hex, leavesOf, naiveRoot, naiveTiles, sourceOf } from './sample-log.ts';

describe('hashing a range from tiles', () => {
  test.each([1, 2, 3, 255, 256, 257, 300, 511, 512, 600])('the whole tree of %i has its root', (size) => {
    const result = hashRange({ start: 0, end: size }, size, sourceOf(naiveTiles(size)));
    expect(result).toMatchObject({ kind: 'hashed' });
    if (result.kind === 'hashed') expect(hex(result.hash)).toBe(hex(naiveRoot(leavesOf(size))));
  });

  test.each([
    [256, 512],
    [256, 300],
    [512, 600],
    [592, 600],
    [599, 600],
  ])('leaves %i to %i of 600 have the hash of the naive recursion', (start, end) => {
    const result = hashRange({ start, end }, 600, sourceOf(naiveTiles(600)));
    const expected = naiveRoot(leavesOf(600).slice(start, end));
    expect(result.kind === 'hashed' && hex(result.hash)).toBe(hex(expected));
  });

  test('a subtree of 256 leaves is read from the level above, not from its 256 leaves', () => {
    expect(tilesForRanges([{ start: 0, end: 256 }], 600)).toEqual([
      { kind: 'hashes', level: 1, index: 0, width: 2 },
    ]);
  });

  test('each tile is asked for once, as wide as the size has it', () => {
    const ranges = [
      { start: 512, end: 600 },
      { start: 0, end: 512 },
    ];
    expect(tilesForRanges(ranges, 600)).toEqual([
      { kind: 'hashes', level: 0, index: 2, width: 88 },
      { kind: 'hashes', level: 1, index: 0, width: 2 },
    ]);
  });

  test('a full tile serves where a partial one was asked for', () => {
    const full = naiveTiles(512);
    const result = hashRange({ start: 256, end: 300 }, 300, sourceOf(full));
    expect(result.kind === 'hashed' && hex(result.hash)).toBe(hex(naiveRoot(leavesOf(300).slice(256))));
  });

  test('a missing tile is named', () => {
    const missing = hashRange({ start: 256, end: 300 }, 300, () => undefined);
    expect(missing).toEqual({
      kind: 'tile-missing',
      tile: { kind: 'hashes', level: 0, index: 1, width: 44 },
    });
  });

  test('a tile one byte short counts as missing', () => {
    const short = hashRange(
      { start: 0, end: 3 },
      3,
      (_level, _index, width) => new Uint8Array(width * 32 - 1),
    );
    expect(short).toMatchObject({ kind: 'tile-missing', tile: { level: 0, index: 0, width: 3 } });
  });
});
