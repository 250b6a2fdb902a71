// Confirmation: the person who agreed shows that the number is theirs, and the opt-in counts as grade E4 from
// the moment it was given. It adds to what was shown for the opt-in and cannot replace it: an opt-in without
// a screen or a key press, a server's word or an imported list, is not made better by a number that exists.

import { isDeepStrictEqual } from 'node:util';
import type { Purpose } from '../notice/purpose.ts';
import { numberAmong } from '../subject/identifier.ts';
import { type Grade, gradeAtLeast } from './grade.ts';
import { grantedAt } from './grants.ts';
import { objectedAt } from './objections.ts';
import type { ConfirmedRecord, OptInRecord } from './record.ts';
import { isHeld } from './standing.ts';
import { asTried, type ConsentState } from './state.ts';
import { stopsOf } from './stops.ts';
import { isUndone } from './ticks.ts';

/** The lowest grade of an opt-in that can be confirmed: there must be an act of the person to confirm. */
export const confirmableFrom: Grade = 'E2';

/** What the person proves by is quoted to them, so there must be words. */
export type WithWords = OptInRecord & { text: NonNullable<OptInRecord['text']> };

export const isConfirmable = (optIn: OptInRecord): optIn is WithWords =>
  optIn.text !== undefined && gradeAtLeast(optIn.grade, confirmableFrom);

/** What a confirmation repeats of its opt-in. */
export type ConfirmedTerms = Pick<
  ConfirmedRecord,
  | 'confirms'
  | 'purposes'
  | 'scope'
  | 'undoable'
  | 'settled'
  | 'packs'
  | 'authority'
  | 'grade'
  | 'occurred_at'
  | 'valid_until'
  | 'test'
>;

export function termsConfirmed(optIn: OptInRecord): ConfirmedTerms {
  const { id, purposes, scope, undoable, settled, packs, valid_until, test } = optIn;
  return {
    confirms: id,
    purposes,
    scope,
    ...(undoable === true && { undoable }),
    ...(settled === true && { settled }),
    packs,
    grade: 'E4',
    authority: 'holder',
    occurred_at: grantedAt(optIn),
    ...(valid_until !== undefined && { valid_until }),
    // Whoever proves the number: what was only tried out stays that.
    ...(test === true && { test }),
  };
}

/** Whether a record confirms exactly this opt-in: the same terms, and the same number however it is spelt. */
export function isConfirmationOf(record: ConfirmedRecord, optIn: OptInRecord): boolean {
  const { confirms, purposes, scope, undoable, settled, packs, grade, authority, occurred_at, valid_until } =
    record;
  const own = {
    ...{ confirms, purposes, scope, packs, grade, authority, occurred_at },
    ...(undoable !== undefined && { undoable }),
    ...(settled !== undefined && { settled }),
    ...(valid_until !== undefined && { valid_until }),
    // One that was made to try things out may be about an opt-in that was not: it makes that no stronger.
    ...(optIn.test === true && record.test === true && { test: true as const }),
  };
  const number = numberAmong(optIn.identifiers);
  return (
    isDeepStrictEqual(own, termsConfirmed(optIn)) &&
    number !== undefined &&
    numberAmong(record.identifiers) === number
  );
}

/**
 * Whether everything this opt-in granted was withdrawn, undone or suspended since, so that nothing is left to
 * confirm.
 */
export function isWithdrawn(known: ConsentState, optIn: OptInRecord): boolean {
  const state = optIn.test === true ? asTried(known) : known;
  const since = grantedAt(optIn);
  if (state.unjudgeable !== undefined || (state.suspended?.at ?? '') >= since) return true;
  const stopped = (purpose: Purpose) =>
    (stopsOf(state, purpose).latest?.at ?? '') >= since || objectedAt(state, purpose) >= since;
  return optIn.purposes.every((purpose) => stopped(purpose) || isUndone(state, optIn, purpose));
}

/**
 * Whether a stop stands that this opt-in does not lift by itself: a stranger may have ticked for the person
 * who stopped. The person may send a proof, and that lifts it; the ledger sends nothing to the number.
 */
export const isHeldBack = (state: ConsentState, { purposes, scope }: OptInRecord): boolean =>
  purposes.some((purpose) => scope.some((one) => isHeld(state, purpose, one)));
