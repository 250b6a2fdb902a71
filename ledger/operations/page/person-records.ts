// The records of the person a link belongs to, opened, newest first. What a link of the kind `record` may show of them is
// decided in person-page.ts.

import type { ConfirmedRecord, ConsentRecord, OptInRecord } from '../../core/consent/record.ts';
import type { ConsentState } from '../../core/consent/state.ts';
import { emptyState } from '../../core/consent/state.ts';
import { numberAmong } from '../../core/subject/identifier.ts';
import { findPerson } from '../ask-gate.ts';
import type { Ledger } from '../ledger.ts';
import type { OpenedLink } from '../open-link.ts';
import { openRecord } from '../open-record.ts';
import type { StoredRecord } from '../ports.ts';

export type PersonRecord = { stored: StoredRecord; record: ConsentRecord };
export type StoredOptIn = { stored: StoredRecord; optIn: OptInRecord };
export type Covered = Pick<OptInRecord, 'purposes' | 'scope'>;

/** How the person stands now, under every subject their number is known as. */
export async function personOf(
  ledger: Ledger,
  { stored, optIn }: OpenedLink,
): Promise<{ subjects: readonly string[]; state: ConsentState }> {
  const number = numberAmong(optIn.identifiers);
  const { person } =
    number === undefined
      ? { person: undefined }
      : await findPerson(ledger, stored.business, { kind: 'number', value: number });
  // The number may have gone to somebody else since: then this link's own subject is all that is shown.
  if (person?.subjects.includes(stored.subject)) return person;
  return { subjects: [stored.subject], state: emptyState };
}

export async function recordsOf(ledger: Ledger, opened: OpenedLink): Promise<PersonRecord[]> {
  const { subjects } = await personOf(ledger, opened);
  const stored = (await Promise.all(subjects.map((subject) => ledger.records.bySubject(subject)))).flat();
  return stored
    .toSorted((a, b) => b.index - a.index)
    .map((row) => ({ stored: row, record: openRecord(ledger, row).record }));
}

/** The newest opt-in under a notice, and what all opt-ins under it cover together: versions differ in their purposes. */
export type Agreed = StoredOptIn & Covered;

/** @param records newest first */
export function agreedPerNotice(records: readonly PersonRecord[]): Agreed[] {
  const found = new Map<string, Agreed>();
  for (const { stored, record } of records) {
    if (record.kind !== 'opt_in') continue;
    const newer = found.get(record.notice.id) ?? { stored, optIn: record, purposes: [], scope: [] };
    const purposes = union(newer.purposes, record.purposes);
    found.set(record.notice.id, { ...newer, purposes, scope: union(newer.scope, record.scope) });
  }
  return [...found.values()];
}

const union = <T>(a: readonly T[], b: readonly T[]): T[] => [...new Set([...a, ...b])];

/** Whoever agreed has shown since that the number is theirs. */
export function confirmationOf(
  records: readonly PersonRecord[],
  { id }: OptInRecord,
): ConfirmedRecord | undefined {
  const found = records.find(({ record }) => record.kind === 'confirmed' && record.confirms === id);
  return found?.record as ConfirmedRecord | undefined;
}
