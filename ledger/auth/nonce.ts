// Server nonces: they stop signing in advance and replay. A nonce is a MAC over what it is bound to, so it costs no
// table until it is spent; spending happens in the commit that stores the record.
//
//   base64url( expires: uint32 BE, Unix seconds ‖ 16 random bytes ‖ HMAC-SHA256(key, context ‖ expires ‖ random) )

import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';

export const nonceLifetimeSeconds = 600;

export type NonceBinding = {
  site: string;
  origin: string;
  notice: string;
  version: number;
  thumbprint: string;
};

export type NonceCheck = { kind: 'accepted' } | { kind: 'invalid' } | { kind: 'expired' };

function mac(key: KeyObject, binding: NonceBinding, head: Buffer): Buffer {
  // JSON keeps the fields apart whatever they contain, so that no two bindings share one MAC input.
  const { site, origin, notice, version, thumbprint } = binding;
  return createHmac('sha256', key)
    .update(`optmark/nonce/v1${JSON.stringify([site, origin, notice, version, thumbprint])}`)
    .update(head)
    .digest();
}

export function issueNonce(key: KeyObject, binding: NonceBinding, now: Date, random: Buffer): string {
  const head = Buffer.alloc(20);
  head.writeUInt32BE(Math.floor(now.getTime() / 1000) + nonceLifetimeSeconds, 0);
  random.copy(head, 4, 0, 16);
  return Buffer.concat([head, mac(key, binding, head)]).toString('base64url');
}

export function nonceExpiry(nonce: string): Date {
  return new Date(Buffer.from(nonce, 'base64url').readUInt32BE(0) * 1000);
}

/** Is this our nonce, for exactly this page, and still fresh? Whether it is unspent only the commit can say. */
export function checkNonce(key: KeyObject, binding: NonceBinding, nonce: string, now: Date): NonceCheck {
  const bytes = Buffer.from(nonce, 'base64url');
  // Re-encoding must give the same text, or one nonce could be spelled twice and be spent twice.
  if (bytes.length !== 52 || bytes.toString('base64url') !== nonce) return { kind: 'invalid' };
  const head = bytes.subarray(0, 20);
  if (!timingSafeEqual(bytes.subarray(20), mac(key, binding, head))) return { kind: 'invalid' };
  return head.readUInt32BE(0) * 1000 < now.getTime() ? { kind: 'expired' } : { kind: 'accepted' };
}
