// Compares every stored or served tile with the one the entries make. Tiles of level 0 come in the order in
// which they fill, and there are as many as the log is long, so they are compared as they pass. The levels
// above are a 256th of that: only their digests are kept until their tiles come.
//
// C2SP tlog-tiles. A tile is never used to compute anything.

import { sha256Hex } from '../canonical.ts';
import type { FullTile, PartialTile } from '../log/edge.ts';
import { sameHash } from '../log/hash.ts';
import { formatTilePath, TILE_WIDTH } from '../log/tile.ts';
import type { Report } from './audit-log.ts';
import { Cursor, type Pages } from './cursor.ts';
import { finding } from './finding.ts';

/** A tile as it is stored or served. `root` where a store keeps the tile's own hash beside it. */
export type StoredTile = {
  readonly level: number;
  readonly index: number;
  readonly hashes: Uint8Array;
  readonly root?: Uint8Array;
};

type Expected = { readonly path: string; readonly sha256: string; readonly root?: Uint8Array };

export class TileAudit {
  readonly #stored: Cursor<StoredTile>;
  readonly #report: Report;
  /** By place: rebuilt, not yet seen among the stored. */
  readonly #awaited = new Map<string, Expected>();

  constructor(stored: Pages<StoredTile>, report: Report) {
    this.#stored = new Cursor(stored);
    this.#report = report;
  }

  /** The entries have completed a tile. */
  async rebuilt(tile: FullTile): Promise<void> {
    const expected = { ...expectedOf({ ...tile, width: TILE_WIDTH }), root: tile.root };
    if (tile.level > 0) {
      this.#awaited.set(placeOf(tile), expected);
      return;
    }
    let stored = await this.#stored.peek();
    while (stored !== undefined && stored.level <= 0 && stored.index <= tile.index) {
      await this.#stored.take();
      if (stored.level === 0 && stored.index === tile.index) {
        this.#compare(expected, stored);
        return;
      }
      this.#unexpected(stored);
      stored = await this.#stored.peek();
    }
    this.#report(finding('tile', 'missing', expected.path));
  }

  /** The entries have ended: compares the remaining stored tiles, and reports those that are missing. */
  async finish(partialTiles: readonly PartialTile[]): Promise<void> {
    for (const tile of partialTiles) this.#awaited.set(placeOf(tile), expectedOf(tile));
    for (let stored = await this.#stored.take(); stored !== undefined; stored = await this.#stored.take()) {
      const expected = this.#awaited.get(placeOf(stored));
      if (expected === undefined) this.#unexpected(stored);
      else this.#compare(expected, stored);
      this.#awaited.delete(placeOf(stored));
    }
    for (const { path } of this.#awaited.values()) this.#report(finding('tile', 'missing', path));
  }

  #compare(expected: Expected, stored: StoredTile): void {
    if (sha256Hex(stored.hashes) !== expected.sha256) this.#report(finding('tile', 'differs', expected.path));
    const rootsCompare = expected.root !== undefined && stored.root !== undefined;
    if (rootsCompare && !sameHash(expected.root, stored.root)) {
      this.#report(finding('tile', 'root_differs', expected.path));
    }
  }

  #unexpected({ level, index }: StoredTile): void {
    this.#report(finding('tile', 'unexpected', `level ${level}, index ${index}`));
  }
}

const placeOf = ({ level, index }: { level: number; index: number }) => `${level}/${index}`;

function expectedOf({ level, index, width, hashes }: PartialTile): Expected {
  return { path: formatTilePath({ kind: 'hashes', level, index, width }), sha256: sha256Hex(hashes) };
}
