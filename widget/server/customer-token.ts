// A customer token, made by a shop's server: a JWT that names the number of a logged-in customer, and that
// the widget passes on. ledger/auth/customer-token.ts has the format. Must never run in a page: a page with
// the secret could name any number.

import { createHmac } from 'node:crypto';

export type CustomerFacts = {
  /** Publishable key of the site, `pk_…`. */
  site: string;
  /** From `optmark site token-secret`, `oct_…`. */
  secret: string;
  /** E.164. */
  number: string;
  /** The shop's own id of the customer. */
  customer?: string;
  /** Whether the shop has verified that the number is this customer's. */
  numberVerified?: boolean;
  /** How long the token is valid, seconds, at most 3600: as long as a customer may leave the page open. */
  seconds?: number;
};

/** @param now the moment of issue */
export function customerToken(facts: CustomerFacts, now: Date = new Date()): string {
  const { site, secret, number, customer, numberVerified, seconds = 600 } = facts;
  const iat = Math.floor(now.getTime() / 1000);
  const said = { number, sub: customer, number_verified: numberVerified };
  const claims = { iss: site, aud: 'optmark', ...said, iat, exp: iat + seconds };
  const signed = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
