// Meta's access tokens, as callers of the Cloud API send them (RFC 6750). operations/setup/senders.ts knows
// which senders a token belongs to.

/** Letters, digits and a few signs; the longest seen have some 300. */
export const accessTokenShape = /^[\x21-\x7e]{20,2048}$/;

const bearer = /^Bearer +(?=\S)/i;

/** The token in an Authorization header, or undefined if the header holds none. */
export function parseAccessToken(header: string | undefined): string | undefined {
  if (header === undefined || !bearer.test(header)) return undefined;
  const token = header.replace(bearer, '').trimEnd();
  return accessTokenShape.test(token) ? token : undefined;
}
