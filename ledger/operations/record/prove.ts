// Proofs about any committed size, from stored tiles: core knows which tiles a proof needs, this file fetches
// them. Partial tiles are prefixes cut on request and never stored.

import { setImmediate as othersFirst } from 'node:timers/promises';
import { LedgerError } from '../../core/error.ts';
import { leafHash } from '../../core/log/hash.ts';
import {
  inclusionProver,
  type ProofResult,
  proveConsistency,
  proveInclusion,
  tilesForConsistency,
  tilesForInclusion,
} from '../../core/log/proof.ts';
import { type HashTile, TILE_WIDTH } from '../../core/log/tile.ts';
import { inOrder } from '../in-turn.ts';
import type { LogReader } from './store.ts';

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

/** Proofs made in one turn of the event loop: one that shares little hashes hundreds of nodes. */
const provedPerTurn = 4;

/** The proofs of several leaves in one tree, in their order. Tiles that they share are read once. */
export async function inclusionsAt(
  log: LogReader,
  indexes: readonly number[],
  size: number,
): Promise<Uint8Array[][]> {
  const tiles = await readTiles(
    log,
    indexes.flatMap((index) => tilesForInclusion(index, size)),
  );
  const prove = inclusionProver(size, tiles);
  const proofs: Uint8Array[][] = [];
  for (const index of indexes) {
    if (proofs.length > 0 && proofs.length % provedPerTurn === 0) await othersFirst();
    proofs.push(proofOrThrow(prove(index)));
  }
  return proofs;
}

export async function consistencyBetween(
  log: LogReader,
  oldSize: number,
  newSize: number,
): Promise<Uint8Array[]> {
  const tiles = await readTiles(log, tilesForConsistency(oldSize, newSize));
  return proofOrThrow(proveConsistency(oldSize, newSize, tiles));
}

/** Queries for tiles under way at once for one caller; the others' questions share the connections. */
const queriesMax = 4;

async function readTiles(log: LogReader, wanted: readonly HashTile[]) {
  const each = new Map(wanted.map((tile) => [`${tile.level}/${tile.index}/${tile.width}`, tile]));
  const tiles = new Map<string, Buffer>();
  const read = async ([name, tile]: [string, HashTile]) => [name, await readTile(log, tile)] as const;
  for await (const [name, bytes] of inOrder(each, queriesMax, read)) {
    if (bytes !== undefined) tiles.set(name, bytes);
  }
  return (level: number, index: number, width: number) => tiles.get(`${level}/${index}/${width}`);
}

function proofOrThrow(result: ProofResult): Uint8Array[] {
  if (result.kind !== 'proved')
    throw new LedgerError('internal', 'The stored tiles do not make a proof; run verify.');
  return result.proof;
}
