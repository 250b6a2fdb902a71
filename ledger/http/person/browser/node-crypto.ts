// What core uses of node:crypto, for a browser: SHA-256, HMAC and Ed25519 from the noble libraries. Vite puts
// this file in the place of node:crypto (../vite.config.ts), so that core is the same code here and in
// `optmark verify`.
//
// This code signs nothing and knows no secret: the data it checks is public, or the reader's own.

import { ed25519 } from '@noble/curves/ed25519.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

type Data = string | Uint8Array;
const bytesOf = (data: Data): Uint8Array => (typeof data === 'string' ? Buffer.from(data, 'utf8') : data);

function onlySha256(algorithm: string): void {
  if (algorithm !== 'sha256') throw new RangeError('only SHA-256 is known here');
}

export function hash(algorithm: string, data: Data, encoding: 'hex' | 'base64' | 'buffer'): string | Buffer {
  onlySha256(algorithm);
  const digest = Buffer.from(sha256(bytesOf(data)));
  return encoding === 'buffer' ? digest : digest.toString(encoding);
}

export function createHmac(algorithm: string, key: Uint8Array) {
  onlySha256(algorithm);
  const state = hmac.create(sha256, key);
  const chain = {
    update(data: Data) {
      state.update(bytesOf(data));
      return chain;
    },
    digest: () => Buffer.from(state.digest()),
  };
  return chain;
}

/** Both values are public here, so the time may depend on them. */
export function timingSafeEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

type PublicKey = { type: 'public'; asymmetricKeyType: 'ed25519'; bytes: Uint8Array };

export function createPublicKey({ key }: { key: { x: string } }): PublicKey {
  return { type: 'public', asymmetricKeyType: 'ed25519', bytes: Buffer.from(key.x, 'base64url') };
}

/** RFC 8032, as strict as Node: a signature in another encoding is not valid. */
export function verify(_: null, data: Uint8Array, key: PublicKey, signature: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, data, key.bytes, { zip215: false });
  } catch {
    return false;
  }
}

export function sign(): never {
  throw new Error('nothing is signed in a browser');
}
