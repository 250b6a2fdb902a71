// The ledger's published keys (RFC 7517), and whether one of them has signed a token: compact serialisation
// (RFC 7515), algorithm EdDSA with the curve Ed25519 (RFC 8037) or, which is the same, Ed25519 (RFC 9864). By
// `node:crypto` alone, so that a sender installs nothing beside this client.

import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { asObject } from './answer.ts';
import { call, type HowToCall } from './call.ts';

/** Keys are read again after this long, milliseconds: one that was taken back is believed no longer. */
const keysMaxAgeMs = 10 * 60_000;
/**
 * Keys are read at most once in this long, milliseconds, however many permits name a key that is not
 * published.
 */
const keysPauseMs = 1_000;

const algorithms: ReadonlySet<unknown> = new Set(['EdDSA', 'Ed25519']);

/** A JWK Set, as `/.well-known/jwks.json` answers it. */
export type JwkSet = { keys: readonly object[] };

/** The published key of this id. Rejects where the keys cannot be read. */
export type FindKey = (kid: string) => Promise<KeyObject | undefined>;

/**
 * Keys that are at hand need no network; otherwise they are read once, and again for a key id not seen
 * before.
 */
export function keysOf(base: string, jwks: JwkSet | undefined, how: Omit<HowToCall, 'retries'>): FindKey {
  if (jwks !== undefined) {
    const keys = keysIn(jwks);
    return async (kid) => keys.get(kid);
  }
  let known: { keys: Map<string, KeyObject>; at: number } | undefined;
  let reading: Promise<Map<string, KeyObject>> | undefined;
  const ageMs = () => (known === undefined ? Number.POSITIVE_INFINITY : Date.now() - known.at);
  const readAnew = async () => {
    reading ??= fetchKeys(`${base}/.well-known/jwks.json`, how).finally(() => (reading = undefined));
    const keys = await reading;
    known = { keys, at: Date.now() };
    return keys;
  };
  return async (kid) => {
    const keys = known === undefined || ageMs() >= keysMaxAgeMs ? await readAnew() : known.keys;
    return keys.get(kid) ?? (ageMs() >= keysPauseMs ? (await readAnew()).get(kid) : undefined);
  };
}

async function fetchKeys(url: string, how: Omit<HowToCall, 'retries'>): Promise<Map<string, KeyObject>> {
  const called = await call(url, { headers: { accept: 'application/json' } }, { ...how, retries: 0 });
  if (called.kind === 'silent' || called.status !== 200) throw new Error('the keys cannot be read');
  return keysIn(called.body);
}

/** Those that sign tokens, by their id. */
function keysIn(jwks: unknown): Map<string, KeyObject> {
  const { keys } = asObject(jwks);
  if (!Array.isArray(keys)) throw new Error('this is no JWK Set');
  const signing = keys.map(asObject).filter(({ kty, crv, use = 'sig', alg = 'EdDSA' }) => {
    return kty === 'OKP' && crv === 'Ed25519' && use === 'sig' && algorithms.has(alg);
  });
  return new Map(
    signing.map(({ kid, x }) => {
      const key = { kty: 'OKP', crv: 'Ed25519', x: x as string };
      return [kid as string, createPublicKey({ format: 'jwk', key })];
    }),
  );
}

/** A token's claims, if a published key has signed it as this type of token; else it throws. */
export async function signedClaims(token: string, type: string, keyOf: FindKey): Promise<unknown> {
  const [header = '', claims = '', signature = '', ...more] = token.split('.');
  const { alg, typ, kid, crit } = asObject(jsonIn(header));
  // Type and algorithm before the signature: one kind of token never passes as another. No extension is known
  // here.
  if (!algorithms.has(alg) || typ !== type || crit !== undefined || more.length > 0) throw notSigned();
  const key = typeof kid === 'string' ? await keyOf(kid) : undefined;
  const bytes = Buffer.from(`${header}.${claims}`, 'latin1');
  if (key === undefined || !verify(null, bytes, key, Buffer.from(signature, 'base64url'))) throw notSigned();
  return jsonIn(claims);
}

const notSigned = () => new Error('not signed by a published key');

/** As the ledger writes it, and no other way: a member named twice would say two things to two readers. */
function jsonIn(encoded: string): unknown {
  const text = Buffer.from(encoded, 'base64url').toString('utf8');
  const value: unknown = JSON.parse(text);
  if (JSON.stringify(value) !== text) throw notSigned();
  return value;
}
