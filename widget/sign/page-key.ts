// The page's own key: made in the browser, non-extractable, kept in memory for one page view and nowhere else, so that
// it can identify nobody tomorrow. Ed25519 where WebCrypto has it, ES256 otherwise (RFC 7518, RFC 8037, RFC 9864).

import { base64url } from './base64url.ts';

export type PageKey = {
  alg: 'Ed25519' | 'ES256';
  privateKey: CryptoKey;
  /** The public members only, in the order RFC 7638 hashes them. */
  jwk: JsonWebKey;
  /** RFC 7638, SHA-256, base64url. */
  thumbprint: string;
};

/** Lexicographic order is part of RFC 7638 section 3.2. */
const publicMembers = { Ed25519: ['crv', 'kty', 'x'], ES256: ['crv', 'kty', 'x', 'y'] } as const;

export async function generatePageKey(alg?: PageKey['alg']): Promise<PageKey> {
  if (alg === undefined) return generatePageKey('Ed25519').catch(() => generatePageKey('ES256'));
  const algorithm = alg === 'Ed25519' ? { name: alg } : { name: 'ECDSA', namedCurve: 'P-256' };
  const pair = (await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])) as CryptoKeyPair;
  const exported = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const jwk = Object.fromEntries(publicMembers[alg].map((name) => [name, exported[name]]));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(jwk)));
  return { alg, privateKey: pair.privateKey, jwk, thumbprint: base64url(digest) };
}

let shared: Promise<PageKey> | undefined;

/** One key for all elements of this page view, made at the first tick. Rejects where the page is no secure context. */
export function pageKey(): Promise<PageKey> {
  shared ??= generatePageKey();
  // A failure must not be remembered for the life of the page.
  shared.catch(() => {
    shared = undefined;
  });
  return shared;
}
