// The signature of a page: JWS compact serialisation (RFC 7515) under a public key in its own header, Ed25519
// (RFC 8037, RFC 9864) or ES256 (RFC 7518 section 3.4), and the key's thumbprint (RFC 7638).
//
// Done here and not with jose, which hands import, verification and digest to other threads: waking them
// costs more than the work. The tests sign with jose and with a browser, and refuse what RFC 8725 warns of.

import { createPublicKey, hash, verify } from 'node:crypto';
import { decodeOnce } from '../../core/base64url.ts';
import { namesEachOnce } from '../../core/named-once.ts';
import { parseJson } from '../json.ts';

const algorithms = {
  Ed25519: { kty: 'OKP', crv: 'Ed25519', members: ['crv', 'kty', 'x'], digest: null },
  EdDSA: { kty: 'OKP', crv: 'Ed25519', members: ['crv', 'kty', 'x'], digest: null },
  ES256: { kty: 'EC', crv: 'P-256', members: ['crv', 'kty', 'x', 'y'], digest: 'sha256' },
} as const;

type Algorithm = keyof typeof algorithms;

export type PageSignature =
  | { kind: 'verified'; payload: Buffer; thumbprint: string }
  /** Not three parts of base64url. */
  | { kind: 'malformed' }
  /**
   * Another type, an algorithm not of these, a key that does not fit, or a signature that does not verify.
   */
  | { kind: 'invalid' };

/** 32 bytes on either curve. Another spelling of them would be another thumbprint of the same key. */
const isCoordinate = (value: unknown) => typeof value === 'string' && decodeOnce(value)?.length === 32;

/** Verify a JWS of type `typ` with the key in its header. Never throws on attacker input. */
export function verifyPageSignature(jws: string, typ: string): PageSignature {
  // Each part in its one spelling, or one record could be posted in many.
  const [header, payload, signature, ...more] = jws.split('.', 4).map((part) => decodeOnce(part));
  if (!header?.length || !payload?.length || !signature?.length || more.length > 0)
    return { kind: 'malformed' };
  const key = pageKeyOf(header, typ);
  const signed = jws.slice(0, jws.lastIndexOf('.'));
  if (key === undefined || !isSignedBy(key, signed, signature)) return { kind: 'invalid' };
  return { kind: 'verified', payload, thumbprint: thumbprint(key.jwk) };
}

/** The thumbprint of the key in a stored JWS's header; it was verified when it was stored. */
export function pageThumbprintOf(jws: string, typ: string): string | undefined {
  const header = decodeOnce(jws.split('.', 1)[0] ?? '');
  const key = header && pageKeyOf(header, typ);
  return key && thumbprint(key.jwk);
}

type PageKey = { alg: Algorithm; jwk: Record<string, string> };

function pageKeyOf(header: Buffer, typ: string): PageKey | undefined {
  const fields = parseObject(header.toString('utf8'));
  // Exactly these three: one more could change what the signature covers (RFC 7797) or point elsewhere.
  if (fields === undefined || Object.keys(fields).toSorted().join() !== 'alg,jwk,typ') return undefined;
  const { alg, jwk } = fields;
  // A fixed list: "none" and symmetric algorithms never verify, even if the header names them.
  if (fields.typ !== typ || typeof alg !== 'string' || !Object.hasOwn(algorithms, alg)) return undefined;
  const public_ = publicPart(alg as Algorithm, jwk);
  return public_ && { alg: alg as Algorithm, jwk: public_ };
}

/**
 * The members that make the key, in the order of RFC 7638; a private key is refused, it must never leave the
 * page.
 */
function publicPart(alg: Algorithm, jwk: unknown): Record<string, string> | undefined {
  if (typeof jwk !== 'object' || jwk === null || 'd' in jwk) return undefined;
  const { kty, crv, members } = algorithms[alg];
  const given = jwk as Record<string, unknown>;
  if (given.kty !== kty || given.crv !== crv) return undefined;
  // A key may name its purpose; a key for another purpose is not ours to use (RFC 7517 sections 4.2 and 4.4).
  if ((given.use ?? 'sig') !== 'sig' || (given.alg ?? alg) !== alg) return undefined;
  if (!members.every((name) => name === 'crv' || name === 'kty' || isCoordinate(given[name])))
    return undefined;
  return Object.fromEntries(members.map((name) => [name, given[name] as string]));
}

function isSignedBy({ alg, jwk }: PageKey, signed: string, signature: Buffer): boolean {
  try {
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    // JOSE's ECDSA signatures are r ‖ s, not DER.
    const input = { key, dsaEncoding: 'ieee-p1363' } as const;
    return verify(algorithms[alg].digest, Buffer.from(signed, 'latin1'), input, signature);
  } catch {
    // Not a point of the curve, or not the length of a key.
    return false;
  }
}

const thumbprint = (jwk: Record<string, string>): string => hash('sha256', JSON.stringify(jwk), 'base64url');

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value = parseJson(text);
    // A library that takes the first `alg` and one that takes the last would judge two signatures.
    const isOne = typeof value === 'object' && value !== null && namesEachOnce(text, value);
    return isOne ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
