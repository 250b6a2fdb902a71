// A signed token as a reader sees it: header and claims, taken apart and not verified. Verifying is what the command
// beside it does.

export type TakenApart = { header: unknown; claims: unknown };

/** Undefined for what is no JWS in compact form (RFC 7515). */
export function takeApart(token: string): TakenApart | undefined {
  const [header, claims, signature, more] = token.split('.');
  if (!header || !claims || !signature || more !== undefined) return undefined;
  try {
    return { header: read(header), claims: read(claims) };
  } catch {
    return undefined;
  }
}

const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
