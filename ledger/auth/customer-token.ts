// Customer tokens: the shop's server, which knows its logged-in customer, names the number; a script in the
// page cannot choose another. A compact JWS (RFC 7515) with JWT claims (RFC 7519), made by any JWT library or
// by ten lines:
//
//   header  {"alg":"HS256","typ":"JWT"}
//   claims  {"iss":"pk_…","aud":"optmark","number":"+14155550142","sub":"customer 1042",
//           "iat":1763846400,"exp":1763850000} and "number_verified": true, where the shop has made
//           sure that the number is this customer's
//   key     the customer secret as it is written, `oct_…`, in ASCII
//
// One algorithm, no other header, no other claim: anything unlisted is refused (RFC 8725). The holder of the
// token may, for this one number, opt in, look, and stop; so it lives an hour at most and never travels in a
// URL.

import { decodeJwt, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { sha256Hex } from '../core/canonical.ts';
import type { CustomerTokenTrace } from '../core/consent/record.ts';
import { isReadOneWay } from '../core/jws.ts';

/** Bytes of randomness in a secret. */
export const customerSecretBytes = 32;
/** Characters of a token. */
export const customerTokenMax = 1_500;
/** Seconds a token may live. */
export const customerTokenLifeMax = 3_600;
/** Seconds by which the shop's clock may differ from the ledger's. */
export const customerTokenSkew = 60;

export function formatCustomerSecret(random: Buffer): string {
  if (random.length !== customerSecretBytes) throw new RangeError('a customer secret holds 32 random bytes');
  return `oct_${random.toString('base64url')}`;
}

export type Customer = {
  /** As the shop wrote it; not yet normalised. */
  number: string;
  /** The shop's own name for the customer. */
  externalId?: string;
  /** The shop says that it has verified the number. */
  verified?: true;
};

type CustomerTokenRule = 'malformed' | 'signature' | 'site' | 'claims' | 'lifetime' | 'issued_in_the_future';

export type CustomerTokenCheck =
  | { kind: 'valid'; customer: Customer }
  /** The shop's server has named this customer; nobody may use it any more. */
  | { kind: 'expired'; customer: Customer }
  | { kind: 'invalid'; rule: CustomerTokenRule };

const headerSchema = z.strictObject({ alg: z.literal('HS256'), typ: z.literal('JWT') });
const moment = z.int().min(0);
const claimsSchema = z.strictObject({
  iss: z.string(),
  aud: z.literal('optmark'),
  number: z.string().min(1).max(64),
  number_verified: z.boolean().optional(),
  sub: z.string().min(1).max(128).optional(),
  iat: moment,
  exp: moment,
});

/**
 * Is this a customer token of this site? Never throws on what is sent.
 * @param secrets the valid ones, as written
 * @param now the moment of the check: a token of the future is no token
 * @param usedAt when the page used it, not after `now`: a record that is forwarded later holds a token that
 * was good then
 */
export async function checkCustomerToken(
  token: string,
  {
    site,
    secrets,
    now,
    usedAt = now,
  }: { site: string; secrets: readonly string[]; now: Date; usedAt?: Date },
): Promise<CustomerTokenCheck> {
  if (token.length > customerTokenMax || !isReadOneWay(token)) return { kind: 'invalid', rule: 'malformed' };
  const claims = await signedClaims(token, secrets);
  if (typeof claims === 'string') return { kind: 'invalid', rule: claims };
  const rule = brokenRule(claims, site, now);
  if (rule !== undefined) return { kind: 'invalid', rule };
  const { number, sub, number_verified: verified, exp } = claims;
  const known = { ...(sub !== undefined && { externalId: sub }), ...(verified === true && { verified }) };
  const isOver = exp + customerTokenSkew <= usedAt.getTime() / 1000;
  return { kind: isOver ? 'expired' : 'valid', customer: { number, ...known } };
}

type CustomerTokenClaims = z.infer<typeof claimsSchema>;

function brokenRule({ iss, iat, exp }: CustomerTokenClaims, site: string, now: Date) {
  if (iss !== site) return 'site';
  if (exp <= iat || exp - iat > customerTokenLifeMax) return 'lifetime';
  if (iat > now.getTime() / 1000 + customerTokenSkew) return 'issued_in_the_future';
  return undefined;
}

/**
 * The site a token claims to be for, before the token is verified: it may be anything. Undefined if it names
 * none.
 */
export function claimedSite(token: string): unknown {
  try {
    return isReadOneWay(token) ? decodeJwt(token).iss : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The kept trace of a used token: its hash, by which the shop finds it among those it made, and its claims.
 * Never the token: for an hour, a reader of it could speak for the person.
 * @param token one that was verified, so its claims are those of the schema
 */
export const customerTokenTrace = (token: string): CustomerTokenTrace => ({
  sha256: sha256Hex(token),
  claims: decodeJwt(token) as CustomerTokenTrace['claims'],
});

/** The claims under the first secret that made them, or the rule that is broken. */
async function signedClaims(
  token: string,
  secrets: readonly string[],
): Promise<CustomerTokenClaims | CustomerTokenRule> {
  let rule: CustomerTokenRule = 'signature';
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

/** jose reports faults by classes of errors; anything it can throw is the sender's doing. */
function ruleOf(error: unknown): 'signature' | 'claims' | 'malformed' {
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature';
  if (error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JOSEAlgNotAllowed)
    return 'claims';
  return 'malformed';
}
