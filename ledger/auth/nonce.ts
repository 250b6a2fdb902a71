// Server nonces: they stop signing in advance and replay. A nonce is a MAC over what it is bound to, so it
// costs no table until it is spent; spending happens in the commit that stores the record.
//
//   base64url( head: expires uint48 BE, Unix milliseconds ‖ 16 random bytes
//              MAC "nonce/v1" of site, origin, notice, version, thumbprint, head )

import { decodeOnce } from '../core/base64url.ts';
import { type MacKeys, mac, macIs } from '../core/mac.ts';

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

/** `issuedAt`: by the ledger's clock; a signature over this nonce is later than that. */
export type NonceCheck =
  | { kind: 'accepted'; issuedAt: Date }
  | { kind: 'expired'; issuedAt: Date }
  | { kind: 'invalid' };

const partsOf = ({ site, origin, notice, version, thumbprint }: NonceBinding, head: Buffer) =>
  [site, origin, notice, String(version), thumbprint, head] as const;

export function issueNonce(keys: MacKeys, binding: NonceBinding, now: Date, random: Buffer): string {
  if (random.length !== randomBytes) throw new RangeError('a nonce holds 16 random bytes');
  const head = Buffer.alloc(headBytes);
  head.writeUIntBE(now.getTime() + nonceLifetimeMs, 0, 6);
  random.copy(head, 6);
  return Buffer.concat([head, mac(keys, 'nonce/v1', ...partsOf(binding, head))]).toString('base64url');
}

export function nonceExpiry(nonce: string): Date {
  return new Date(Buffer.from(nonce, 'base64url').readUIntBE(0, 6));
}

/** When a nonce says it was issued; true only once checkNonce has accepted it. */
export function claimedIssue(nonce: string): Date | undefined {
  const bytes = decodeOnce(nonce);
  if (bytes === undefined || bytes.length < headBytes) return undefined;
  return new Date(bytes.readUIntBE(0, 6) - nonceLifetimeMs);
}

/**
 * Is this our nonce, for exactly this page, and still fresh? Whether it is unspent only the commit can say.
 */
export function checkNonce(keys: MacKeys, binding: NonceBinding, nonce: string, now: Date): NonceCheck {
  // Spelled in two ways, one nonce could be spent twice.
  const bytes = decodeOnce(nonce);
  const head = bytes?.subarray(0, headBytes);
  if (bytes === undefined || head?.length !== headBytes) return { kind: 'invalid' };
  if (!macIs(keys, bytes.subarray(headBytes), 'nonce/v1', ...partsOf(binding, head)))
    return { kind: 'invalid' };
  const expires = head.readUIntBE(0, 6);
  const issuedAt = new Date(expires - nonceLifetimeMs);
  return { kind: expires < now.getTime() ? 'expired' : 'accepted', issuedAt };
}
