// The person whom an erasure is about: every subject of their own circle, every name of theirs that was
// recorded, and the tags by which rows without a subject are found.

import type { CanonicalIdentifier } from '../../core/subject/identifier.ts';
import { tagsUnderEveryPepper } from '../../core/subject/tag.ts';
import type { Keys } from '../keys.ts';
import { namesIn } from '../person/by-subject.ts';
import { openedOf, recordsPerQuery } from '../record/opened.ts';
import type { Records } from '../record/store.ts';
import type { EraseStore } from './store.ts';

export type Naming = Keys<'peppers'> & Records<'chain' | 'firstOf'> & { erasing: EraseStore };

/** Every name in the records of these subjects, and the one asked about, each once. */
export async function namesOf(
  ledger: Naming,
  subjects: readonly string[],
  asked?: CanonicalIdentifier,
): Promise<CanonicalIdentifier[]> {
  const names = new Map<string, CanonicalIdentifier>();
  for await (const { record } of openedOf(ledger, ledger.records.chain(subjects, recordsPerQuery)))
    for (const name of namesIn(record)) names.set(`${name.kind}\0${name.value}`, name);
  if (asked !== undefined) names.set(`${asked.kind}\0${asked.value}`, asked);
  return [...names.values()];
}

/** Under every pepper: a row keeps the tag that it was written with. */
export async function tagsOf(
  ledger: Naming,
  business: string,
  subjects: readonly string[],
  names: readonly CanonicalIdentifier[],
): Promise<Buffer[]> {
  const made = names.flatMap((name) => tagsUnderEveryPepper(ledger.keys.peppers, business, name));
  const tags = [...made.map(({ tag }) => tag), ...(await ledger.erasing.tagsOf(subjects))];
  return [...new Map(tags.map((tag) => [tag.toString('base64'), tag])).values()];
}
