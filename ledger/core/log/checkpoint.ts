// Checkpoints: a log's signed statement of its size and root.
//
// C2SP tlog-checkpoint v1.0.0. The text of the note is
//
//   <origin>\n
//   <size, decimal, no leading zero>\n
//   <base64 of the 32-byte root>\n
//   [extension lines, none empty; read but never written here]
//
// A log must never sign two checkpoints that cannot be proved consistent. That cannot be seen from here: the
// caller signs only what the store has committed.

import { decodeOnce, encodeBase64 } from '../base64url.ts';
import { parseDecimal } from './decimal.ts';
import { emptyRoot, HASH_BYTES, sameHash } from './hash.ts';
import { type LogRefused, type Parsed, parsed, refused } from './refusal.ts';
import {
  type NoteSigner,
  type NoteVerifier,
  openNote,
  parseNote,
  signNote,
  type VerifiedSignature,
} from './signed-note.ts';
import { isTreeSize } from './tree.ts';
import { isKeyName } from './verifier-key.ts';

/** The head of a log. */
export interface Checkpoint {
  /** Identity of the log; the name of its key as well. */
  readonly origin: string;
  /** Number of entries. */
  readonly size: number;
  /** 32 bytes */
  readonly root: Uint8Array;
}

/** Whose signatures on a checkpoint are believed. */
export interface CheckpointTrust {
  /** The one log spoken of. */
  readonly origin: string;
  /** The log's keys; more than one while a key is being replaced. */
  readonly logKeys: readonly NoteVerifier[];
  /** Other keys to verify where they signed, e.g. witnesses. */
  readonly cosigners?: readonly NoteVerifier[];
}

/** A checkpoint signed by its log. */
export interface OpenedCheckpoint {
  readonly kind: 'opened';
  readonly checkpoint: Checkpoint;
  /** The signed text, byte for byte. */
  readonly text: string;
  /** One for each cosigner that signed. */
  readonly cosignatures: readonly VerifiedSignature[];
}

/**
 * The text of the note.
 * @throws RangeError when the origin could not be a key name, the size is unsafe or the root is not 32 bytes
 */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  if (!isKeyName(origin)) throw new RangeError('an origin has no space, plus or control character');
  if (!isTreeSize(size) || root.length !== HASH_BYTES)
    throw new RangeError('a checkpoint has a size and a 32-byte root');
  return `${origin}\n${size}\n${encodeBase64(root)}\n`;
}

/** Reads the text of a note; verifies nothing. Extension lines are tolerated and left out. */
export function parseCheckpoint(text: string): Parsed<Checkpoint> {
  const [origin, sizeLine, rootLine, ...rest] = text.split('\n');
  // A text that ends in a newline splits into its lines and one empty rest.
  if (rest.pop() !== '' || rest.includes('')) return refused('checkpoint-malformed');
  const size = parseDecimal(sizeLine ?? '');
  const root = decodeOnce(rootLine ?? '', 'base64');
  if (!origin || size === undefined || root?.length !== HASH_BYTES) return refused('checkpoint-malformed');
  // The tree without leaves has one root; any other would be a promise that no verifier could check.
  if (size === 0 && !sameHash(root, emptyRoot())) return refused('checkpoint-malformed');
  return parsed({ origin, size, root });
}

/** What an unverified note claims. */
export function claimedCheckpoint(note: string | Uint8Array): Parsed<Checkpoint> {
  const read = parseNote(note);
  return read.kind === 'parsed' ? parseCheckpoint(read.value.text) : read;
}

/** The checkpoint as a signed note. */
export function signCheckpoint(checkpoint: Checkpoint, signers: readonly NoteSigner[]): string {
  return signNote(formatCheckpoint(checkpoint), signers);
}

/**
 * Verifies a checkpoint's signatures and reads it.
 * @returns refused unless the note is for `trust.origin`, one of the log's own keys signed it, and no known
 * key's signature on it is bad
 */
export function openCheckpoint(
  note: string | Uint8Array,
  trust: CheckpointTrust,
): OpenedCheckpoint | LogRefused {
  const opened = openNote(note, [...trust.logKeys, ...(trust.cosigners ?? [])]);
  if (opened.kind === 'refused') return opened;
  const logKeys = new Set(trust.logKeys.map(({ key }) => key));
  // A witness alone vouches for nothing: it cosigns what the log has signed.
  if (!opened.verified.some(({ key }) => logKeys.has(key))) return refused('signature-missing');
  const read = parseCheckpoint(opened.text);
  if (read.kind === 'refused') return read;
  if (read.value.origin !== trust.origin) return refused('origin-mismatch');
  const cosignatures = opened.verified.filter(({ key }) => !logKeys.has(key));
  return { kind: 'opened', checkpoint: read.value, text: opened.text, cosignatures };
}
