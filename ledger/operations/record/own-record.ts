// A record that belongs to the caller's business.

import type { Principal } from '../../auth/scope.ts';
import { LedgerError } from '../../core/error.ts';
import type { StoredRecord } from '../append/log-store.ts';
import type { RecordStore } from './store.ts';

/** A record of the caller's own business. Another business's record counts as not found. */
export async function ownRecord(
  ledger: { records: Pick<RecordStore, 'byId'> },
  principal: Principal,
  id: string,
): Promise<StoredRecord> {
  const stored = await ledger.records.byId(id);
  if (stored === undefined || stored.business !== principal.business) {
    throw new LedgerError('not_found', 'No such record.');
  }
  return stored;
}
