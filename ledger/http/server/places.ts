// How many answers that take long may be under way on a node: in all, and of one business.

import { LedgerError } from '../../core/error.ts';
import type { Ledger } from '../../operations/ledger.ts';

/** `ofAll`: at a node; `ofOne`: of these of one business. */
export type AtOnce = { readonly ofAll: number; readonly ofOne: number };

/** @returns how to take a place; throws overloaded; returns how to give it back, which counts once */
export function createPlaces(
  { ofAll, ofOne }: AtOnce,
  full: string,
): (ledger: Ledger, business: string) => () => void {
  const byLedger = new WeakMap<Ledger, Map<string, number>>();
  return (ledger, business) => {
    const underWay = byLedger.get(ledger) ?? new Map<string, number>();
    byLedger.set(ledger, underWay);
    const own = underWay.get(business) ?? 0;
    const all = underWay.values().reduce((sum, count) => sum + count, 0);
    if (own >= ofOne || all >= ofAll) throw new LedgerError('overloaded', full, { retryAfter: 5 });
    underWay.set(business, own + 1);
    let given = false;
    return () => {
      if (given) return;
      given = true;
      const left = underWay.get(business)! - 1;
      if (left === 0) underWay.delete(business);
      else underWay.set(business, left);
    };
  };
}
