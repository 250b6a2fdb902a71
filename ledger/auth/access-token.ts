// Meta's access tokens, as callers of the Cloud API send them (RFC 6750). Whose a token is says operations/senders.ts.

/** Letters, digits and a few signs; the longest seen have some 300. */
export const accessTokenShape = /^[\x21-\x7e]{20,2048}$/;

const bearer = /^Bearer +(?=\S)/i;

/** The token in an Authorization header, or undefined where there is none that could be one. */
export function parseAccessToken(header: string | undefined): string | undefined {
  if (header === undefined || !bearer.test(header)) return undefined;
  const token = header.replace(bearer, '').trimEnd();
  return accessTokenShape.test(token) ? token : undefined;
}
