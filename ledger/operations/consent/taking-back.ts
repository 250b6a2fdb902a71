// Takes back one opt-in: for the page that made it, or, where only a page vouches for it, by the link to its
// record. Both are the same act and spend the same key, so each opt-in has at most one such record. A caller
// with a publishable key cannot fill a stranger's history by asking again and again, and cannot learn from
// the duration how long that history is.

import { type Spend, spend } from '../../auth/spend.ts';
import { openRecord } from '../../core/consent/open-record.ts';
import type { OptInRecord } from '../../core/consent/record.ts';
import type { Keys } from '../keys.ts';
import type { Records } from '../record/store.ts';

/** The part that finds the record of a spend. */
export type Spent = Records<'byId' | 'bySpent'>;

/** @param record id of the opt-in */
export const takingBack = (ledger: Keys<'macs'>, record: string): Spend =>
  spend(ledger.keys.macs, 'undo', [record], 'take_back');

/** The moment of the record that used up a spend, ISO 8601. Undefined if none did. */
export async function spentAt(ledger: Spent, business: string, { key }: Spend): Promise<string | undefined> {
  const spent = await ledger.records.bySpent(business, key);
  const stored = spent && (await ledger.records.byId(spent.record));
  return stored && openRecord(ledger, stored).record.recorded_at;
}

/** When this very opt-in was taken back, ISO 8601. Other withdrawals do not count. */
export const takenBackAt = (
  ledger: Spent & Keys<'macs'>,
  { business, id }: OptInRecord,
): Promise<string | undefined> => spentAt(ledger, business, takingBack(ledger, id));
