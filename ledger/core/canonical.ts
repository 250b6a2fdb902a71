// Canonical JSON (RFC 8785) and the digests taken over it. Everything that is hashed or signed is encoded
// here once, then stored, hashed and served as those bytes; nothing ever re-encodes it.

import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** RFC 8785 bytes of a JSON value. Throws on what JSON cannot hold (a lone surrogate, NaN, a cycle). */
export function canonicalBytes(value: object): Buffer {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return Buffer.from(text, 'utf8');
}

/** SHA-256 as 64 lowercase hexadecimal digits. */
export function sha256Hex(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex');
}
