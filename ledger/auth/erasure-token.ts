// The token of a preview: what an erasure will take, and who has seen that. It holds random ids, and the
// name that was asked about, sealed. It is bound to the key that asked: another key, of the same business or
// of another, erases nothing with it.
//
//   token = base64url(claims, JSON) . base64url( MAC "erasure-token/v1" of the claims )

import { z } from 'zod';
import { decodeOnce } from '../core/base64url.ts';
import { type MacKeys, mac, macIs } from '../core/mac.ts';

/** Milliseconds: what was looked at may change after it. */
export const erasureTokenMs = 15 * 60 * 1000;

/** Characters: of as many subjects as the gate follows. */
export const erasureTokenMax = 16_384;

const claimsSchema = z.strictObject({
  /** Used up by the erasure. */
  id: z.uuid(),
  business: z.string(),
  key: z.string(),
  /** The subjects that the identifier named, the person's, and all that links join to them; or none. */
  named: z.array(z.uuid()),
  subjects: z.array(z.uuid()),
  all: z.array(z.uuid()),
  /**
   * Of a person with more names than the gate follows, in the place of `subjects` and `all`: the SHA-256 of
   * both. Thousands of ids are in no request.
   */
  circle: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  /** The name, sealed: rows of which no record tells are found by it. Absent: asked about no name. */
  asked: z.base64().optional(),
  /** Of the log that the preview saw. */
  tree_size: z.int(),
  /** ISO 8601. */
  expires_at: z.string(),
});
export type ErasureClaims = z.infer<typeof claimsSchema>;

export function issueErasureToken(keys: MacKeys, claims: ErasureClaims): string {
  const body = Buffer.from(JSON.stringify(claims));
  return `${body.toString('base64url')}.${mac(keys, 'erasure-token/v1', body).toString('base64url')}`;
}

/** Undefined: not a token for this key. Never throws on what a caller sends. */
export function openErasureToken(
  keys: MacKeys,
  { business, key }: { business: string; key: string },
  token: string,
): ErasureClaims | undefined {
  const [body, seal, ...rest] = token.split('.').map((part) => decodeOnce(part));
  if (body === undefined || seal === undefined || rest.length > 0) return undefined;
  if (!macIs(keys, seal, 'erasure-token/v1', body)) return undefined;
  const claims = claimsSchema.parse(JSON.parse(body.toString('utf8')));
  return claims.business === business && claims.key === key ? claims : undefined;
}
