// What requests have used up. A row that is not as the ledger wrote it says nothing: it could lead to another
// person's record.

import { isKept } from '../../core/kept-row.ts';
import type { MacKeys } from '../../core/mac.ts';
import type { KeptSpent } from '../../operations/append/log-store.ts';
import type { RecordStore } from '../../operations/record/store.ts';
import type { Database } from '../database/connection.ts';

export function createSpentKeys(
  { sql }: Pick<Database, 'sql'>,
  macs: MacKeys,
): Pick<RecordStore, 'bySpent' | 'spentAmong'> {
  return {
    async bySpent(business, key) {
      const [row] = await sql<KeptSpent[]>`
        select key, business, request, record, mac from spent_keys where key = ${key} and business = ${business}`;
      return row && isKept(macs, 'spent_keys', row) ? row : undefined;
    },
    async spentAmong(business, keys) {
      if (keys.length === 0) return new Set();
      const rows = await sql<KeptSpent[]>`
        select key, business, request, record, mac from spent_keys
        where key = any(${keys}::bytea[]) and business = ${business}`;
      return new Set(
        rows.filter((row) => isKept(macs, 'spent_keys', row)).map(({ key }) => key.toString('hex')),
      );
    },
  };
}
