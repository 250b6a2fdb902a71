// Tiles: their coordinates, their paths, and which of them a tree of some size has.
//
// C2SP tlog-tiles. Tile `index` at `level` holds, for i = 0..255,
//   MTH(D[(index*256 + i) * 256^level : (index*256 + i + 1) * 256^level])
// so each hash at level L+1 is the root of one full tile at level L. Below level 0 lie the entry bundles, in
// the same groups of 256. The rightmost tile of a level may be partial: a prefix of the full one.
//
//   tile/<L>/<N>[.p/<W>]        L 0..63; N in groups of three digits, all but the last marked x; W 1..255
//   tile/entries/<N>[.p/<W>]    1234067 is x001/x234/067, 0 is 000
//
// Paths only: nothing here decides whether the bytes of a tile are true.

import { parseDecimal } from './decimal.ts';
import { HASH_BYTES } from './hash.ts';
import { type Parsed, parsed, refused } from './refusal.ts';
import { assertTreeSize } from './tree.ts';

/** Hashes in a full tile, and entries in a full bundle. */
export const TILE_WIDTH = 256;
/** Binary levels of the tree that one tile spans: 2^8 = 256. */
export const TILE_HEIGHT = 8;
/** Highest level the path format knows. */
export const MAX_TILE_LEVEL = 63;
/**
 * Longest path that can be canonical: six groups of digits and the longest prefix and suffix, with room to
 * spare.
 */
const MAX_PATH_CHARACTERS = 64;

/** The place of a tile of hashes. `width` is 256 for a full tile, 1..255 for a partial one. */
export interface HashTile {
  readonly kind: 'hashes';
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

/** The place of a bundle of entries. */
export interface EntryTile {
  readonly kind: 'entries';
  readonly index: number;
  readonly width: number;
}

export type Tile = HashTile | EntryTile;

/** Path of a tile, relative to the log's prefix, without a leading slash. */
export function formatTilePath(tile: Tile): string {
  const row = tile.kind === 'entries' ? 'entries' : String(tile.level);
  const partial = tile.width === TILE_WIDTH ? '' : `.p/${tile.width}`;
  return `tile/${row}/${formatIndex(tile.index)}${partial}`;
}

function formatIndex(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.../g) ?? [];
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
}

const PATH = /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/;

/** Reads a path as `formatTilePath` writes it; any other spelling of the same tile is refused. */
export function parseTilePath(path: string): Parsed<Tile> {
  if (path.length > MAX_PATH_CHARACTERS) return refused('tile-path-malformed');
  const [, row = '', groups = '', partial] = PATH.exec(path) ?? [];
  const index = Number(groups.replaceAll(/[x/]/g, ''));
  const width = partial === undefined ? TILE_WIDTH : parseDecimal(partial);
  if (row === '' || width === undefined || !Number.isSafeInteger(index))
    return refused('tile-path-malformed');
  const tile = tileInRow(row, index, width);
  // One tile, one path: writing it again catches every other spelling (x000/ in front, .p/256, level 07).
  if (tile === undefined || width === 0 || formatTilePath(tile) !== path)
    return refused('tile-path-malformed');
  return parsed(tile);
}

function tileInRow(row: string, index: number, width: number): Tile | undefined {
  if (width > TILE_WIDTH) return undefined;
  if (row === 'entries') return { kind: 'entries', index, width };
  const level = parseDecimal(row);
  if (level === undefined || level > MAX_TILE_LEVEL) return undefined;
  return { kind: 'hashes', level, index, width };
}

/**
 * How wide a tile is in a tree of `size` leaves.
 * @returns 0 when the tree has no such tile, 256 when it is full, else the width of the partial one
 */
export function tileWidth(level: number, index: number, size: number): number {
  const hashesAtLevel = Math.floor(size / TILE_WIDTH ** level);
  return Math.max(0, Math.min(TILE_WIDTH, hashesAtLevel - index * TILE_WIDTH));
}

/** Whether a tree of `size` leaves fixes all bytes of this tile: it has the tile at this width or wider. */
export function isTileOf(tile: Tile, size: number): boolean {
  const level = tile.kind === 'entries' ? 0 : tile.level;
  return tile.width <= tileWidth(level, tile.index, size);
}

/** Every tile and bundle of a tree of `size` leaves, bundles first, then level by level, left to right. */
export function* tilesOf(size: number): Generator<Tile> {
  assertTreeSize(size);
  for (let index = 0; tileWidth(0, index, size) > 0; index += 1) {
    yield { kind: 'entries', index, width: tileWidth(0, index, size) };
  }
  for (let level = 0; TILE_WIDTH ** level <= size; level += 1) {
    for (let index = 0; tileWidth(level, index, size) > 0; index += 1) {
      yield { kind: 'hashes', level, index, width: tileWidth(level, index, size) };
    }
  }
}

/** The partial hash tiles of a tree of `size` leaves, lowest level first: at most one a level, none empty. */
export function partialTilesOf(size: number): HashTile[] {
  assertTreeSize(size);
  const tiles: HashTile[] = [];
  for (let level = 0; TILE_WIDTH ** level <= size; level += 1) {
    const hashesAtLevel = Math.floor(size / TILE_WIDTH ** level);
    const width = hashesAtLevel % TILE_WIDTH;
    if (width > 0)
      tiles.push({ kind: 'hashes', level, index: Math.floor(hashesAtLevel / TILE_WIDTH), width });
  }
  return tiles;
}

/**
 * A narrower tile, cut as a prefix of a wider one.
 * @param hashes the wider tile's bytes
 * @param width hashes to keep, 1..256
 * @returns a view of the first `width` * 32 bytes
 * @throws RangeError when the tile is not that wide
 */
export function cutTile(hashes: Uint8Array, width: number): Uint8Array {
  if (width < 1 || hashes.length < width * HASH_BYTES) throw new RangeError('the tile is narrower than that');
  return hashes.subarray(0, width * HASH_BYTES);
}
