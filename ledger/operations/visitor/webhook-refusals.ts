// Stops listening to a network that posts some hundreds of webhooks in a minute that Meta did not sign. Each
// costs the reading of a body and an HMAC per sender. It counts by business and network, so that an app
// secret renewed at Meta but not here does not stop another business's webhooks. It never counts webhooks
// that Meta signed.

import type { Visitor } from '../../auth/visitor.ts';
import { type ErrorCode, LedgerError } from '../../core/error.ts';
import type { Limits } from './limits.ts';
import { refusalsOf } from './refusals.ts';

/** Refusals that are about the ledger, not about the caller. */
const ours: readonly ErrorCode[] = ['overloaded', 'unavailable', 'record_changed', 'internal'];

/** Call it before reading anything. @throws LedgerError rate_limited */
export const requireFewRefusals = (ledger: Limits, business: string, visitor: Visitor): Promise<void> =>
  ledger.limits.look(refusalsOf('webhook_refused', business, visitor));

/** @throws LedgerError rate_limited where this was one refusal too many */
export async function countRefusal(
  ledger: Limits,
  business: string,
  visitor: Visitor,
  refusal: unknown,
): Promise<void> {
  const isTheirs = refusal instanceof LedgerError && !ours.includes(refusal.code);
  if (isTheirs) await ledger.limits.take(refusalsOf('webhook_refused', business, visitor));
}
