// Stops listening to a network that posts some hundreds of webhooks in a minute that Meta did not sign. Each
// costs the reading of a body and an HMAC per sender. It counts by business and network, so that an app
// secret renewed at Meta but not here does not stop another business's webhooks. It never counts webhooks
// that Meta signed.

import { widerNetworkOf } from '../../auth/network.ts';
import type { Visitor } from '../../auth/visitor.ts';
import { type ErrorCode, LedgerError } from '../../core/error.ts';
import type { Limits } from './limits.ts';

/** Refusals that are about the ledger, not about the caller. */
const ours: readonly ErrorCode[] = ['overloaded', 'unavailable', 'internal'];

/** Call it before reading anything. @throws LedgerError rate_limited */
export const requireFewRefusals = (ledger: Limits, business: string, visitor: Visitor): Promise<void> =>
  ledger.limits.look(takesOf(business, visitor));

/** @throws LedgerError rate_limited where this was one refusal too many */
export async function countRefusal(
  ledger: Limits,
  business: string,
  visitor: Visitor,
  refusal: unknown,
): Promise<void> {
  const isTheirs = refusal instanceof LedgerError && !ours.includes(refusal.code);
  if (isTheirs) await ledger.limits.take(takesOf(business, visitor));
}

/** This machine has no limit. An IPv6 /48 counts as one, because a rented server has a whole one. */
const takesOf = (business: string, { network }: Visitor) => {
  if (network === undefined) return [];
  const key = `${business}\0${widerNetworkOf(network) ?? network}`;
  return [{ limit: 'webhook_refused' as const, key }];
};
