// Taking back one opt-in: by the page that made it, or where only a page vouches for it, by the link to its record. Both
// are the same act and use up the same name, so there is one such record for each opt-in: a publishable key can neither
// fill a stranger's history by asking again and again, nor learn from the time it takes how long that history is.

import { type Spend, spend } from '../auth/spend.ts';
import type { OptInRecord } from '../core/consent/record.ts';
import type { Ledger } from './ledger.ts';
import { openRecord } from './open-record.ts';

/** @param record id of the opt-in */
export const takingBack = (ledger: Ledger, record: string): Spend =>
  spend(ledger.keys.nonces, 'undo', record, 'take_back');

/** When a spend was used up by a record, ISO 8601; undefined if it was not. */
export async function spentAt(ledger: Ledger, business: string, { key }: Spend): Promise<string | undefined> {
  const spent = await ledger.records.bySpent(business, key);
  const stored = spent && (await ledger.records.byId(spent.record));
  return stored && openRecord(ledger, stored).record.recorded_at;
}

/** When exactly this opt-in was taken back, ISO 8601. Any other withdrawal is not looked at. */
export const takenBackAt = (ledger: Ledger, { business, id }: OptInRecord): Promise<string | undefined> =>
  spentAt(ledger, business, takingBack(ledger, id));
