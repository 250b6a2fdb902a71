// Session tokens: the shop's server, which knows its logged-in customer, names the number; a script in the page cannot
// choose another. A compact JWS (RFC 7515) with JWT claims (RFC 7519), made by any JWT library or by ten lines:
//
//   header  {"alg":"HS256","typ":"JWT"}
//   claims  {"iss":"pk_…","aud":"optmark","number":"+14155550142","sub":"customer 1042","iat":1763846400,"exp":1763850000}
//   key     the session secret as it is written, `oss_…`, in ASCII
//
// One algorithm, no other header, no other claim: whatever is not listed is refused (RFC 8725). Whoever holds the token
// may, for this one number, opt in, look, and stop; so it lives an hour at most and never travels in a URL.

import { decodeJwt, errors, jwtVerify } from 'jose';
import { z } from 'zod';

/** Bytes of randomness in a secret. */
export const sessionSecretBytes = 32;
/** Characters of a token. */
export const sessionTokenMax = 1_500;
/** Seconds a token may live. */
export const sessionLifeMax = 3_600;
/** Seconds by which the shop's clock may differ from the ledger's. */
export const sessionSkew = 60;

export function formatSessionSecret(random: Buffer): string {
  if (random.length !== sessionSecretBytes) throw new RangeError('a session secret holds 32 random bytes');
  return `oss_${random.toString('base64url')}`;
}

export type Session = {
  /** As the shop wrote it; not yet normalised. */
  number: string;
  /** The shop's own name for the customer. */
  externalId?: string;
};

export type SessionRule =
  | 'malformed'
  | 'signature'
  | 'site'
  | 'claims'
  | 'lifetime'
  | 'issued_in_the_future'
  | 'expired';

export type SessionCheck = { kind: 'valid'; session: Session } | { kind: 'invalid'; rule: SessionRule };

const headerSchema = z.strictObject({ alg: z.literal('HS256'), typ: z.literal('JWT') });
const moment = z.int().min(0);
const claimsSchema = z.strictObject({
  iss: z.string(),
  aud: z.literal('optmark'),
  number: z.string().min(1).max(64),
  sub: z.string().min(1).max(128).optional(),
  iat: moment,
  exp: moment,
});

/**
 * Is this a session token of this site? Never throws on what is sent.
 * @param secrets those that are good, as written
 * @param now when it is asked: a token of the future is no token
 * @param usedAt when the page used it, not after `now`: a record that is forwarded later holds a token that was good then
 */
export async function checkSession(
  token: string,
  {
    site,
    secrets,
    now,
    usedAt = now,
  }: { site: string; secrets: readonly string[]; now: Date; usedAt?: Date },
): Promise<SessionCheck> {
  if (token.length > sessionTokenMax) return { kind: 'invalid', rule: 'malformed' };
  const claims = await signedClaims(token, secrets);
  if (typeof claims === 'string') return { kind: 'invalid', rule: claims };
  const rule = brokenRule(claims, site, now, usedAt);
  if (rule !== undefined) return { kind: 'invalid', rule };
  const { number, sub } = claims;
  return { kind: 'valid', session: { number, ...(sub !== undefined && { externalId: sub }) } };
}

type SessionClaims = z.infer<typeof claimsSchema>;

function brokenRule({ iss, iat, exp }: SessionClaims, site: string, now: Date, usedAt: Date) {
  if (iss !== site) return 'site';
  if (exp <= iat || exp - iat > sessionLifeMax) return 'lifetime';
  if (iat > now.getTime() / 1000 + sessionSkew) return 'issued_in_the_future';
  if (exp + sessionSkew <= usedAt.getTime() / 1000) return 'expired';
  return undefined;
}

/** The site a token says it is for, before anything of it is believed: it may be anything. Undefined where it says none. */
export function claimedSite(token: string): unknown {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

/** The claims under the first secret that made them, or the rule that is broken. */
async function signedClaims(token: string, secrets: readonly string[]): Promise<SessionClaims | SessionRule> {
  let rule: SessionRule = 'signature';
  for (const secret of secrets) {
    try {
      // At the beginning of time nothing has expired: time is judged above, by two clocks.
      const options = { algorithms: ['HS256'], typ: 'JWT', currentDate: new Date(0) };
      const { payload, protectedHeader } = await jwtVerify(token, Buffer.from(secret, 'ascii'), options);
      const claims = claimsSchema.safeParse(payload);
      return claims.success && headerSchema.safeParse(protectedHeader).success ? claims.data : 'claims';
    } catch (error) {
      rule = ruleOf(error);
      if (rule !== 'signature') return rule;
    }
  }
  return rule;
}

/** jose says what is wrong by classes of errors; anything it can throw is the sender's doing. */
function ruleOf(error: unknown): SessionRule {
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature';
  if (error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JOSEAlgNotAllowed)
    return 'claims';
  return 'malformed';
}
