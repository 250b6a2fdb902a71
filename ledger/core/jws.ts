// JWS compact serialisation (RFC 7515) with the fully specified algorithm name `Ed25519` (RFC 9864), for the two
// things the ledger signs with its token key: receipts and permits. The log's note key is another key for another job.

import { type KeyObject, sign } from 'node:crypto';
import {
  compactVerify,
  decodeProtectedHeader,
  importJWK,
  type JWK,
  type ProtectedHeaderParameters,
} from 'jose';

/** An Ed25519 private key and the id under which its public half is published. */
export type TokenSigner = { key: KeyObject; kid: string };

/** What a token may be for; the type is checked on verification so that one kind never passes as another. */
export type TokenType = 'optmark-receipt+jws' | 'optmark-permit+jws';

/**
 * Signed by hand and in this thread: jose hands each signature to another thread, whose waking costs about as much.
 * Every token is verified with jose in the tests.
 */
export function signToken({ key, kid }: TokenSigner, typ: TokenType, claims: object): string {
  const header = base64url(JSON.stringify({ alg: 'Ed25519', typ, kid }));
  const signed = `${header}.${base64url(JSON.stringify(claims))}`;
  return `${signed}.${sign(null, Buffer.from(signed, 'latin1'), key).toString('base64url')}`;
}

const base64url = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');

/** `reason` is a sentence of ours: it reaches terminals and logs, so it repeats nothing that the token says. */
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
  // Before the signature, so that one kind of token never passes as another, whoever signed it.
  if (header.typ !== typ) return invalid(`not of the type ${typ}`);
  const jwk = keys.find(({ kid }) => kid !== undefined && kid === header.kid);
  if (jwk === undefined || !isForTokens(jwk)) return invalid('signed by a key that is not published');
  try {
    const key = await importJWK(jwk, 'Ed25519');
    const { payload } = await compactVerify(token, key, { algorithms: ['Ed25519'] });
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

/** The last character of base64url may hold bits that decode to nothing: two texts must not be one token, nor one key. */
function isSpelledOnce(text: string): boolean {
  return text.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
}

/** Whether a key says of itself that it signs, with this algorithm (RFC 7517 sections 4.2 and 4.4), and has one spelling. */
function isForTokens({ use = 'sig', alg = 'Ed25519', x }: JWK): boolean {
  return use === 'sig' && alg === 'Ed25519' && typeof x === 'string' && isSpelledOnce(x);
}
