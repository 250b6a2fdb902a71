// Signed notes: text with signature lines under it.
//
// C2SP signed-note v1.0.0:
//
//   <text, ends with a newline, may contain empty lines>
//   <one empty line>
//   — <key name> <base64(key id, 4 bytes big endian || signature)>      one or more, em dash U+2014
//
// A signature covers the text with its last newline, not the empty line. The text must not be used before
// `openNote` has verified a signature by a key configured beforehand: unknown keys are ignored, a known key
// that fails condemns the whole note.

import { type KeyObject, sign, verify } from 'node:crypto';
import { decodeOnce, encodeBase64 } from '../base64url.ts';
import { type LogRefused, type Parsed, parsed, refused } from './refusal.ts';
import { isKeyName, publicKeyObject, TYPE_ED25519, type VerifierKey, verifierKeyOf } from './verifier-key.ts';

/** Largest note read: 64 post-quantum signatures would fit beside a long text. */
export const MAX_NOTE_BYTES = 512 * 1024;
/** Most signature lines read; the specification demands at least 16. */
export const MAX_SIGNATURES = 64;
const KEY_ID_BYTES = 4;

/** One signature line. */
export interface NoteSignature {
  readonly name: string;
  /** uint32 */
  readonly id: number;
  /** What follows the key id; its meaning depends on the key's type. */
  readonly signature: Uint8Array;
}

/** A note taken apart, nothing verified. */
export interface SignedNote {
  /** Ends with a newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A key that can sign notes. */
export interface NoteSigner {
  readonly key: VerifierKey;
  /** The bytes after the key id. */
  readonly sign: (text: string) => Uint8Array;
}

/** A key whose signatures are believed. */
export interface NoteVerifier {
  readonly key: VerifierKey;
  /** Never throws, even on malformed signature bytes. */
  readonly verify: (text: string, signature: Uint8Array) => boolean;
}

/** A signature that verified, and the key it verified with. */
export interface VerifiedSignature {
  readonly key: VerifierKey;
  readonly signature: Uint8Array;
}

/** A note with at least one good signature by a known key and no bad one. */
export type OpenedNote =
  | { readonly kind: 'opened'; readonly text: string; readonly verified: readonly VerifiedSignature[] }
  | LogRefused;

/**
 * Signs with plain Ed25519 (type 0x01).
 * @throws RangeError when the name is not allowed or the key is not Ed25519
 */
export function ed25519Signer(name: string, privateKey: KeyObject): NoteSigner {
  return {
    key: verifierKeyOf(name, TYPE_ED25519, privateKey),
    sign: (text) => sign(null, Buffer.from(text), privateKey),
  };
}

/**
 * Verifies plain Ed25519 (type 0x01).
 * @throws RangeError for a key of another type: its signatures cover other bytes
 */
export function ed25519Verifier(key: VerifierKey): NoteVerifier {
  if (key.type !== TYPE_ED25519) throw new RangeError('not a plain Ed25519 key');
  const publicKey = publicKeyObject(key);
  return { key, verify: (text, signature) => verify(null, Buffer.from(text), publicKey, signature) };
}

/**
 * The note of this text signed by these keys, in this order.
 * @throws RangeError when the text does not end with a newline, has control characters, or there is no signer
 */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  if (!text.endsWith('\n') || !isNoteText(text)) throw new RangeError('not the text of a note');
  if (signers.length === 0) throw new RangeError('a note has at least one signature');
  return formatNote({ text, signatures: signers.map((signer) => signText(text, signer)) });
}

function signText(text: string, { key, sign }: NoteSigner): NoteSignature {
  return { name: key.name, id: key.id, signature: sign(text) };
}

/** The note with one more signature line, e.g. a witness's; the text stays byte for byte. */
export function addSignature(note: SignedNote, signer: NoteSigner): SignedNote {
  return { text: note.text, signatures: [...note.signatures, signText(note.text, signer)] };
}

/** The exact bytes of a note, as text. */
export function formatNote(note: SignedNote): string {
  return `${note.text}\n${note.signatures.map(formatSignatureLine).join('')}`;
}

/** One signature line with its newline. */
export function formatSignatureLine({ name, id, signature }: NoteSignature): string {
  const keyIdBytes = Buffer.alloc(KEY_ID_BYTES);
  keyIdBytes.writeUInt32BE(id);
  return `— ${name} ${encodeBase64(Buffer.concat([keyIdBytes, signature]))}\n`;
}

/**
 * Takes a note apart without verifying anything. Bytes must be UTF-8, control characters other than newline
 * are refused.
 */
export function parseNote(note: string | Uint8Array): Parsed<SignedNote> {
  // A string of n characters has at least n bytes, so the cap holds for both forms before any work is done.
  if (note.length > MAX_NOTE_BYTES) return refused('note-too-large');
  const whole = typeof note === 'string' ? note : decodeUtf8(note);
  if (whole === undefined || !isNoteText(whole)) return refused('note-not-text');
  // The text may have empty lines, signature lines cannot: the last empty line is the border.
  const border = whole.lastIndexOf('\n\n');
  if (border === -1 || !whole.endsWith('\n') || border + 2 === whole.length) return refused('note-malformed');
  const signatures = parseSignatureLines(whole.slice(border + 2));
  return signatures.kind === 'refused'
    ? signatures
    : parsed({ text: whole.slice(0, border + 1), signatures: signatures.value });
}

/** Reads signature lines without a note, as a witness answers with; each ends with a newline. */
export function parseSignatureLines(lines: string): Parsed<NoteSignature[]> {
  const split = lines.split('\n');
  if (split.pop() !== '') return refused('signature-line-malformed');
  if (split.length > MAX_SIGNATURES) return refused('too-many-signatures');
  const signatures = split.map(parseSignatureLine);
  return signatures.every((signature) => signature !== undefined)
    ? parsed(signatures)
    : refused('signature-line-malformed');
}

function parseSignatureLine(line: string): NoteSignature | undefined {
  const [dash, name, encoded, ...rest] = line.split(' ');
  if (dash !== '—' || name === undefined || encoded === undefined || rest.length > 0 || !isKeyName(name))
    return undefined;
  const bytes = decodeOnce(encoded, 'base64');
  if (bytes === undefined || bytes.length <= KEY_ID_BYTES) return undefined;
  const id = Buffer.from(bytes.subarray(0, KEY_ID_BYTES)).readUInt32BE(0);
  return { name, id, signature: bytes.subarray(KEY_ID_BYTES) };
}

/**
 * Parses a note and verifies it.
 * @param verifiers the known keys, no two with the same name and id
 * @returns the text and one verified signature per known key that signed; refused when a known key's
 * signature is bad (`signature-invalid`) or no known key signed (`signature-missing`)
 */
export function openNote(note: string | Uint8Array, verifiers: readonly NoteVerifier[]): OpenedNote {
  const read = parseNote(note);
  if (read.kind === 'refused') return read;
  const { text, signatures } = read.value;
  const verified = new Map<NoteVerifier, VerifiedSignature>();
  for (const { name, id, signature } of signatures) {
    const [known, other] = verifiers.filter(({ key }) => key.name === name && key.id === id);
    if (known === undefined) continue;
    // Two keys colliding on name and id: either choice could condemn a good note or pass a wrong one.
    if (other !== undefined) return refused('key-ambiguous');
    if (!known.verify(text, signature)) return refused('signature-invalid');
    // A key counts once however often its line is repeated, or one witness could make up a quorum.
    if (!verified.has(known)) verified.set(known, { key: known.key, signature });
  }
  if (verified.size === 0) return refused('signature-missing');
  return { kind: 'opened', text, verified: [...verified.values()] };
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    // ignoreBOM keeps a byte order mark in the text: dropping it would verify other bytes than were sent.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

// Well-formed Unicode (a lone surrogate has no UTF-8) without ASCII control characters other than newline.
function isNoteText(text: string): boolean {
  if (!text.isWellFormed()) return false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 0x20 && code !== 0x0a) return false;
  }
  return true;
}
