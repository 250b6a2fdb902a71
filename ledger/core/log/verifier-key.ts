// Verifier keys: the public half of a key that signs notes, and the one-line text it is published as.
//
// C2SP signed-note, "Verifier keys" and "Signatures":
//
//   <name>+<key id, 8 hex digits>+base64(<type byte> || <32-byte Ed25519 public key>)
//   key id = SHA-256(name || 0x0A || type byte || public key)[:4], big endian
//
// The id is short: it tells keys apart, it authenticates nothing. Only Ed25519 is known here, as a log's
// signature (0x01) or as a witness's timestamped cosignature (0x04); one key must never serve both.

import { createPublicKey, hash, type KeyObject } from 'node:crypto';
import { decodeOnce, encodeBase64 } from '../base64url.ts';
import { type Parsed, parsed, refused } from './refusal.ts';

/** The type byte of a plain Ed25519 signature over the note's text. */
export const TYPE_ED25519 = 0x01;
/** The type byte of a timestamped Ed25519 cosignature of a checkpoint. */
export const TYPE_COSIGNATURE = 0x04;

export type SignatureType = typeof TYPE_ED25519 | typeof TYPE_COSIGNATURE;

/** A public key under the name it signs with. */
export interface VerifierKey {
  readonly name: string;
  /** uint32 */
  readonly id: number;
  readonly type: SignatureType;
  /** 32 bytes, RFC 8032 encoding */
  readonly publicKey: Uint8Array;
}

const PUBLIC_KEY_BYTES = 32;
/**
 * Longest key line worth reading; a post-quantum key has 1,752 characters and deserves to be called
 * unsupported.
 */
const MAX_KEY_CHARACTERS = 4_096;

/** Whether a text can be a key's name: not empty, no Unicode space, no plus, no control character. */
export function isKeyName(name: string): boolean {
  return name.isWellFormed() && /^[^+\p{White_Space}\p{Cc}]+$/u.test(name);
}

/** The four-byte id, as an unsigned number. */
export function keyId(name: string, type: SignatureType, publicKey: Uint8Array): number {
  const digest = hash(
    'sha256',
    Buffer.concat([Buffer.from(`${name}\n`), Uint8Array.of(type), publicKey]),
    'buffer',
  );
  return digest.readUInt32BE(0);
}

/**
 * The verifier key of an Ed25519 key pair.
 * @param key public or private key object
 * @throws RangeError when the name is not allowed or the key is not Ed25519
 */
export function verifierKeyOf(name: string, type: SignatureType, key: KeyObject): VerifierKey {
  if (!isKeyName(name)) throw new RangeError('a key name has no space, plus or control character');
  if (key.asymmetricKeyType !== 'ed25519') throw new RangeError('only Ed25519 keys sign notes');
  const publicPart = key.type === 'private' ? createPublicKey(key) : key;
  const publicKey = Buffer.from(publicPart.export({ format: 'jwk' }).x ?? '', 'base64url');
  return { name, id: keyId(name, type, publicKey), type, publicKey };
}

/** The key as node:crypto verifies with it. */
export function publicKeyObject(key: VerifierKey): KeyObject {
  const x = Buffer.from(key.publicKey).toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

/** The one-line text of a verifier key, as published and as written into trust files. */
export function formatVerifierKey(key: VerifierKey): string {
  const id = key.id.toString(16).padStart(8, '0');
  return `${key.name}+${id}+${encodeBase64(Buffer.concat([Uint8Array.of(key.type), key.publicKey]))}`;
}

// Split at the first two plus signs only: base64 has plus signs of its own.
const KEY_LINE = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/s;

/**
 * Reads a verifier key; refuses an id that does not belong to the key, and types other than 0x01 and 0x04.
 */
export function parseVerifierKey(line: string): Parsed<VerifierKey> {
  if (line.length > MAX_KEY_CHARACTERS) return refused('verifier-key-malformed');
  const [, name = '', id = '', encoded = ''] = KEY_LINE.exec(line) ?? [];
  const material = decodeOnce(encoded, 'base64');
  if (!isKeyName(name) || material === undefined) return refused('verifier-key-malformed');
  const [type] = material;
  const publicKey = material.subarray(1);
  if (type !== TYPE_ED25519 && type !== TYPE_COSIGNATURE) return refused('verifier-key-unsupported');
  if (publicKey.length !== PUBLIC_KEY_BYTES) return refused('verifier-key-malformed');
  const key: VerifierKey = { name, id: Number.parseInt(id, 16), type, publicKey };
  return key.id === keyId(name, type, publicKey) ? parsed(key) : refused('verifier-key-id-mismatch');
}
