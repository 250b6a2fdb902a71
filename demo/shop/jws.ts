// A signed token for a reader: its header and claims, decoded but not verified. The command beside it
// verifies it.

export type TakenApart = { header: unknown; claims: unknown };

/** Undefined for text that is not a JWS in compact form (RFC 7515). */
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
