// Confirmation: whoever agreed shows that the number is theirs, and the opt-in counts as grade E4 from the moment it was
// given. It adds to what was shown for the opt-in and cannot stand in for it: what nobody saw or pressed, a server's
// word or an imported list, is not made better by a number that exists.

import { isDeepStrictEqual } from 'node:util';
import type { Purpose } from '../notice/purpose.ts';
import { numberAmong } from '../subject/identifier.ts';
import { type Grade, gradeAtLeast } from './grade.ts';
import type { ConfirmedRecord, OptInRecord } from './record.ts';
import { type ConsentState, grantedAt, isUndone, stopOf } from './state.ts';

/** The lowest grade of an opt-in that can be confirmed: there must be an act of the person to confirm. */
export const confirmableFrom: Grade = 'E2';

export const isConfirmable = ({ grade }: OptInRecord): boolean => gradeAtLeast(grade, confirmableFrom);

/** What a confirmation repeats of its opt-in. */
export type ConfirmedTerms = Pick<
  ConfirmedRecord,
  'confirms' | 'purposes' | 'scope' | 'undoable' | 'policy' | 'grade' | 'occurred_at' | 'valid_until'
>;

export function termsConfirmed(optIn: OptInRecord): ConfirmedTerms {
  const { id, purposes, scope, undoable, policy, valid_until } = optIn;
  return {
    confirms: id,
    purposes,
    scope,
    ...(undoable === true && { undoable }),
    policy,
    grade: 'E4',
    occurred_at: grantedAt(optIn),
    ...(valid_until !== undefined && { valid_until }),
  };
}

/** Whether a record confirms exactly this opt-in: the same terms, and the same number however it is spelt. */
export function isConfirmationOf(record: ConfirmedRecord, optIn: OptInRecord): boolean {
  const { confirms, purposes, scope, undoable, policy, grade, occurred_at, valid_until } = record;
  const own = {
    ...{ confirms, purposes, scope, policy, grade, occurred_at },
    ...(undoable !== undefined && { undoable }),
    ...(valid_until !== undefined && { valid_until }),
  };
  const number = numberAmong(optIn.identifiers);
  return (
    isDeepStrictEqual(own, termsConfirmed(optIn)) &&
    number !== undefined &&
    numberAmong(record.identifiers) === number
  );
}

/** Whether everything this opt-in granted was withdrawn, undone or suspended since, so that nothing is left to confirm. */
export function isWithdrawn(state: ConsentState, optIn: OptInRecord): boolean {
  const since = grantedAt(optIn);
  if (state.unjudgeable === true || (state.suspended?.at ?? '') >= since) return true;
  const stopped = (purpose: Purpose) => (stopOf(state, purpose)?.at ?? '') >= since;
  return optIn.purposes.every((purpose) => stopped(purpose) || isUndone(state, optIn, purpose));
}
