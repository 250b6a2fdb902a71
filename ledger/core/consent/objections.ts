// Objections: a person wants no messages of a kind, or none at all, whatever else they agree to. Unlike a
// stop, an objection is lifted neither by START nor by `resume`, but by a fresh act alone: of grade E2 or
// better, of at least the objection's own authority, under a notice that names the purpose.
//
//   objections[<purpose>] or objections['*'] -> per authority, the latest
//   waived[<slot>]                           -> per authority above `any`, when such an act was last given
//
// Once such an act was given, the objection is over for that slot, and what was given since counts by itself.
// A plain tick lifts only an objection that any caller could have made, and only for itself: it is not kept
// here.

import { type Authority, authorities, isFirm } from './authority.ts';
import { type Grade, gradeAtLeast } from './grade.ts';
import { type Granting, grantedAt, later, type Mark } from './grants.ts';
import type { ObjectedRecord } from './record.ts';
import { everyPurpose, slotKeys } from './slot.ts';
import type { ConsentState } from './state.ts';
import type { Stop, Stops } from './stops.ts';

export type Objections = Stops;
export type Waivers = Record<string, { customer?: string; holder?: string }>;

/** The lowest grade of an act that lifts an objection. */
const floor: Grade = 'E2';

export function objectionBy({ id, recorded_at: at, scope, authority }: ObjectedRecord) {
  const ends = scope === 'all' ? everyPurpose : scope;
  return { objections: { [ends]: { [authority]: { at, record: id } } } };
}

export function waiverBy(record: Granting): Pick<ConsentState, 'waived'> {
  const { authority, grade, purposes, scope } = record;
  if (!isFirm(authority) || !gradeAtLeast(grade, floor)) return {};
  const given = { [authority]: grantedAt(record) };
  return { waived: Object.fromEntries(slotKeys(purposes, scope).map((slot) => [slot, given])) };
}

/** The latest of each, without a customer's that a later one of the holder's makes needless. */
export function joinWaivers(a: Waivers[string], b: Waivers[string]): Waivers[string] {
  const holder = latest(a.holder, b.holder);
  const customer = latest(a.customer, b.customer);
  return {
    ...(customer !== undefined && (holder === undefined || customer > holder) && { customer }),
    ...(holder !== undefined && { holder }),
  };
}

const latest = (one: string | undefined, other: string | undefined): string | undefined =>
  one === undefined || (other !== undefined && other > one) ? other : one;

/** An objection, as a question about one slot meets it. */
export type Objection = Stop & { isWaived: boolean };

export function objectionsTo(
  { objections, waived }: ConsentState,
  purpose: string,
  slot: string,
): Objection[] {
  if (objections === undefined) return [];
  return [everyPurpose, purpose].flatMap((ends) =>
    Object.entries(objections[ends] ?? {}).map(([authority, mark]) => {
      const needs = authority as Authority;
      const isWaived = firmest(needs).some((one) => (waived?.[slot]?.[one] ?? '') > mark.at);
      return { ...mark, authority: needs, isWaived };
    }),
  );
}

const rankOf = (authority: Authority): number => authorities.indexOf(authority);

/** Those that are kept, of at least this authority. */
const firmest = (needs: Authority) =>
  (['customer', 'holder'] as const).filter((one) => rankOf(one) >= rankOf(needs));

/** Whether what was given counts in spite of an objection. */
export const outlives = (
  given: { at: string; grade: Grade; authority: Authority },
  { at, authority: needs, isWaived }: Objection,
): boolean =>
  given.at > at &&
  (isWaived || (gradeAtLeast(given.grade, floor) && rankOf(given.authority) >= rankOf(needs)));

/** The latest that is not waived. */
export const standingObjection = (objections: readonly Objection[]): Mark | undefined =>
  objections
    .filter(({ isWaived }) => !isWaived)
    .reduce<Objection | undefined>((last, one) => later(last, one), undefined);

/** When the person last objected to it; '' if they did not. */
export const objectedAt = ({ objections = {} }: ConsentState, purpose: string): string =>
  [everyPurpose, purpose]
    .flatMap((ends) => Object.values(objections[ends] ?? {}).map(({ at }) => at))
    .reduce((last, at) => (at > last ? at : last), '');
