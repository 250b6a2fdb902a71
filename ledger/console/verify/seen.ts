// The last checkpoint that this browser saw of a log, and whether the log it is shown now goes on from it. A
// ledger that rewrote its past, or shows this reader another log than it showed before, fails here
// (RFC 9162, section 2.1.4). Kept in localStorage: sizes, hashes and keys, nothing of any person.

import 'node:buffer';
import { claimedCheckpoint } from '../../core/log/checkpoint.ts';
import { proveConsistency, tilesForConsistency, verifyConsistency } from '../../core/log/proof.ts';
import { formatTilePath } from '../../core/log/tile.ts';
import { askBytes } from '../ask/ask.ts';

export type Head = { origin: string; size: number; root: Uint8Array; note: string };

export type Consistent =
  | { kind: 'first' }
  | { kind: 'consistent'; at: string; from: number; to: number; proof: Uint8Array[]; older: string }
  | { kind: 'inconsistent'; older: string; newer: string }
  | { kind: 'renamed'; older: string }
  | { kind: 'unread' };

type Seen = { note: string; at: string };

const place = 'optmark-seen';
const keyPlace = (origin: string) => `optmark-vkey ${origin}`;

/** The key that this browser first saw of this name stays the one: a log cannot change its key unseen. */
export function keyKept(origin: string, vkey: string): boolean {
  const first = read(keyPlace(origin));
  if (first === null) write(keyPlace(origin), vkey);
  return first === null || first === vkey;
}

/** Of before this page was loaded: a later look within it compares with that too. */
let before: Seen | undefined;
let newest: Seen | undefined;
let isRead = false;

export async function consistentWithSeen(head: Head): Promise<Consistent> {
  if (!isRead) {
    before = lastSeen();
    newest = before;
    isRead = true;
  }
  // Two looks at this page must fit as well, or one reader could be shown two logs.
  const [sinceBefore, sinceNewest] = [await compared(before, head), await compared(newest, head)];
  if (sinceNewest.kind === 'inconsistent') return sinceNewest;
  if (sinceBefore.kind !== 'inconsistent' && (newest === undefined || isNewer(head, newest))) {
    newest = { note: head.note, at: new Date().toISOString() };
    write(place, JSON.stringify(newest));
  }
  return sinceBefore;
}

function isNewer({ origin, size }: Head, { note }: Seen): boolean {
  const kept = claimedCheckpoint(note);
  return kept.kind === 'refused' || kept.value.origin !== origin || kept.value.size < size;
}

async function compared(seen: Seen | undefined, head: Head): Promise<Consistent> {
  const kept = seen === undefined ? undefined : claimedCheckpoint(seen.note);
  if (seen === undefined || kept?.kind !== 'parsed') return { kind: 'first' };
  const { note: older, at } = seen;
  if (kept.value.origin !== head.origin) return { kind: 'renamed', older };
  const [small, large] = kept.value.size <= head.size ? [kept.value, head] : [head, kept.value];
  const proof = await proofBetween(small.size, large.size);
  if (proof === undefined) return { kind: 'unread' };
  const claim = { oldSize: small.size, oldRoot: small.root, newSize: large.size, newRoot: large.root, proof };
  if (verifyConsistency(claim).kind !== 'verified') return { kind: 'inconsistent', older, newer: head.note };
  return { kind: 'consistent', at, from: small.size, to: large.size, proof, older };
}

/** Made from the log's own tiles, which are only believed once the roots fit. */
async function proofBetween(from: number, to: number): Promise<Uint8Array[] | undefined> {
  try {
    const tiles = tilesForConsistency(from, to);
    const bytes = await Promise.all(tiles.map((tile) => askBytes(`/log/${formatTilePath(tile)}`)));
    const found = new Map(tiles.map(({ level, index }, i) => [`${level}/${index}`, bytes[i]!]));
    const made = proveConsistency(from, to, (level, index) => found.get(`${level}/${index}`));
    return made.kind === 'proved' ? made.proof : undefined;
  } catch {
    return undefined;
  }
}

function lastSeen(): Seen | undefined {
  try {
    return JSON.parse(read(place) ?? '') as Seen;
  } catch {
    return undefined;
  }
}

/** A browser may keep nothing at all: then each look is the first. */
function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Nothing is kept, and the next look says so.
  }
}
