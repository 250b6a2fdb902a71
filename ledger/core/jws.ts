// JWS compact serialisation (RFC 7515) with Ed25519, for the three things the ledger signs with its token
// key: receipts, permits and bundles of records. The log's note key is another key for another job.
//
// Signed under the algorithm name `EdDSA` (RFC 8037), which every library knows; read under that name and the
// fully specified `Ed25519` (RFC 9864). Both are the same signature under the same key, and the header that
// names either is signed.

import { type KeyObject, sign } from 'node:crypto';
import {
  compactVerify,
  decodeProtectedHeader,
  importJWK,
  type JWK,
  type ProtectedHeaderParameters,
} from 'jose';
import { decodeOnce } from './base64url.ts';
import { parseNamedOnce } from './named-once.ts';

/** The name that receipts and permits are signed under, and that the published keys bear. */
export const tokenAlgorithm = 'EdDSA';
/** The names that are read. */
const algorithms = [tokenAlgorithm, 'Ed25519'];

/** An Ed25519 private key and the id under which its public half is published. */
export type TokenSigner = { key: KeyObject; kid: string };

/** What a token may be for; the type is checked on verification so that one kind never passes as another. */
export type TokenType =
  | ('optmark-receipt+jws' | 'optmark-permit+jws')
  | ('optmark-bundle+jws' | 'optmark-dispute+jws');

/**
 * Signed by hand and in this thread: jose hands each signature to another thread, whose waking costs about as
 * much. Every token is verified with jose in the tests.
 */
export function signToken({ key, kid }: TokenSigner, typ: TokenType, claims: object): string {
  const header = base64url(JSON.stringify({ alg: tokenAlgorithm, typ, kid }));
  const signed = `${header}.${base64url(JSON.stringify(claims))}`;
  return `${signed}.${sign(null, Buffer.from(signed, 'latin1'), key).toString('base64url')}`;
}

const base64url = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');

/**
 * `reason` is a sentence of ours: it reaches terminals and logs, so it repeats nothing that the token says.
 */
export type TokenVerification = { kind: 'valid'; claims: unknown } | { kind: 'invalid'; reason: string };

const invalid = (reason: string): TokenVerification => ({ kind: 'invalid', reason });

/** Verify against published keys (a JWKS's `keys`). Never throws on attacker input. */
export async function verifyToken(
  token: string,
  typ: TokenType,
  keys: readonly JWK[],
): Promise<TokenVerification> {
  const header = headerOf(token);
  if (header === undefined || !isSpelledOnce(token)) return invalid('not a JWS in compact serialisation');
  if (!isReadOneWay(token)) return invalid('its header or payload is no JSON that names each member once');
  // Before the signature, so that one kind of token never passes as another, even with a good signature.
  if (header.typ !== typ) return invalid(`not of the type ${typ}`);
  const jwk = keys.find(({ kid }) => kid !== undefined && kid === header.kid);
  if (jwk === undefined || !isForTokens(jwk)) return invalid('signed by a key that is not published');
  try {
    const key = await importJWK(jwk, 'Ed25519');
    const { payload } = await compactVerify(token, key, { algorithms });
    return { kind: 'valid', claims: JSON.parse(Buffer.from(payload).toString('utf8')) };
  } catch {
    return invalid('the signature does not verify');
  }
}

function headerOf(token: string): ProtectedHeaderParameters | undefined {
  try {
    return decodeProtectedHeader(token);
  } catch {
    return undefined;
  }
}

/**
 * The last character of base64url may hold bits that decode to nothing: two texts must not be one token, nor
 * one key.
 */
function isSpelledOnce(text: string): boolean {
  return text.split('.').every((part) => decodeOnce(part) !== undefined);
}

/**
 * Whether header and payload of a compact JWS are JSON that names each member once: of two, the reader that
 * checks and the reader that acts could take different ones.
 */
export function isReadOneWay(token: string): boolean {
  try {
    for (const part of token.split('.', 2)) parseNamedOnce(Buffer.from(part, 'base64url').toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether a key says of itself that it signs, with this algorithm (RFC 7517 sections 4.2 and 4.4), and has
 * one spelling.
 */
function isForTokens({ use = 'sig', alg = tokenAlgorithm, x }: JWK): boolean {
  return use === 'sig' && algorithms.includes(alg) && typeof x === 'string' && isSpelledOnce(x);
}
