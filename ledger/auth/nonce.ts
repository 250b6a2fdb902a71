// Server nonces: they stop signing in advance and replay. A nonce is a MAC over what it is bound to, so it costs no
// table until it is spent; spending happens in the commit that stores the record.
//
//   base64url( expires: uint48 BE, Unix milliseconds ‖ 16 random bytes ‖ HMAC-SHA256(key, context ‖ expires ‖ random) )

import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';

export const nonceLifetimeMs = 600_000;

const randomBytes = 16;
const headBytes = 6 + randomBytes;

export type NonceBinding = {
  site: string;
  origin: string;
  notice: string;
  version: number;
  thumbprint: string;
};

/** `issuedAt`: by the ledger's clock; whatever was signed over this nonce was signed later. */
export type NonceCheck =
  | { kind: 'accepted'; issuedAt: Date }
  | { kind: 'expired'; issuedAt: Date }
  | { kind: 'invalid' };

function mac(key: KeyObject, binding: NonceBinding, head: Buffer): Buffer {
  // JSON keeps the fields apart whatever they contain, so that no two bindings share one MAC input.
  const { site, origin, notice, version, thumbprint } = binding;
  return createHmac('sha256', key)
    .update(`optmark/nonce/v1${JSON.stringify([site, origin, notice, version, thumbprint])}`)
    .update(head)
    .digest();
}

export function issueNonce(key: KeyObject, binding: NonceBinding, now: Date, random: Buffer): string {
  if (random.length !== randomBytes) throw new RangeError('a nonce holds 16 random bytes');
  const head = Buffer.alloc(headBytes);
  head.writeUIntBE(now.getTime() + nonceLifetimeMs, 0, 6);
  random.copy(head, 6);
  return Buffer.concat([head, mac(key, binding, head)]).toString('base64url');
}

export function nonceExpiry(nonce: string): Date {
  return new Date(Buffer.from(nonce, 'base64url').readUIntBE(0, 6));
}

/** When a nonce says it was issued; true only once checkNonce has accepted it. */
export function claimedIssue(nonce: string): Date | undefined {
  const bytes = Buffer.from(nonce, 'base64url');
  return bytes.length < headBytes ? undefined : new Date(bytes.readUIntBE(0, 6) - nonceLifetimeMs);
}

/** Is this our nonce, for exactly this page, and still fresh? Whether it is unspent only the commit can say. */
export function checkNonce(key: KeyObject, binding: NonceBinding, nonce: string, now: Date): NonceCheck {
  const bytes = Buffer.from(nonce, 'base64url');
  // Re-encoding must give the same text, or one nonce could be spelled twice and be spent twice.
  if (bytes.length !== headBytes + 32 || bytes.toString('base64url') !== nonce) return { kind: 'invalid' };
  const head = bytes.subarray(0, headBytes);
  if (!timingSafeEqual(bytes.subarray(headBytes), mac(key, binding, head))) return { kind: 'invalid' };
  const expires = head.readUIntBE(0, 6);
  const issuedAt = new Date(expires - nonceLifetimeMs);
  return { kind: expires < now.getTime() ? 'expired' : 'accepted', issuedAt };
}
