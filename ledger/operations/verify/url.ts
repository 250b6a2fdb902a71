// Is somebody's log true? What a stranger can find out over HTTP: the newest checkpoint is signed, all entries make its
// root, every tile is theirs, and everything an earlier checkpoint promised is still there.
//
// Every entry and every tile is read. No proof is asked for: what is rebuilt need not be proven. What is inside the
// records a stranger cannot see.

import { auditLog, type Report, type StoredCheckpoint } from '../../core/audit/audit-log.ts';
import { finding } from '../../core/audit/finding.ts';
import { LedgerError } from '../../core/error.ts';
import { type Checkpoint, openCheckpoint, parseCheckpoint } from '../../core/log/checkpoint.ts';
import { cutBundle, decodeBundle } from '../../core/log/entry-bundle.ts';
import { ed25519Verifier, parseNote } from '../../core/log/signed-note.ts';
import { cutTile, formatTilePath, TILE_WIDTH, type Tile, tilesOf } from '../../core/log/tile.ts';
import { parseVerifierKey, TYPE_ED25519, type VerifierKey } from '../../core/log/verifier-key.ts';
import { inOrder } from '../in-order.ts';
import { type LogServer, ServerUnreachable } from '../ports.ts';
import { counted, type Progress } from '../progress.ts';

/** Requests under way at once, for entries and again for tiles. */
const requestsAtOnce = 8;
/** Bundles, and again tiles, that may be missing; then no more are asked for: a size can be signed that nobody can serve. */
const missingMax = 100;

export type LogToVerify = {
  readonly server: LogServer;
  /** The key one trusts; without it the server's own, and then nothing is shown about who signs. */
  readonly vkey?: string;
  /** A checkpoint note that was seen before. */
  readonly since?: string;
};

export type VerifiedLog = {
  readonly origin: string;
  readonly size: number;
  /** The newest checkpoint, as served. */
  readonly note: string;
  readonly keyFrom: 'caller' | 'server';
};

/** @throws ServerUnreachable; LedgerError `invalid` when the given key or earlier checkpoint is none */
export async function verifyLog(
  { server, vkey, since }: LogToVerify,
  report: Report,
  progress: Progress,
): Promise<VerifiedLog> {
  const key = await keyOf(server, vkey);
  const trust = { origin: key.name, logKeys: [ed25519Verifier(key)] };
  const keyFrom = vkey === undefined ? ('server' as const) : ('caller' as const);
  const note = await newestNote(server);
  const newest = openCheckpoint(note, trust);
  const earlier = since === undefined ? [] : [rowOf(since)];
  if (newest.kind === 'refused') {
    report(finding('checkpoint', 'signature', 'newest checkpoint', newest.code));
    return { origin: key.name, size: 0, note, keyFrom };
  }
  const { size, root } = newest.checkpoint;
  const checkpoints = [{ size, root, note }, ...earlier].sort((a, b) => a.size - b.size);
  await auditLog(
    {
      entries: counted(servedEntries(server, size, report), (done) => progress('log', done, size)),
      checkpoints: onePage(checkpoints),
      tiles: servedTiles(server, size),
      partialTiles: true,
      trust,
    },
    report,
  );
  return { origin: key.name, size, note, keyFrom };
}

async function keyOf(server: LogServer, vkey: string | undefined): Promise<VerifierKey> {
  const text = vkey ?? (await server.verifierKey());
  if (text === undefined) throw new ServerUnreachable('the server publishes no verifier key');
  const key = parseVerifierKey(text.trim());
  if (key.kind === 'refused' || key.value.type !== TYPE_ED25519) {
    if (vkey === undefined)
      throw new ServerUnreachable('what the server publishes is not a log’s verifier key');
    throw new LedgerError('invalid', 'This is not a log’s verifier key (C2SP signed-note, Ed25519).');
  }
  return key.value;
}

async function newestNote(server: LogServer): Promise<string> {
  const served = await server.checkpoint();
  if (served.kind === 'bytes') return served.bytes.toString('utf8');
  throw new ServerUnreachable('the server shows no checkpoint: its log is empty, or it has none');
}

/** A note that is held against the log: its signature is judged with all others. */
function rowOf(note: string): StoredCheckpoint {
  const read = parseNote(note);
  const inside = read.kind === 'parsed' ? parseCheckpoint(read.value.text) : read;
  if (inside.kind === 'refused') {
    throw new LedgerError('invalid', `The earlier checkpoint is none (${inside.code}).`);
  }
  const { size, root }: Checkpoint = inside.value;
  return { size, root, note };
}

async function* onePage<Item>(items: readonly Item[]) {
  yield items;
}

/** All entries of the tree; a bundle that is missing or malformed leaves a gap. */
async function* servedEntries(server: LogServer, size: number, report: Report) {
  const bundles = tilesOf(size).filter((tile) => tile.kind === 'entries');
  for await (const { tile, bytes } of inOrder(bundles, requestsAtOnce, (wanted) =>
    readTile(server, wanted),
  )) {
    if (bytes === undefined) continue;
    const decoded = decodeBundle(bytes, tile.width);
    if (decoded.kind === 'parsed') {
      yield decoded.value.map((entry, i) => ({ index: tile.index * TILE_WIDTH + i, entry }));
    } else report(finding('entry', 'bundle_malformed', formatTilePath(tile)));
  }
}

async function* servedTiles(server: LogServer, size: number) {
  const tiles = tilesOf(size).filter((tile) => tile.kind === 'hashes');
  let missing = 0;
  for await (const { tile, bytes } of inOrder(tiles, requestsAtOnce, (wanted) => readTile(server, wanted))) {
    if (bytes !== undefined) yield [{ level: tile.level, index: tile.index, hashes: bytes }];
    else if (++missing > missingMax) return;
  }
}

async function readTile<Wanted extends Tile>(
  server: LogServer,
  tile: Wanted,
): Promise<{ tile: Wanted; bytes: Uint8Array | undefined }> {
  const served = await server.tile(formatTilePath(tile));
  if (served.kind === 'bytes') return { tile, bytes: served.bytes };
  // Empty is what no tile is, so that it is found false and not missing.
  if (served.kind === 'too_large') return { tile, bytes: new Uint8Array() };
  // A server may drop a partial tile once the full one is there.
  return { tile, bytes: tile.width === TILE_WIDTH ? undefined : await cutFromFull(server, tile) };
}

async function cutFromFull(server: LogServer, tile: Tile): Promise<Uint8Array | undefined> {
  const served = await server.tile(formatTilePath({ ...tile, width: TILE_WIDTH }));
  if (served.kind !== 'bytes') return undefined;
  if (tile.kind === 'entries') {
    const cut = cutBundle(served.bytes, tile.width);
    return cut.kind === 'parsed' ? cut.value : new Uint8Array();
  }
  const whole = served.bytes.length === TILE_WIDTH * 32;
  return whole ? cutTile(served.bytes, tile.width) : new Uint8Array();
}
