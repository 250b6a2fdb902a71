// Proofs about any committed size, from stored tiles: which tiles a proof needs is core's business, fetching them is
// done here. Partial tiles are prefixes cut on request and never stored.

import { LedgerError } from '../../core/error.ts';
import { leafHash } from '../../core/log/hash.ts';
import {
  type ProofResult,
  proveConsistency,
  proveInclusion,
  tilesForConsistency,
  tilesForInclusion,
} from '../../core/log/proof.ts';
import { type HashTile, TILE_WIDTH } from '../../core/log/tile.ts';
import type { LogReader } from '../ports.ts';

/** Bytes of a hash tile of `width` hashes; undefined if the log is not that large. */
export async function readTile(
  log: LogReader,
  { level, index, width }: HashTile,
): Promise<Buffer | undefined> {
  if (width === TILE_WIDTH) return log.tile(level, index);
  const from = index * TILE_WIDTH;
  const hashes =
    level === 0
      ? (await log.entries(from, from + width)).map(leafHash)
      : await log.tileRoots(level - 1, from, from + width);
  return hashes.length === width ? Buffer.concat(hashes) : undefined;
}

export async function inclusionAt(log: LogReader, index: number, size: number): Promise<Uint8Array[]> {
  const tiles = await readTiles(log, tilesForInclusion(index, size));
  return proofOrThrow(proveInclusion(index, size, tiles));
}

export async function consistencyBetween(
  log: LogReader,
  oldSize: number,
  newSize: number,
): Promise<Uint8Array[]> {
  const tiles = await readTiles(log, tilesForConsistency(oldSize, newSize));
  return proofOrThrow(proveConsistency(oldSize, newSize, tiles));
}

async function readTiles(log: LogReader, wanted: readonly HashTile[]) {
  const tiles = new Map<string, Buffer>();
  await Promise.all(
    wanted.map(async (tile) => {
      const bytes = await readTile(log, tile);
      if (bytes !== undefined) tiles.set(`${tile.level}/${tile.index}/${tile.width}`, bytes);
    }),
  );
  return (level: number, index: number, width: number) => tiles.get(`${level}/${index}/${width}`);
}

function proofOrThrow(result: ProofResult): Uint8Array[] {
  if (result.kind !== 'proved')
    throw new LedgerError('internal', 'The stored tiles do not make a proof; run verify.');
  return result.proof;
}
