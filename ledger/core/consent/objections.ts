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
//
// A business may lower the floor: a verified customer's act then lifts the holder's objection as well. Such
// an act names the record of set-up that lowered the floor when it was recorded (`floor`), and is kept as
// `lowered`; so the order of arrival does not matter, and a decision that rests on it can name that record.

import { type Authority, authorities, isFirm } from './authority.ts';
import { type Grade, gradeAtLeast } from './grade.ts';
import { type Granting, grantedAt, later, type Mark } from './grants.ts';
import type { ObjectedRecord, OptInRecord } from './record.ts';
import { everyPurpose, slotKeys } from './slot.ts';
import type { ConsentState } from './state.ts';
import type { Stop, Stops } from './stops.ts';

export type Objections = Stops;
/** `lowered`: a customer's act that lifts the holder's objections too, and the set-up by which it does. */
export type Waivers = Record<string, { customer?: string; holder?: string; lowered?: Mark }>;

/** The lowest grade of an act that lifts an objection. */
const floor: Grade = 'E2';

/**
 * What an opt-in says of the floor, where one is lowered while it is recorded.
 * @param setup the `setup_changed` record that lowered it
 */
export function floorFor(
  { authority, grade }: Pick<OptInRecord, 'authority' | 'grade'>,
  setup: string | undefined,
): OptInRecord['floor'] {
  return setup !== undefined && authority === 'customer' && gradeAtLeast(grade, floor)
    ? { setup }
    : undefined;
}

export function objectionBy({ id, recorded_at: at, scope, authority }: ObjectedRecord) {
  const ends = scope === 'all' ? everyPurpose : scope;
  return { objections: { [ends]: { [authority]: { at, record: id } } } };
}

export function waiverBy(record: Granting): Pick<ConsentState, 'waived'> {
  const { authority, grade, purposes, scope } = record;
  if (!isFirm(authority) || !gradeAtLeast(grade, floor)) return {};
  const at = grantedAt(record);
  const setup = 'floor' in record && record.floor?.setup;
  const given = setup ? { lowered: { at, record: setup } } : { [authority]: at };
  return { waived: Object.fromEntries(slotKeys(purposes, scope).map((slot) => [slot, given])) };
}

/** The latest of each, without those that one that lifts as much and came no earlier makes needless. */
export function joinWaivers(a: Waivers[string], b: Waivers[string]): Waivers[string] {
  const holder = latest(a.holder, b.holder);
  const lowered = b.lowered === undefined ? a.lowered : later(a.lowered, b.lowered);
  const customer = latest(a.customer, b.customer);
  const isNeeded = (at: string, ...others: (string | undefined)[]) => others.every((one) => at > (one ?? ''));
  return {
    ...(customer !== undefined && isNeeded(customer, lowered?.at, holder) && { customer }),
    ...(holder !== undefined && { holder }),
    ...(lowered !== undefined && isNeeded(lowered.at, holder) && { lowered }),
  };
}

/** Without what was given at this moment or before. */
export function waivedSince(waived: Waivers, at: string): Waivers {
  const isSince = (one: string | undefined) => one !== undefined && one > at;
  const left = Object.entries(waived).map(([slot, { customer, holder, lowered }]) => {
    const since = {
      ...(isSince(customer) && { customer: customer! }),
      ...(isSince(holder) && { holder: holder! }),
      ...(isSince(lowered?.at) && { lowered: lowered! }),
    };
    return [slot, since] as const;
  });
  return Object.fromEntries(left.filter(([, since]) => Object.keys(since).length > 0));
}

const latest = (one: string | undefined, other: string | undefined): string | undefined =>
  one === undefined || (other !== undefined && other > one) ? other : one;

/** An objection, as a question about one slot meets it. `floor`: the set-up without which it would stand. */
export type Objection = Stop & { isWaived: boolean; floor?: string };

export function objectionsTo(
  { objections, waived }: ConsentState,
  purpose: string,
  slot: string,
): Objection[] {
  if (objections === undefined) return [];
  return [everyPurpose, purpose].flatMap((ends) =>
    Object.entries(objections[ends] ?? {}).map(([authority, mark]) => {
      const needs = authority as Authority;
      const by = waived?.[slot] ?? {};
      const isWaived = firmest(needs).some((one) => (by[one] ?? '') > mark.at);
      if (isWaived || by.lowered === undefined || by.lowered.at <= mark.at)
        return { ...mark, authority: needs, isWaived };
      const { record: floor } = by.lowered;
      return { ...mark, authority: needs, isWaived: true, ...(needs === 'holder' && { floor }) };
    }),
  );
}

const rankOf = (authority: Authority): number => authorities.indexOf(authority);

/** Those that are kept, of at least this authority. */
const firmest = (needs: Authority) =>
  (['customer', 'holder'] as const).filter((one) => rankOf(one) >= rankOf(needs));

type Act = { at: string; grade: Grade; authority: Authority };

/** Whether what was given counts in spite of an objection. */
export const outlives = (given: Act, one: Objection): boolean =>
  given.at > one.at && (one.isWaived || isEnough(given, one));

const isEnough = ({ grade, authority }: Act, { authority: needs }: Objection): boolean =>
  gradeAtLeast(grade, floor) && rankOf(authority) >= rankOf(needs);

/** The set-up without which this would not count; undefined where it would. */
export const floorUnder = (given: Act, objections: readonly Objection[]): string | undefined =>
  objections.find((one) => one.floor !== undefined && !isEnough(given, one))?.floor;

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
