// That a person in the console was shown a number in full, and why: in the history of whom it was about, so
// that it stands on their page and in their own file. Of a list of many people it stands in the business's.

import type { Principal } from '../../auth/scope.ts';
import type { RevealReason } from '../../core/consent/record/of-business.ts';
import type { PersonReference } from '../../core/subject/identifier.ts';
import { findReferred, type Subjects } from '../person/by-subject.ts';
import type { Records } from '../record/store.ts';
import { type Noting, noteAccess } from './read-history.ts';

/** What the request named: a person, or what may be records of theirs. */
export type RevealAbout = { person?: PersonReference | undefined; ids: readonly string[] };

export async function noteReveal(
  ledger: Noting & Subjects & Records<'byId'>,
  principal: Principal,
  about: RevealAbout,
  { path, reason }: { path: string; reason: RevealReason },
): Promise<void> {
  const subject = await subjectOf(ledger, principal.business, about);
  await noteAccess(ledger, principal, 'reveal', subject, { filter: { path }, reason });
}

/** Null: of no one person of this business. Another business's records and people are nobody's. */
async function subjectOf(
  ledger: Subjects & Records<'byId'>,
  business: string,
  { person, ids }: RevealAbout,
): Promise<string | null> {
  if (person !== undefined) {
    const found = await findReferred(ledger, business, person);
    return found.person?.subjects[0] ?? null;
  }
  const stored = await Promise.all(ids.map((id) => ledger.records.byId(id)));
  return stored.find((one) => one?.business === business && one.subject !== null)?.subject ?? null;
}
