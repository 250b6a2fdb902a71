// Does the running log still hold what a receipt says it holds? The receipt proves that the log once did: its
// checkpoint covers the entry, for ever. After an older state of the database was restored the running log
// may end before that entry, or have another in its place.
//
// The server is asked for its newest checkpoint, and for the tiles of one inclusion proof. They are not
// believed: they must lead from the receipt's own entry to the root that the log's key has signed.

import { type Checkpoint, openCheckpoint } from '../../core/log/checkpoint.ts';
import { leafHash } from '../../core/log/hash.ts';
import { proveInclusion, tilesForInclusion, verifyInclusion } from '../../core/log/proof.ts';
import { ed25519Verifier } from '../../core/log/signed-note.ts';
import { formatTilePath } from '../../core/log/tile.ts';
import { parseVerifierKey } from '../../core/log/verifier-key.ts';
import { type LogServer, ServerUnreachable } from './sources.ts';

/** Where a receipt says its entry is. */
type Place = { leaf_index: number; entry: string };

/**
 * @returns what is wrong, in a sentence; undefined: the log holds it
 * @throws ServerUnreachable
 */
export async function lackingIn(server: LogServer, place: Place): Promise<string | undefined> {
  const newest = await newestCheckpoint(server);
  if (typeof newest === 'string') return newest;
  const { leaf_index: index, entry } = place;
  const { size, root } = newest;
  if (index >= size) return `log: it ends before this record, at ${size} entries: the record was lost`;
  const tiles = new Map<string, Uint8Array>();
  for (const tile of tilesForInclusion(index, size)) {
    const served = await server.tile(formatTilePath(tile));
    if (served.kind === 'bytes') tiles.set(`${tile.level}/${tile.index}`, served.bytes);
  }
  const made = proveInclusion(index, size, (level, n) => tiles.get(`${level}/${n}`));
  if (made.kind === 'tile-missing') return `log: it does not serve ${formatTilePath(made.tile)}`;
  if (made.kind === 'refused') return `log: ${made.code}`;
  const claim = { leafHash: leafHash(Buffer.from(entry, 'base64')), index, size, root, proof: made.proof };
  if (verifyInclusion(claim).kind === 'verified') return undefined;
  return 'log: it has another entry in the place of this record: the record was lost';
}

/** Under the name that the log has now, which need not be the receipt's. */
async function newestCheckpoint(server: LogServer): Promise<Checkpoint | string> {
  const name = (await server.names())?.at(-1);
  if (name === undefined) throw new ServerUnreachable('the server publishes no verifier key');
  const key = parseVerifierKey(name.vkey);
  if (key.kind === 'refused') return `log: ${key.code}`;
  const served = await server.checkpoint();
  if (served.kind !== 'bytes') throw new ServerUnreachable('the server shows no checkpoint');
  const trust = { origin: key.value.name, logKeys: [ed25519Verifier(key.value)] };
  const opened = openCheckpoint(served.bytes, trust);
  return opened.kind === 'opened'
    ? opened.checkpoint
    : `log: its newest checkpoint is not true (${opened.code})`;
}
