// Compact JWS (RFC 7515) by plain WebCrypto. The header carries the page's public key; `ledger/channels/web.ts` reads it.
//
//   BASE64URL({"alg","typ","jwk"}) . BASE64URL(claims as JSON) . BASE64URL(signature)

import type { OptInClaims, OptOutClaims, OwnershipClaims } from '../../../ledger/channels/web/web.ts';
import { base64url } from './base64url.ts';
import type { PageKey } from './page-key.ts';

const utf8 = new TextEncoder();
const types = { opt_in: 'optin+jws', opt_out: 'optout+jws', prove_ownership: 'ownership+jws' };

export async function signClaims(
  { alg, algorithm, privateKey, jwk }: PageKey,
  claims: OptInClaims | OptOutClaims | OwnershipClaims,
): Promise<string> {
  const parts = [{ alg, typ: types[claims.kind], jwk }, claims];
  const input = parts.map((part) => base64url(utf8.encode(JSON.stringify(part)))).join('.');
  return `${input}.${base64url(await crypto.subtle.sign(algorithm, privateKey, utf8.encode(input)))}`;
}
