// Whether this very request was recorded before, whatever has changed since.

import { isSameRequest, type Spend } from '../../auth/spend.ts';
import type { RecordStore } from './store.ts';

/** @returns the id of its record, also of one that was erased since; undefined: it has none */
export async function recordedAs(
  { records }: { records: Pick<RecordStore, 'bySpent'> },
  business: string,
  once: Spend,
): Promise<string | undefined> {
  const before = await records.bySpent(business, once.key);
  return before !== undefined && isSameRequest(before, once) ? before.record : undefined;
}
