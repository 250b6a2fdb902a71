// Does the running log still hold what a receipt says it holds? The receipt proves that the log once did: its
// checkpoint covers the entry, for ever. After an older state of the database was restored the running log
// may end before that entry, or have another in its place.
//
// The server is asked for its newest checkpoint, and for the tiles of one proof. They are not believed: they
// must lead from what the caller has to the root that the log's key has signed.

import { type Checkpoint, openCheckpoint } from '../../core/log/checkpoint.ts';
import { leafHash } from '../../core/log/hash.ts';
import {
  type ProofResult,
  proveConsistency,
  proveInclusion,
  tilesForConsistency,
  tilesForInclusion,
  verifyConsistency,
  verifyInclusion,
} from '../../core/log/proof.ts';
import { ed25519Verifier } from '../../core/log/signed-note.ts';
import { formatTilePath, type HashTile } from '../../core/log/tile.ts';
import type { TileSource } from '../../core/log/tile-reader.ts';
import { parseVerifierKey } from '../../core/log/verifier-key.ts';
import { newestNote, readTile } from './served.ts';
import { type LogServer, ServerUnreachable } from './sources.ts';

/** A sentence of what is wrong; undefined: nothing. */
type Wrong = string | undefined;

/** The log as it is now. Each may throw ServerUnreachable. */
type RunningLog = {
  /** Whether it holds this entry there. */
  lacking: (index: number, entry: Uint8Array) => Promise<Wrong>;
  /** Whether it begins with all that this checkpoint covers. */
  cutFrom: (earlier: Pick<Checkpoint, 'size' | 'root'>) => Promise<Wrong>;
};

/**
 * @param place where a receipt says its entry is
 * @returns what is wrong, in a sentence; undefined: the log holds it
 * @throws ServerUnreachable
 */
export async function lackingIn(
  server: LogServer,
  { leaf_index, entry }: { leaf_index: number; entry: string },
): Promise<Wrong> {
  const log = await runningLog(server);
  return typeof log === 'string' ? log : log.lacking(leaf_index, Buffer.from(entry, 'base64'));
}

/** @returns a sentence, where its newest checkpoint is not true */
export async function runningLog(server: LogServer): Promise<RunningLog | string> {
  const newest = await newestCheckpoint(server);
  if (typeof newest === 'string') return newest;
  const { size, root } = newest;
  const kept = new Map<string, Uint8Array>();

  /** @returns a sentence, where the server lacks what makes the proof */
  async function proved(
    tiles: readonly HashTile[],
    prove: (source: TileSource) => ProofResult,
  ): Promise<Uint8Array[] | string> {
    for (const tile of tiles) {
      const name = `${tile.level}/${tile.index}`;
      if (kept.has(name)) continue;
      const { bytes } = await readTile(server, tile);
      if (bytes !== undefined) kept.set(name, bytes);
    }
    const made = prove((level, index) => kept.get(`${level}/${index}`));
    if (made.kind === 'proved') return made.proof;
    return made.kind === 'refused'
      ? `log: ${made.code}`
      : `log: it does not serve ${formatTilePath(made.tile)}`;
  }

  return {
    async lacking(index, entry) {
      if (index >= size) return `log: it ends before this record, at ${size} entries: the record was lost`;
      const proof = await proved(tilesForInclusion(index, size), (source) =>
        proveInclusion(index, size, source),
      );
      if (typeof proof === 'string') return proof;
      if (verifyInclusion({ leafHash: leafHash(entry), index, size, root, proof }).kind === 'verified')
        return undefined;
      return 'log: it has another entry in the place of this record: the record was lost';
    },
    async cutFrom({ size: oldSize, root: oldRoot }) {
      if (oldSize > size) return `log: it has ${size} entries, and this checkpoint covers ${oldSize}`;
      const proof = await proved(tilesForConsistency(oldSize, size), (source) =>
        proveConsistency(oldSize, size, source),
      );
      if (typeof proof === 'string') return proof;
      const claim = { oldSize, oldRoot, newSize: size, newRoot: root, proof };
      if (verifyConsistency(claim).kind === 'verified') return undefined;
      return 'log: it does not go on from this checkpoint: an older state was restored, or it is another log';
    },
  };
}

/** Under the name that the log has now, which need not be the receipt's. */
async function newestCheckpoint(server: LogServer): Promise<Checkpoint | string> {
  const name = (await server.names())?.at(-1);
  if (name === undefined) throw new ServerUnreachable('the server publishes no verifier key');
  const key = parseVerifierKey(name.vkey);
  if (key.kind === 'refused') return `log: ${key.code}`;
  const trust = { origin: key.value.name, logKeys: [ed25519Verifier(key.value)] };
  const opened = openCheckpoint(await newestNote(server), trust);
  return opened.kind === 'opened'
    ? opened.checkpoint
    : `log: its newest checkpoint is not true (${opened.code})`;
}
