// The records of a link's person, opened, newest first. person-page.ts decides which of them a link of the
// kind `record` may show.

import { type ReaderRole, readerRole } from '../../core/consent/record/of-business.ts';
import type {
  ConfirmedRecord,
  ConsentRecord,
  CorrectedRecord,
  OptInRecord,
} from '../../core/consent/record.ts';
import { type ConsentState, emptyState } from '../../core/consent/state.ts';
import { LedgerError } from '../../core/error.ts';
import { numberAmong } from '../../core/subject/identifier.ts';
import type { StoredRecord } from '../append/log-store.ts';
import { findPerson, type People } from '../person/find-person.ts';
import { openedOf, recordsPerQuery } from '../record/opened.ts';
import type { Records } from '../record/store.ts';
import type { OpenedLink } from './open-link.ts';

export type PersonRecords = People & Records<'chainBack'>;

export type PersonRecord = { stored: StoredRecord; record: ConsentRecord };
export type StoredOptIn = { stored: StoredRecord; optIn: OptInRecord };
export type Covered = Pick<OptInRecord, 'purposes' | 'scope'>;

/** Who looked, and when. A person is told a role; the business's auditors get the name. */
export type Look = { at: string; by: ReaderRole };
/** There may be many more looks than records; a page shows the newest. */
const looksMax = 20;

/** The person's present state, under every subject that their number leads to. */
export async function personOf(
  ledger: People,
  { stored, optIn }: OpenedLink,
): Promise<{ subjects: readonly string[]; state: ConsentState; logTime: string }> {
  const number = numberAmong(optIn.identifiers);
  if (number === undefined) throw new LedgerError('internal', 'A stored opt-in names no number.');
  const { person, logTime } = await findPerson(ledger, stored.business, { kind: 'number', value: number });
  // The number may have gone to another person since. The page then shows only this link's own subject.
  if (person?.subjects.includes(stored.subject)) return { ...person, logTime };
  return { subjects: [stored.subject], state: emptyState, logTime };
}

export async function recordsOf(
  ledger: PersonRecords,
  opened: OpenedLink,
): Promise<{ records: PersonRecord[]; looks: Look[] }> {
  const { subjects } = await personOf(ledger, opened);
  const records: PersonRecord[] = [];
  const looks: Look[] = [];
  const newestFirst = ledger.records.chainBack(subjects, recordsPerQuery);
  for await (const { stored, record } of openedOf(ledger, newestFirst)) {
    if (record.kind !== 'accessed') records.push({ stored, record });
    else if (looks.length < looksMax) looks.push({ at: record.recorded_at, by: readerRole(record.access) });
  }
  return { records, looks };
}

/**
 * The newest opt-in under a notice, and what all opt-ins under it cover together, because versions differ in
 * their purposes.
 */
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

/** The record by which the person has proven since the opt-in that the number is theirs. */
export function confirmationOf(
  records: readonly PersonRecord[],
  { id }: OptInRecord,
): ConfirmedRecord | undefined {
  const found = records.find(({ record }) => record.kind === 'confirmed' && record.confirms === id);
  return found?.record as ConfirmedRecord | undefined;
}

/** In log order. @param records newest first */
export const correctionsAmong = (
  records: readonly PersonRecord[],
  { id }: OptInRecord,
): readonly CorrectedRecord[] =>
  records
    .flatMap(({ record }) => (record.kind === 'corrected' && record.corrects === id ? [record] : []))
    .toReversed();
