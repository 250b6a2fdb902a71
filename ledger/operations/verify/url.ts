// Is this public log true? What a stranger can find out over HTTP: the newest checkpoint is signed, all
// entries make its root, every tile matches them, and everything that an earlier checkpoint promised is still
// there.
//
// It reads every entry and every tile. It asks for no proof, because it rebuilds the tree. A stranger cannot
// see what is inside the records.

import { auditLog, type Report, type StoredCheckpoint } from '../../core/audit/audit-log.ts';
import { type Begun, readBegun } from '../../core/audit/begun-audit.ts';
import { finding } from '../../core/audit/finding.ts';
import { LedgerError } from '../../core/error.ts';
import { type Checkpoint, claimedCheckpoint, openCheckpoint } from '../../core/log/checkpoint.ts';
import { decodeBundle } from '../../core/log/entry-bundle.ts';
import { ed25519Verifier } from '../../core/log/signed-note.ts';
import type { LogName, LogTrust } from '../../core/log/succession.ts';
import { formatTilePath, TILE_WIDTH, tilesOf } from '../../core/log/tile.ts';
import { parseVerifierKey, TYPE_ED25519, type VerifierKey } from '../../core/log/verifier-key.ts';
import { inOrder } from '../in-turn.ts';
import { counted, type Progress } from '../progress.ts';
import { newestNote, readTile } from './served.ts';
import { type LogServer, ServerUnreachable } from './sources.ts';

/** Requests under way at once, for entries and again for tiles. */
const requestsAtOnce = 8;
/**
 * The most missing bundles, and the most missing tiles, before the check stops: a log can sign a size that it
 * cannot serve.
 */
const missingMax = 100;

export type LogToVerify = {
  readonly server: LogServer;
  /** The trusted key. Without it, the server's own; the result then says nothing about who signs. */
  readonly vkey?: string;
  /** A checkpoint note that the caller has seen before. */
  readonly since?: string;
};

export type VerifiedLog = {
  readonly origin: string;
  readonly size: number;
  /** The newest checkpoint, as served. */
  readonly note: string;
  readonly keyFrom: 'caller' | 'server';
  /** The caller's key is of a name that the log had before. */
  readonly goneOn: boolean;
  /** Where it went on under another name, and why, as its own entries say. */
  readonly begun: readonly Begun['record'][];
  /** The names of which, as these entries say, nothing is left. */
  readonly lost: readonly string[];
};

/** @throws ServerUnreachable; LedgerError `invalid` when the given key or earlier checkpoint is malformed */
export async function verifyLog(
  { server, vkey, since }: LogToVerify,
  report: Report,
  progress: Progress,
): Promise<VerifiedLog> {
  const { key, trust, names, ...known } = await trustIn(server, vkey);
  const begun = readBegun(names, report);
  const told = {
    ...{ origin: key.name, ...known },
    begun: begun.map(({ record }) => record),
    lost: begun.flatMap(({ lost }) => lost),
  };
  const note = await newestNote(server);
  const newest = openCheckpoint(note, trust);
  if (newest.kind === 'refused') {
    report(finding('checkpoint', 'signature', 'newest checkpoint', newest.code));
    return { ...told, size: 0, note };
  }
  const { size, root } = newest.checkpoint;
  const earlier = since === undefined ? [] : [rowOf(since)].filter((row) => !isTakenBack(row, trust, report));
  const checkpoints = [{ size, root, note }, ...lastOf(names, report), ...earlier].sort(
    (a, b) => a.size - b.size,
  );
  await auditLog(
    {
      entries: counted(servedEntries(server, size, report), (done) => progress('log', done, size)),
      checkpoints: onePage(checkpoints),
      tiles: servedTiles(server, size),
      partialTiles: true,
      trust,
      begun,
    },
    report,
  );
  return { ...told, size, note };
}

type Trusted = Pick<VerifiedLog, 'keyFrom' | 'goneOn'> & {
  key: VerifierKey;
  trust: LogTrust;
  /** Those that the trust rests on. */
  names: readonly LogName[];
};

/**
 * The key the caller brings decides, also of a name that the log had before: then the name it has now is the
 * server's word, and the checkpoints of that earlier name are held against the caller's key.
 */
async function trustIn(server: LogServer, vkey: string | undefined): Promise<Trusted> {
  const given = vkey === undefined ? undefined : keyIn(vkey, 'the caller');
  const names = vkey === undefined ? await server.names() : await server.names().catch(() => undefined);
  if (given === undefined && names === undefined)
    throw new ServerUnreachable('the server publishes no verifier key');
  const named = (names ?? []).map(({ vkey: text, upTo }) => ({ key: keyIn(text, 'the server'), upTo }));
  const own = (key: VerifierKey) => (key.name === given?.name ? given : key);
  const last = named.at(-1);
  const isKnown = given === undefined || named.some(({ key }) => key.name === given.name);
  const key = last !== undefined && isKnown ? own(last.key) : given!;
  const before = named.slice(0, -1).map((one) => ({ upTo: one.upTo ?? 0, trust: trustOf(own(one.key)) }));
  return {
    key,
    trust: { ...trustOf(key), ...(isKnown && before.length > 0 && { before }) },
    names: isKnown ? (names ?? []) : [],
    keyFrom: given === undefined ? 'server' : 'caller',
    goneOn: given !== undefined && key !== given,
  };
}

const trustOf = (key: VerifierKey) => ({ origin: key.name, logKeys: [ed25519Verifier(key)] });

function keyIn(text: string, from: 'the caller' | 'the server'): VerifierKey {
  const key = parseVerifierKey(text.trim());
  if (key.kind === 'parsed' && key.value.type === TYPE_ED25519) return key.value;
  if (from === 'the server')
    throw new ServerUnreachable('what the server publishes is not a log’s verifier key');
  throw new LedgerError('invalid', 'This is not a log’s verifier key (C2SP signed-note, Ed25519).');
}

/**
 * With what each name before ended. That it did, its own key says, and nothing else ties the names after it
 * to a key that a stranger knows.
 */
function lastOf(names: readonly LogName[], report: Report): StoredCheckpoint[] {
  let from = 0;
  return names.slice(0, -1).flatMap(({ origin, upTo, last }) => {
    if (upTo === undefined) {
      report(finding('succession', 'endless', origin));
      return [];
    }
    // Of a name whose entries were all lost, nothing is left that it could have signed: readBegun looks why.
    const isLost = upTo === from;
    from = upTo;
    if (last === undefined) {
      if (!isLost) report(finding('succession', 'unsigned', origin));
      return [];
    }
    const read = claimedCheckpoint(last);
    if (read.kind === 'parsed' && read.value.size === upTo && read.value.origin === origin)
      return [{ size: read.value.size, root: read.value.root, note: last }];
    report(
      finding('checkpoint', 'signature', `last of ${origin}`, read.kind === 'parsed' ? undefined : read.code),
    );
    return [];
  });
}

/** A checkpoint that was signed under a name before, of a size past where the log then went on. */
export function isTakenBack(
  { size, note }: StoredCheckpoint,
  { before = [] }: LogTrust,
  report: Report,
): boolean {
  const taken = before.some(
    ({ upTo, trust }) => size > upTo && openCheckpoint(note, trust).kind === 'opened',
  );
  if (taken) report(finding('checkpoint', 'taken_back', `size ${size}`));
  return taken;
}

/** A note to check against the log. The check judges its signature with all others. */
export function rowOf(note: string): StoredCheckpoint {
  const inside = claimedCheckpoint(note);
  if (inside.kind === 'refused') {
    throw new LedgerError('invalid', `The earlier checkpoint is not a checkpoint (${inside.code}).`);
  }
  const { size, root }: Checkpoint = inside.value;
  return { size, root, note };
}

async function* onePage<Item>(items: readonly Item[]) {
  yield items;
}

/** All entries of the tree. A bundle that is missing or malformed leaves a gap. */
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
