// Where the shop's server has named the number by a customer token, a page or an app may name no other.

import type { Site } from '../../auth/site-key.ts';
import { canonicalNumber } from '../../channels/server/number.ts';
import { invalid, LedgerError } from '../../core/error.ts';
import { invalidCustomerToken, type KnownCustomer } from '../visitor/customer.ts';

/**
 * When the page used its customer token: the moment it signed, so that a retry gets the same judgement as the
 * first try. But not before its nonce was issued, or a page could use for ever a token that expired long ago.
 */
export function usedAt({ iat }: { iat: number }, nonceIssued: Date | undefined): Date | undefined {
  return nonceIssued && new Date(Math.max(iat * 1000, nonceIssued.getTime()));
}

export function requireOwnNumber(
  site: Site,
  claims: { number: string },
  customer: KnownCustomer | undefined,
): void {
  if (customer === undefined) {
    if (site.customerTokenRequired) throw customerTokenMissing();
    return;
  }
  // The same digits may be another person's number abroad, and the shop did not vouch for that person.
  if (customer.isUnsure === true) throw invalidCustomerToken('number');
  if (canonicalNumber(claims.number) === customer.number) return;
  const detail = 'The number is not the one that the shop’s server named in the customer token.';
  throw invalid('/number', 'not_of_customer_token', detail);
}

export function customerTokenMissing(): LedgerError {
  const detail = 'This site takes opt-ins only with a customer token signed by the shop’s server.';
  return new LedgerError('customer_token_missing', detail, {
    faults: [{ pointer: '/customer_token', rule: 'required', detail }],
  });
}
