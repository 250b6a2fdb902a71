// The log as strangers read it: without a key, and as often as they like. However many read, and whichever
// widths of a partial tile they ask for, the database is asked little, and others are not kept waiting:
//
//   checkpoint   those who ask while a query is under way share the next one, so no answer is older than its
//                question
//   tiles        two queries at a time. What was read of a partial tile is kept and cut to each width, since
//                entries are only ever added
//   turns        a few answers in each turn of the event loop; past a bound the rest is told to come again

import { LedgerError } from '../../core/error.ts';
import { cutBundle, encodeBundle } from '../../core/log/entry-bundle.ts';
import { cutTile, isTileOf, TILE_WIDTH, type Tile, tileWidth } from '../../core/log/tile.ts';
import { atATime, perTurn, sharingNext } from '../in-turn.ts';
import { readTile } from './prove.ts';
import type { LogReader } from './store.ts';

/** Queries for tiles under way at once. */
const queriesMax = 2;
/** Strangers answered in one turn of the event loop, and how many may wait for theirs. */
const answersPerTurn = 8;
const waitingMax = 2_000;
/** Partial tiles that are kept; each takes 9 kB at most. */
const keptMax = 256;

type Bytes = Uint8Array<ArrayBuffer>;

export type PublicLog = {
  /** The newest checkpoint; undefined while the log is empty. Throws overloaded. */
  checkpoint(): ReturnType<LogReader['latestCheckpoint']>;
  /** The bytes of a tile that a checkpoint covers; undefined where there is none. Throws overloaded. */
  tile(tile: Tile): Promise<Bytes | undefined>;
};

export function createPublicLog(log: LogReader): PublicLog {
  const latest = sharingNext(() => log.latestCheckpoint());
  const turn = perTurn(answersPerTurn, waitingMax);
  const asQuery = atATime(queriesMax);
  const kept = new Map<string, { width: number; bytes: Bytes }>();
  const coming = new Map<string, { width: number; bytes: Promise<Bytes | undefined> }>();
  let committed = 0;

  async function myTurn(): Promise<void> {
    if (await turn()) return;
    throw new LedgerError('overloaded', 'Too many read the log at this moment.', { retryAfter: 1 });
  }

  async function isCommitted(tile: Tile): Promise<boolean> {
    // A log only grows: what was covered once needs no look at the newest checkpoint.
    if (!isTileOf(tile, committed)) committed = Math.max(committed, (await latest())?.size ?? 0);
    return isTileOf(tile, committed);
  }

  /** At least as much of it as is asked for. */
  async function widest(tile: Tile): Promise<Bytes | undefined> {
    const name = tile.kind === 'entries' ? `entries/${tile.index}` : `${tile.level}/${tile.index}`;
    const wideEnough = () => {
      const held = kept.get(name);
      return held !== undefined && held.width >= tile.width ? held.bytes : undefined;
    };
    return wideEnough() ?? bring(name, tile);
  }

  /** As far as the log goes now: those who ask for less meanwhile share the query. */
  function bring(name: string, tile: Tile): Promise<Bytes | undefined> {
    const other = coming.get(name);
    if (other !== undefined && other.width >= tile.width) return other.bytes;
    const width = tileWidth(levelOf(tile), tile.index, committed);
    const bytes = asQuery(() => read(log, { ...tile, width })).then((found) => {
      if (found !== undefined) keep(name, { width, bytes: found });
      return found;
    });
    const own = { width, bytes: bytes.finally(() => coming.get(name) === own && coming.delete(name)) };
    coming.set(name, own);
    return own.bytes;
  }

  function keep(name: string, held: { width: number; bytes: Bytes }): void {
    kept.delete(name);
    kept.set(name, held);
    if (kept.size > keptMax) kept.delete(kept.keys().next().value!);
  }

  return {
    async checkpoint() {
      await myTurn();
      return latest();
    },
    async tile(tile) {
      await myTurn();
      if (!(await isCommitted(tile))) return undefined;
      if (tile.width === TILE_WIDTH) return asQuery(() => read(log, tile));
      const bytes = await widest(tile);
      return bytes && cut(tile, bytes);
    },
  };
}

const levelOf = (tile: Tile) => (tile.kind === 'entries' ? 0 : tile.level);

async function read(log: LogReader, tile: Tile): Promise<Bytes | undefined> {
  if (tile.kind === 'hashes') return (await readTile(log, tile)) as Buffer<ArrayBuffer> | undefined;
  const from = tile.index * TILE_WIDTH;
  return encodeBundle(await log.entries(from, from + tile.width)) as Bytes;
}

function cut(tile: Tile, bytes: Bytes): Bytes | undefined {
  if (tile.kind === 'hashes') return cutTile(bytes, tile.width) as Bytes;
  const bundle = cutBundle(bytes, tile.width);
  return bundle.kind === 'parsed' ? (bundle.value as Bytes) : undefined;
}
