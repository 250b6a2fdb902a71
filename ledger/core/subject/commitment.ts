// The public entry: what the log shows the world of a record.
//
//   entry = 0x01 || HMAC-SHA256(nonce, record bytes)      33 bytes; nonce: 32 random bytes, fresh per record
//
// Without the nonce the entry is noise, even to a reader who can guess the record: that makes erasure
// possible in a log that never changes. With nonce and bytes (the opening) anyone can check the record
// against the log. A nonce must never be used twice nor be derived from anything that is kept.

import { createHmac, timingSafeEqual } from 'node:crypto';

/** Bytes of a nonce. */
export const NONCE_BYTES = 32;
/** Bytes of an entry. */
export const ENTRY_BYTES = 33;

const version = 0x01;

/**
 * The entry that commits to a record.
 * @param nonce 32 random bytes
 * @param recordBytes the record exactly as encoded
 * @returns 33 bytes
 * @throws RangeError when the nonce is not 32 bytes
 */
export function commit(nonce: Uint8Array, recordBytes: Uint8Array): Buffer {
  // HMAC pads a short key with zeros, so a nonce of another length could be a second opening of the same
  // entry.
  if (nonce.length !== NONCE_BYTES) throw new RangeError('a nonce has 32 bytes');
  const entry = Buffer.allocUnsafe(ENTRY_BYTES);
  entry[0] = version;
  entry.set(createHmac('sha256', nonce).update(recordBytes).digest(), 1);
  return entry;
}

/** Whether nonce and record bytes are the opening of this entry. Compares in constant time; never throws. */
export function opens(entry: Uint8Array, nonce: Uint8Array, recordBytes: Uint8Array): boolean {
  if (entry.length !== ENTRY_BYTES || nonce.length !== NONCE_BYTES) return false;
  return timingSafeEqual(commit(nonce, recordBytes), entry);
}
