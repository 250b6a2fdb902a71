// Compact JWS (RFC 7515) by plain WebCrypto. The header holds the page's public key.
// `ledger/channels/web/web.ts` reads it.
//
//   BASE64URL({"alg","typ","jwk"}) . BASE64URL(claims as JSON) . BASE64URL(signature)

import type { OptInClaims, OptOutClaims, OwnershipClaims } from '../../../ledger/channels/web/web.ts';
import { base64url } from './base64url.ts';
import type { PageKey } from './page-key.ts';

const utf8 = new TextEncoder();

/** As it is: some libraries (Prototype) give arrays a `toJSON` that makes text of them. */
const json = (part: object): string =>
  JSON.stringify(part, function (this: Record<string, unknown>, key) {
    return this[key];
  });

export async function signClaims(
  { alg, algorithm, privateKey, jwk }: PageKey,
  claims: OptInClaims | OptOutClaims | OwnershipClaims,
): Promise<string> {
  // optin+jws, optout+jws, ownership+jws
  const typ = `${claims.kind.replace(/prove|_/g, '')}+jws`;
  const parts = [{ alg, typ, jwk }, claims];
  const input = parts.map((part) => base64url(utf8.encode(json(part)))).join('.');
  return `${input}.${base64url(await crypto.subtle.sign(algorithm, privateKey, utf8.encode(input)))}`;
}
