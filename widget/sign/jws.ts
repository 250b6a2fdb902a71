// Compact JWS (RFC 7515) by plain WebCrypto. The header carries the page's public key; `ledger/channels/web.ts` reads it.
//
//   BASE64URL({"alg","typ","jwk"}) . BASE64URL(claims as JSON) . BASE64URL(signature)

import type { OptInClaims, OptOutClaims } from '../../ledger/channels/web.ts';
import { base64url } from './base64url.ts';
import type { PageKey } from './page-key.ts';

const utf8 = new TextEncoder();
const types = { opt_in: 'optin+jws', opt_out: 'optout+jws' } as const;

export async function signClaims(key: PageKey, claims: OptInClaims | OptOutClaims): Promise<string> {
  const header = { alg: key.alg, typ: types[claims.kind], jwk: key.jwk };
  const input = [header, claims].map((part) => base64url(utf8.encode(JSON.stringify(part)))).join('.');
  const algorithm = key.alg === 'Ed25519' ? { name: key.alg } : { name: 'ECDSA', hash: 'SHA-256' };
  const signature = await crypto.subtle.sign(algorithm, key.privateKey, utf8.encode(input));
  return `${input}.${base64url(signature)}`;
}
