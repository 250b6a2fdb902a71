// Whoever posts webhooks that Meta did not sign is no longer listened to after some hundreds of them in a minute: each costs
// the reading of a body and an HMAC per sender. Counted by business and network, so that an app secret that was renewed at
// Meta and not here stops nobody else's webhooks; what Meta did sign is never counted.

import { widerNetworkOf } from '../../auth/network.ts';
import type { Visitor } from '../../auth/visitor.ts';
import { type ErrorCode, LedgerError } from '../../core/error.ts';
import type { Ledger } from '../ledger.ts';

/** Refusals that say something of us and nothing of them. */
const ours: readonly ErrorCode[] = ['overloaded', 'unavailable', 'internal'];

/** Before anything is read. @throws LedgerError rate_limited */
export const requireFewRefusals = (ledger: Ledger, business: string, visitor: Visitor): Promise<void> =>
  ledger.limits.look(takesOf(business, visitor));

/** @throws LedgerError rate_limited: this one was too many */
export async function countRefusal(
  ledger: Ledger,
  business: string,
  visitor: Visitor,
  refusal: unknown,
): Promise<void> {
  const isTheirs = refusal instanceof LedgerError && !ours.includes(refusal.code);
  if (isTheirs) await ledger.limits.take(takesOf(business, visitor));
}

/** This machine is not limited; of an IPv6 /48 all are counted together, for a rented server has one. */
const takesOf = (business: string, { network }: Visitor) => {
  if (network === undefined) return [];
  const key = `${business}\0${widerNetworkOf(network) ?? network}`;
  return [{ limit: 'webhook_refused' as const, key }];
};
