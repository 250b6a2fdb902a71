// The records of the person a link belongs to, opened, newest first. What a link of the kind `record` may show of them is
// decided in person-page.ts.

import type { ConfirmedRecord, ConsentRecord, OptInRecord, OptOutRecord } from '../core/consent/record.ts';
import type { ConsentState } from '../core/consent/state.ts';
import { emptyState } from '../core/consent/state.ts';
import { numberAmong } from '../core/subject/identifier.ts';
import { findPerson } from './ask-gate.ts';
import type { Ledger } from './ledger.ts';
import type { OpenedLink } from './open-link.ts';
import { openRecord } from './open-record.ts';
import type { StoredRecord } from './ports.ts';

export type PersonRecord = { stored: StoredRecord; record: ConsentRecord };
export type StoredOptIn = { stored: StoredRecord; optIn: OptInRecord };

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

/** The newest opt-in under each notice. */
export function newestPerNotice(records: readonly PersonRecord[]): StoredOptIn[] {
  const found = new Map<string, StoredOptIn>();
  for (const { stored, record } of records) {
    if (record.kind === 'opt_in' && !found.has(record.notice.id)) {
      found.set(record.notice.id, { stored, optIn: record });
    }
  }
  return [...found.values()];
}

/** Whoever agreed has shown since that the number is theirs. */
export function confirmationOf(
  records: readonly PersonRecord[],
  { id }: OptInRecord,
): ConfirmedRecord | undefined {
  const found = records.find(({ record }) => record.kind === 'confirmed' && record.confirms === id);
  return found?.record as ConfirmedRecord | undefined;
}

/** When the page that made an opt-in took it back, ISO 8601. Another withdrawal of the person is not looked at. */
export function takenBack(records: readonly PersonRecord[], { id }: OptInRecord): string | undefined {
  const found = records.find(({ record }) => record.kind === 'opt_out' && recordNamedIn(record) === id);
  return found?.record.recorded_at;
}

/** Which record a page signed that it takes back (channels/web.ts); the ledger has verified it. */
function recordNamedIn({ jws, submitted_by }: OptOutRecord): unknown {
  if (jws === undefined || submitted_by?.by !== 'site' || submitted_by.session === true) return undefined;
  const [, payload = ''] = jws.split('.');
  return (JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { record?: unknown }).record;
}
