// Whose stop a server posts, as far as the business's own data says it.

import type { CanonicalIdentifier } from '../../core/subject/identifier.ts';
import { nameOfSubject, type Subjects } from '../person/by-subject.ts';
import type { Records } from '../record/store.ts';
import { type Businesses, businessOf } from '../setup/business.ts';

/**
 * Whose numbers may lack their calling code, and what the people are called whose ids the body gives
 * (channels/server/opt-out.ts).
 */
export async function stopperOf<Of extends { business: string }>(
  ledger: Pick<Businesses, 'setup'> & Subjects & Records<'firstOf'>,
  caller: Of,
  subjects: readonly string[],
): Promise<Of & { callingCode: string | undefined; named: CanonicalIdentifier[] }> {
  const { callingCode } = await businessOf(ledger, caller.business);
  const named: CanonicalIdentifier[] = [];
  for (const subject of subjects) {
    const name = await nameOfSubject(ledger, caller.business, subject);
    if (name !== undefined) named.push(name);
  }
  return { ...caller, callingCode, named };
}
