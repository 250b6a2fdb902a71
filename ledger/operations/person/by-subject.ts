// The person behind an id that an answer gave, for readers who go on with it: a number is typed once, in a
// body, and from then on the id stands for it.

import { openUnlessChanged } from '../../core/consent/open-record.ts';
import type { ConsentRecord } from '../../core/consent/record.ts';
import {
  type CanonicalIdentifier,
  isNumber,
  normalizeIdentifier,
  type PersonReference,
} from '../../core/subject/identifier.ts';
import { type PepperedTag, tagPrefix, tagsUnderEveryPepper } from '../../core/subject/tag.ts';
import type { StoredRecord } from '../append/log-store.ts';
import type { Keys } from '../keys.ts';
import type { Records } from '../record/store.ts';
import { type FoundPerson, findPerson, type People, personAmong } from './find-person.ts';
import type { Reading } from './store.ts';

export type Subjects = People & {
  erasing: { tagsOf(subjects: readonly string[]): Promise<Buffer[]> };
};

/** As findPerson. An id of another business is nobody's. */
export async function findReferred(
  ledger: Subjects,
  business: string,
  asked: PersonReference,
): Promise<Reading & { person: FoundPerson | undefined }> {
  if (asked.kind !== 'subject') return findPerson(ledger, business, asked);
  const tags = (await ledger.erasing.tagsOf([asked.value])).map((tag) => ({ tag }));
  const { found, ...reading } = await ledger.lookUp(tags.map(({ tag }) => tagPrefix(tag)));
  // By all that their name leads to, as the gate is asked. Where that is another person by now, they alone.
  const byName = personAmong(found, business, tags);
  if (byName?.subjects.includes(asked.value)) return { ...reading, person: byName };
  const own = found.filter(({ subject }) => subject === asked.value);
  return { ...reading, person: personAmong(own, business, tags) };
}

/**
 * A name by which this person is reached still, a number if there is one. Undefined: there is no such person,
 * no record names them any more, or every name of theirs is another person's by now.
 */
export async function nameOfSubject(
  ledger: Subjects & Records<'firstOf'>,
  business: string,
  subject: string,
): Promise<CanonicalIdentifier | undefined> {
  const { person } = await findReferred(ledger, business, { kind: 'subject', value: subject });
  if (person === undefined) return undefined;
  const names = (await ledger.records.firstOf(person.subjects))
    .flatMap((first) => namesInFirst(ledger, first))
    .toSorted((a, b) => Number(isNumber(b)) - Number(isNumber(a)));
  // Asked at once they share a query.
  const named = await Promise.all(names.map((name) => findPerson(ledger, business, name)));
  return names[named.findIndex(({ person: of }) => of?.subjects.includes(subject))];
}

/** What a first record says that its subject is called. */
export const namesInFirst = (ledger: Keys<'master'>, stored: StoredRecord): CanonicalIdentifier[] =>
  namesIfOpen(openUnlessChanged(ledger, stored)?.record);

/** One that a hand has changed tells no name. */
const namesIfOpen = (record: ConsentRecord | undefined): CanonicalIdentifier[] =>
  record === undefined ? [] : namesIn(record);

export const tagsInFirst = (
  ledger: Keys<'master' | 'peppers'>,
  business: string,
  first: StoredRecord,
): PepperedTag[] =>
  namesInFirst(ledger, first).flatMap((name) => tagsUnderEveryPepper(ledger.keys.peppers, business, name));

export function namesIn(record: ConsentRecord): CanonicalIdentifier[] {
  if (!('identifiers' in record)) return [];
  return record.identifiers.flatMap((identifier) => {
    const canonical = normalizeIdentifier(identifier);
    return canonical.kind === 'refused' ? [] : [canonical];
  });
}
