// What holds for one purpose now: judged from what the fold keeps (state.ts), of one subject or of several
// that are one person (component.ts). Each grant is judged by itself: one that has ended, was undone or may
// not count hides no other.
//
// A no ends every grant of its slot from before it, also one that counted for nothing when the no was said:
// what stood in its way may be lifted. It makes no later yes harder.
//
// After a withdrawal or a suspension a grant counts if it was given later and has the grade that its policy
// then asks for. It lifts a firm stop (authority.ts) only with authority. Once one such grant was given after
// the stop, the stop is lifted for that purpose, and grants given since count by themselves again.

import type { Purpose } from '../notice/purpose.ts';
import { authorities, isFirm } from './authority.ts';
import { type Grade, gradeAtLeast } from './grade.ts';
import { type Grant, later, type Mark, type Voucher } from './grants.ts';
import { floorUnder, objectionsTo, outlives, standingObjection } from './objections.ts';
import type { Scope } from './record.ts';
import { slotKey } from './slot.ts';
import type { ConsentState, Lapsed } from './state.ts';
import { stopsOf } from './stops.ts';
import { ticksOf } from './ticks.ts';

/**
 * What holds for one purpose at one moment, and the record that decides it. `floor`: the record of set-up
 * without which an objection would stand against the grant (objections.ts).
 */
export type Standing =
  | { kind: 'granted'; grade: Grade; grant: Grant; floor?: string }
  | { kind: 'withdrawn'; stop: Mark }
  /** Nothing that was agreed to since lifts the objection. */
  | { kind: 'objected'; stop: Mark }
  /** Agreed to since, but not in a way that lifts the stop. */
  | { kind: 'too_weak_after_withdrawal'; lacks: 'grade' | 'authority'; stop: Mark; grant: Grant }
  /** Agreed to, but the message may now reach another person; a fresh opt-in counts. */
  | { kind: 'suspended'; suspension: Mark; grant: Grant }
  | { kind: 'expired'; grant: Grant; floor?: string }
  | { kind: 'none' }
  | { kind: 'unjudgeable'; why: NonNullable<ConsentState['unjudgeable']> };

/** The standing of one purpose at `now` (ISO 8601, UTC, microseconds), by which grants expire. */
export function standing(state: ConsentState, purpose: Purpose, scope: Scope, now: string): Standing {
  if (state.unjudgeable !== undefined) return { kind: 'unjudgeable', why: state.unjudgeable };
  const slot = slotKey({ purpose, scope });
  const offers = offersIn(state, slot);
  const { suspended: suspension } = state;
  const { latest, firm } = stopsOf(state, purpose);
  // An erasure ends what came before it as a stop does that anyone may lift.
  const stop = state.erased === undefined ? latest : later<Mark>(latest, state.erased);
  const barrier = suspension === undefined ? stop : later<Mark>(stop, suspension);
  const held = isLifted(state, slot, firm) ? undefined : firm;
  const objections = objectionsTo(state, purpose, slot);
  const no = state.declined?.[slot];
  const counting = offers.filter(
    (offer) =>
      counts(offer, { barrier, held, no, gone: state.someErased }, offers) &&
      objections.every((one) => outlives(actOf(offer), one)),
  );
  const best = strongest(counting.filter(({ grant: { until } }) => until === undefined || until > now));
  const restingOn = (offer: Offer) => {
    const floor = floorUnder(actOf(offer), objections);
    return { grant: offer.grant, ...(floor !== undefined && { floor }) };
  };
  if (best !== undefined) return { kind: 'granted', grade: best.grade, ...restingOn(best) };
  if (counting.length > 0) return { kind: 'expired', ...restingOn(lastToEnd(counting)) };

  const objection = standingObjection(objections);
  if (objection !== undefined && (stop === undefined || objection.at >= stop.at))
    return { kind: 'objected', stop: { at: objection.at, record: objection.record } };

  // What the person has not taken back since, though it does not count.
  const given = offers.filter(({ grant }) => stop === undefined || grant.at > stop.at);
  const weak = strongest(given.filter((offer) => isSince(no, offer)));
  if (weak !== undefined) {
    if (suspension !== undefined && (stop === undefined || suspension.at >= stop.at))
      return { kind: 'suspended', suspension, grant: weak.grant };
    if (stop !== undefined) return tooWeak(weak, stop, held);
  }
  // No grant remains. The page that took back its tick is named only if there was no stop: it may be a
  // stranger's.
  const last = stop ?? (given.length > 0 ? (no ?? state.someErased) : undefined) ?? state.undone?.[slot];
  return last === undefined
    ? { kind: 'none' }
    : { kind: 'withdrawn', stop: { at: last.at, record: last.record } };
}

/** Whether something of this is allowed, or would be once a doubt is settled: a no has something to end. */
export const isAgreed = (
  state: ConsentState,
  { purposes, scope }: { purposes: readonly Purpose[]; scope: readonly Scope[] },
  now: string,
): boolean =>
  purposes.some((purpose) =>
    scope.some((one) =>
      ['granted', 'suspended', 'unjudgeable'].includes(standing(state, purpose, one, now).kind),
    ),
  );

/**
 * Whether a firm stop of this purpose stands, or such an objection, so that a statement with authority `any`
 * is recorded and grants nothing.
 */
export function isHeld(state: ConsentState, purpose: Purpose, scope: Scope): boolean {
  const slot = slotKey({ purpose, scope });
  const isObjected = objectionsTo(state, purpose, slot).some((one) => isFirm(one.authority) && !one.isWaived);
  return isObjected || !isLifted(state, slot, stopsOf(state, purpose).firm);
}

const isLifted = ({ lifted }: ConsentState, slot: string, firm: Mark | undefined): boolean =>
  firm === undefined || (lifted?.[slot] ?? '') > firm.at;

type Offer = {
  grade: Grade;
  /** What its packs ask for after a withdrawal. */
  floor: Grade;
  voucher: Exclude<Voucher, 'settled_holder'>;
  grant: Grant;
};

function offersIn(state: ConsentState, slot: string): Offer[] {
  const lapse = state.lapsed?.[slot];
  const offers = givenIn(state, slot);
  return lapse === undefined ? offers : offers.map((offer) => lapsing(offer, lapse));
}

/** What was given up to when the person was last heard of has ended by itself. */
function lapsing(offer: Offer, { at: end, since }: Lapsed): Offer {
  const { at, until = end } = offer.grant;
  return at > since ? offer : { ...offer, grant: { ...offer.grant, until: until < end ? until : end } };
}

function givenIn(state: ConsentState, slot: string): Offer[] {
  const offers: Offer[] = [];
  const strengths = state.grants[slot];
  for (const strength in strengths) {
    for (const grant of strengths[strength as keyof typeof strengths]!) offers.push(offerOf(strength, grant));
  }
  if (state.ticks === undefined) return offers;
  for (const [record, { at, until, strength, why, confirmed }] of ticksOf(state, slot)) {
    const lifetime = { at, ...(until !== undefined && { until }) };
    const tick = offerOf(strength!, { ...lifetime, record, ...(why !== undefined && { why }) });
    offers.push(tick);
    if (confirmed !== undefined)
      offers.push({ ...tick, grade: 'E4', voucher: 'holder', grant: { ...lifetime, record: confirmed } });
  }
  return offers;
}

function offerOf(strength: string, grant: Grant): Offer {
  const [grade, floor, voucher] = strength.split('/') as [Grade, Grade, Voucher];
  return { grade, floor, voucher: voucher === 'settled_holder' ? 'holder' : voucher, grant };
}

const isStrongEnough = ({ grade, floor }: Offer): boolean => gradeAtLeast(grade, floor);

const actOf = ({ grade, voucher, grant: { at } }: Offer) => {
  return { at, grade, authority: isByPage(voucher) ? ('any' as const) : voucher };
};

const isByPage = (voucher: Offer['voucher']): voucher is 'page' | 'settled' =>
  voucher === 'page' || voucher === 'settled';

const isFirmly = ({ voucher }: Offer): boolean => !isByPage(voucher) && isFirm(voucher);

/** On a tie the no wins. */
const isSince = (no: Mark | undefined, { grant }: Offer): boolean => no === undefined || grant.at > no.at;

/**
 * Does the grant count: after the no, after the stop or suspension, and strong enough to lift it. An import
 * (E0) only fills a gap: it counts if the business has no other statement of the person, and a no is one.
 * What an erasure took may have been one. A page's unproven tick hides no import, or strangers could hide
 * them.
 */
function counts(
  offer: Offer,
  { barrier, held, no, gone }: { [Of in 'barrier' | 'held' | 'no' | 'gone']: Mark | undefined },
  all: readonly Offer[],
): boolean {
  if (offer.grade === 'E0')
    return (
      (barrier ?? no ?? gone) === undefined &&
      all.every(({ grade, voucher }) => grade === 'E0' || isByPage(voucher))
    );
  if (!isSince(no, offer)) return false;
  if (barrier === undefined) return true;
  // On a tie the withdrawal wins, hence > and not >=.
  return offer.grant.at > barrier.at && isStrongEnough(offer) && (held === undefined || isFirmly(offer));
}

function tooWeak(weak: Offer, stop: Mark, held: Mark | undefined): Standing {
  const lacks = held !== undefined && isStrongEnough(weak) ? 'authority' : 'grade';
  const { at, record } = lacks === 'authority' ? held! : stop;
  return { kind: 'too_weak_after_withdrawal', lacks, stop: { at, record }, grant: weak.grant };
}

const strongest = (offers: readonly Offer[]): Offer | undefined =>
  offers.reduce<Offer | undefined>(
    (best, one) => (best === undefined || outranks(one, best) ? one : best),
    undefined,
  );

/** By grade, then authority, then the later one. One of many comes last: its page may have taken it back. */
function outranks(a: Offer, b: Offer): boolean {
  if (a.grade !== b.grade) return gradeAtLeast(a.grade, b.grade);
  const [one, other] = [rankOf(a), rankOf(b)];
  return one === other ? later<Mark>(a.grant, b.grant) === a.grant : one > other;
}

const ranks: readonly Offer['voucher'][] = ['settled', ...authorities];
const rankOf = ({ voucher }: Offer): number => ranks.indexOf(voucher === 'page' ? 'any' : voucher);

const lastToEnd = (offers: readonly Offer[]): Offer =>
  offers.reduce((best, one) => {
    const [a, b] = [one.grant.until!, best.grant.until!];
    return a > b || (a === b && outranks(one, best)) ? one : best;
  });
