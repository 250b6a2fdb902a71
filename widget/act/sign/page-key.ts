// The page's own key: made in the browser, non-extractable, and kept only in memory for one page view, so
// that it cannot identify a person later. Ed25519 where WebCrypto has it, ES256 otherwise (RFC 7518, RFC
// 8037, RFC 9864).

import { base64url } from './base64url.ts';

export type PageKey = {
  alg: 'Ed25519' | 'ES256';
  /** The parameters with which WebCrypto signs. */
  algorithm: { name: string; hash?: string };
  privateKey: CryptoKey;
  /** The public members only, in the order RFC 7638 hashes them. */
  jwk: JsonWebKey;
  /** RFC 7638, SHA-256, base64url. */
  thumbprint: string;
};

const algorithms = {
  Ed25519: { name: 'Ed25519' },
  ES256: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
};

export async function generatePageKey(alg?: PageKey['alg']): Promise<PageKey> {
  if (!alg) return generatePageKey('Ed25519').catch(() => generatePageKey('ES256'));
  const { subtle } = crypto;
  const algorithm = algorithms[alg];
  const pair = (await subtle.generateKey(algorithm, false, ['sign', 'verify'])) as CryptoKeyPair;
  // Lexicographic order is part of RFC 7638 section 3.2; Ed25519 has no `y`.
  const { crv, kty, x, y } = await subtle.exportKey('jwk', pair.publicKey);
  const jwk = { crv, kty, x, ...(y && { y }) } as JsonWebKey;
  const digest = await subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(jwk)));
  return { alg, algorithm, privateKey: pair.privateKey, jwk, thumbprint: base64url(digest) };
}

let shared: Promise<PageKey> | undefined;

/**
 * One key for all elements of this page view, made at the first tick. Rejects where the page is not a secure
 * context.
 */
export function pageKey(): Promise<PageKey> {
  shared ??= generatePageKey();
  // A failure must not be remembered for the life of the page.
  shared.catch(() => {
    shared = undefined;
  });
  return shared;
}
