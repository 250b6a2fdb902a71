// The register of a test's ledger, asked and looked at, and what it must be: the facets of every record, as
// they are opened one by one.

import { openRecord } from '../../../ledger/core/consent/open-record.ts';
import { facetsOf } from '../../../ledger/core/register/facets.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import type { RegisterRow } from '../../../ledger/operations/register/store.ts';
import type { Database } from '../../../ledger/storage/database/connection.ts';
import { createSnapshot } from '../../../ledger/storage/verify/snapshot.ts';

export const fillingOf = ({ register, records, keys }: Ledger) => ({
  register: register.store,
  records,
  keys,
});

/** By opening what is sealed. */
export async function dueRows(ledger: Ledger): Promise<RegisterRow[]> {
  const rows: RegisterRow[] = [];
  for await (const page of ledger.records.scan('index', 500))
    for (const stored of page) {
      const { record } = openRecord(ledger, stored);
      rows.push({ ...facetsOf(stored, { kind: 'known', record }), business: stored.business });
    }
  return rows;
}

export async function storedRows(db: Database): Promise<RegisterRow[]> {
  const rows: RegisterRow[] = [];
  for await (const page of createSnapshot(db).registerRows(500)) rows.push(...page);
  return rows;
}

/** Each count as one line, in order. */
export async function storedCounts(db: Database): Promise<string[]> {
  const { days } = await createSnapshot(db).registerFilled();
  return days.map((day) => JSON.stringify(Object.entries(day).toSorted())).toSorted();
}
