// The log of the published tlog-70000 vectors behind the port the routes read from, built by the naive sample
// log.

import type { LogReader } from '../../../ledger/operations/record/store.ts';
import { entriesOf, naiveTiles } from '../../core/log/sample-log.ts';

const fullTileBytes = 256 * 32;

export function vectorLog(size: number): LogReader {
  const tiles = naiveTiles(size);
  const entries = entriesOf(size);
  const checkpoint = { size, root: Buffer.alloc(32), note: '' };
  return {
    origin: async () => undefined,
    latestCheckpoint: async () => checkpoint,
    checkpointAt: async (asked) => (asked === size ? checkpoint : undefined),
    entries: async (from, to) => entries.slice(from, to),
    async tile(level, index) {
      const tile = tiles.get(`${level}/${index}`);
      return tile?.length === fullTileBytes ? tile : undefined;
    },
    async tileRoots(level, from, to) {
      const above = [...Array(to - from).keys()].map((i) => hashAt(tiles, level + 1, from + i));
      return above.filter((root) => root !== undefined);
    },
  };
}

/** Hash `index` of a level: the root of that full tile of the level below. */
function hashAt(tiles: ReadonlyMap<string, Buffer>, level: number, index: number): Buffer | undefined {
  const tile = tiles.get(`${level}/${Math.floor(index / 256)}`);
  const hash = tile?.subarray((index % 256) * 32, (index % 256) * 32 + 32);
  return hash?.length === 32 ? hash : undefined;
}
