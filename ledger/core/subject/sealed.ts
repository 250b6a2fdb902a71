// Sealed rows: records and keys as the database holds them, unreadable without the ledger's master key, and
// for good once the subject's key is destroyed (erasure).
//
//   wrapped key   = iv(12) || ciphertext(32) || tag(16)       plaintext: the owner's key
//                   under the master key, AAD "optmark/key/v1" 0x00 || owner id
//   sealed record = iv(12) || ciphertext(32 + n) || tag(16)   plaintext: nonce(32) || record bytes(n)
//                   under the owner's key, AAD "optmark/record/v1" 0x00 || the 33-byte public entry
//
// AES-256-GCM (NIST SP 800-38D). The AAD pins a row to its place: a key moved to another owner, or a record
// moved to another entry of the log, does not open. GCM does not commit to its key: code that opens a record
// also checks the opening against the entry (commitment.ts). An iv must never be used twice under one key.

import { createCipheriv, createDecipheriv } from 'node:crypto';
import { ENTRY_BYTES, NONCE_BYTES } from './commitment.ts';

/**
 * Bytes of a master, subject or business key. Raw bytes: as fast as a KeyObject here, and unwrapping yields
 * them.
 */
export const KEY_BYTES = 32;
/** Bytes of an iv: random. SP 800-38D section 8.3 allows 2^32 of them under one key. */
export const IV_BYTES = 12;

const tagBytes = 16;
const keyContext = Buffer.from('optmark/key/v1\0', 'latin1');
const recordContext = Buffer.from('optmark/record/v1\0', 'latin1');

export type OpenedRecord =
  | { readonly kind: 'opened'; readonly nonce: Buffer; readonly bytes: Buffer }
  | { readonly kind: 'refused' };

/**
 * The owner's key as it is stored.
 * @param master 32 bytes
 * @param owner id of the subject or business
 * @param key 32 bytes, random, fresh per owner
 * @param iv 12 bytes, random, fresh per call
 * @returns 60 bytes
 * @throws RangeError when a key or iv has another length
 */
export function wrapKey(master: Uint8Array, owner: string, key: Uint8Array, iv: Uint8Array): Buffer {
  requireLength(key, KEY_BYTES, 'a key');
  return encrypt(master, iv, keyAad(owner), key);
}

/**
 * The owner's key, 32 bytes; undefined when the wrapped bytes were not made by this master key for this
 * owner.
 * @throws RangeError when the master key is not 32 bytes
 */
export function unwrapKey(master: Uint8Array, owner: string, wrapped: Uint8Array): Buffer | undefined {
  if (wrapped.length !== IV_BYTES + KEY_BYTES + tagBytes) return undefined;
  return decrypt(master, keyAad(owner), wrapped);
}

/**
 * A record as it is stored.
 * @param key the owner's, 32 bytes
 * @param iv 12 bytes, random, fresh per call
 * @param entry the record's public entry, 33 bytes
 * @param nonce the entry's nonce, 32 bytes
 * @param recordBytes the record exactly as encoded
 * @returns 60 bytes more than the record
 * @throws RangeError when key, iv, entry or nonce has another length
 */
export function seal(
  key: Uint8Array,
  iv: Uint8Array,
  entry: Uint8Array,
  nonce: Uint8Array,
  recordBytes: Uint8Array,
): Buffer {
  requireLength(entry, ENTRY_BYTES, 'an entry');
  requireLength(nonce, NONCE_BYTES, 'a nonce');
  // One plaintext for one call of the cipher: two calls and the joining of their results cost more than this
  // copy.
  const plaintext = Buffer.allocUnsafe(NONCE_BYTES + recordBytes.length);
  plaintext.set(nonce, 0);
  plaintext.set(recordBytes, NONCE_BYTES);
  return encrypt(key, iv, recordAad(entry), plaintext);
}

/**
 * The nonce and record bytes of a sealed row. Refused when a single bit of row or entry is not what was
 * sealed, or the key is another's; bytes from the database never make it throw.
 * @throws RangeError when the key is not 32 bytes
 */
export function open(key: Uint8Array, entry: Uint8Array, sealed: Uint8Array): OpenedRecord {
  const plaintext = decrypt(key, recordAad(entry), sealed);
  if (plaintext === undefined || plaintext.length < NONCE_BYTES) return { kind: 'refused' };
  return {
    kind: 'opened',
    nonce: plaintext.subarray(0, NONCE_BYTES),
    bytes: plaintext.subarray(NONCE_BYTES),
  };
}

const keyAad = (owner: string) => Buffer.concat([keyContext, Buffer.from(owner, 'utf8')]);
const recordAad = (entry: Uint8Array) => Buffer.concat([recordContext, entry]);

/** iv(12) || ciphertext || tag(16). Under one key no iv may be used twice. */
export function encrypt(key: Uint8Array, iv: Uint8Array, aad: Buffer, plaintext: Uint8Array): Buffer {
  requireLength(key, KEY_BYTES, 'a key');
  requireLength(iv, IV_BYTES, 'an iv');
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes }).setAAD(aad);
  const ciphertext = cipher.update(plaintext);
  // GCM is a stream: nothing is left for `final`, which only makes the tag.
  cipher.final();
  return Buffer.concat([iv, ciphertext, cipher.getAuthTag()]);
}

/** The plaintext, or undefined if a bit of the ciphertext, the key or the AAD differs. */
export function decrypt(key: Uint8Array, aad: Buffer, sealed: Uint8Array): Buffer | undefined {
  requireLength(key, KEY_BYTES, 'a key');
  if (sealed.length < IV_BYTES + tagBytes) return undefined;
  const iv = sealed.subarray(0, IV_BYTES);
  // The length is fixed here: otherwise an attacker could offer a tag cut to 4 bytes and guess it.
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes })
    .setAAD(aad)
    .setAuthTag(sealed.subarray(-tagBytes));
  const plaintext = decipher.update(sealed.subarray(IV_BYTES, -tagBytes));
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return plaintext;
}

function requireLength(bytes: Uint8Array, length: number, what: string): void {
  if (bytes.length !== length) throw new RangeError(`${what} has ${length} bytes`);
}
