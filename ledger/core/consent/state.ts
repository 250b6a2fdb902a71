// The fold: a subject's records become its consent state. It keeps what could still matter (grants.ts,
// ticks.ts, stops.ts, lifting.ts, objections.ts, links.ts) and joins: any order of the same stored records
// gives the same state, a rebuilt state equals the one that was kept, and the states of two subjects who are
// one person together give the state of all their records (test/core/consent/state.test.ts, against rules
// that keep every record: consent-model.ts).
//
// A withdrawal takes effect at its recorded_at, a grant at min(occurred_at, recorded_at): an opt-in that
// waited in a queue while the person opted out changes nothing when it arrives. A withdrawal for good ends
// all grants from before it.
//
// A change here, or in the files the fold uses, changes what states say: `foldVersion` (state-text.ts) then
// goes up.

import { type Grant, type Grants, isSettled, later, type Mark, needed } from './grants.ts';
import { keepUnlifted, type LiftableStops } from './lifting.ts';
import { type Links, strongerLink } from './links.ts';
import { joinWaivers, type Objections, type Waivers, waivedSince } from './objections.ts';
import type { ConsentRecord } from './record.ts';
import { saidBy } from './said.ts';
import { parseSlot } from './slot.ts';
import { finallyStoppedAt, joinStops, type Stops } from './stops.ts';
import { joinTick, leftOf, type Ticks, type Unmatched } from './ticks.ts';

/** Optional fields are absent where there is no value. */
export type ConsentState = Folded & {
  /** What was only tried out. No question about a message that is to leave looks at it. */
  tried?: Folded;
};

type Folded = {
  grants: Grants;
  stops: Stops;
  /** Per slot, when a grant was last given that lifts firm stops. */
  lifted?: Record<string, string>;
  ticks?: Ticks;
  unmatched?: Unmatched;
  undone?: Record<string, Mark>;
  /** Per slot, when the person was last asked and said no (standing.ts). */
  declined?: Record<string, Mark>;
  /** Per slot, when consent last ended because nothing was heard of the person (standing.ts). */
  lapsed?: Record<string, Lapsed>;
  /** Per slot, up to when settled ticks count for nothing (ticks.ts). */
  takenBack?: Record<string, string>;
  liftable?: LiftableStops;
  /** Per kind, the latest signal that lifts those. */
  resumed?: Record<string, Mark>;
  /** What the person objects to, and what waives that (objections.ts). */
  objections?: Objections;
  waived?: Waivers;
  /** The latest moment at which the person may have become another. */
  suspended?: Mark;
  /** When the name last went to another person: what comes later under it is a fresh subject's. */
  left?: string;
  /** When the person was last erased, and the record of it (record/erasure.ts). */
  erased?: Mark;
  links?: Links;
  /**
   * Never stored. One of several subjects that are one person was last erased then (component.ts): what stood
   * in the way of an import may be gone.
   */
  someErased?: Mark;
  /**
   * Never stored. Nothing is known for certain, and nothing is allowed: there are more linked subjects than
   * the gate looks at, or one whose rows are gone (component.ts), or a record that cannot be read.
   */
  unjudgeable?: 'too_many_links' | 'linked_rows_missing' | 'unreadable';
};

/** `at`: when it ended. `since`: what was given up to then has ended. */
export type Lapsed = Mark & { since: string };

export const emptyState: ConsentState = { grants: {}, stops: {} };

/** Stands for a state that could not be read. */
export const unreadableState: ConsentState = { ...emptyState, unjudgeable: 'unreadable' };

/** The records of all grants that the state still knows, the latest first. */
export function recordsOfGrants({ grants, ticks = {} }: ConsentState): string[] {
  const given = Object.values(grants).flatMap((slot) => Object.values(slot).flat());
  const ticked = Object.entries(ticks).map(([record, { at }]) => ({ at, record }));
  const marks: Mark[] = [...given, ...ticked];
  return marks.toSorted((a, b) => (a.at < b.at ? 1 : -1)).map(({ record }) => record);
}

/**
 * Fold one more record into a state; the given state is not changed. Kinds without effect on consent return
 * it as is.
 */
export function fold(state: ConsentState, record: ConsentRecord): ConsentState {
  const said = saidBy(record);
  return said === undefined ? state : joinStates(state, { ...emptyState, ...said });
}

/**
 * The state as it would be if what was tried out counted, for those who try. No person stands behind that, so
 * it stands apart: real consent is neither replaced nor ended by it, and nothing of it is the latest of
 * anything.
 */
export function asTried({ tried, ...state }: ConsentState): ConsentState {
  return tried === undefined ? state : joinStates(state, tried);
}

/** The state of all records that two states were folded from. */
export function joinStates(a: ConsentState, b: ConsentState): ConsentState {
  const stops = joinSlots(a.stops, b.stops, joinStops)!;
  const grants = joinSlots(a.grants, b.grants, joinGrants)!;
  const resumed = joinSlots(a.resumed, b.resumed, later);
  const liftable = joinSlots(a.liftable, b.liftable, (one, other) => ({ ...one, ...other }));
  const state = {
    grants,
    stops,
    lifted: joinSlots(a.lifted, b.lifted, laterMoment),
    ticks: joinSlots(a.ticks, b.ticks, joinTick),
    unmatched: joinSlots(a.unmatched, b.unmatched, (one) => one),
    undone: joinSlots(a.undone, b.undone, later),
    declined: joinSlots(a.declined, b.declined, later),
    lapsed: joinSlots(a.lapsed, b.lapsed, laterLapse),
    takenBack: joinSlots(a.takenBack, b.takenBack, laterMoment),
    liftable: liftable && keepUnlifted(liftable, resumed ?? {}),
    resumed,
    objections: joinSlots(a.objections, b.objections, joinStops),
    waived: joinSlots(a.waived, b.waived, joinWaivers),
    suspended: b.suspended === undefined ? a.suspended : later(a.suspended, b.suspended),
    left: a.left !== undefined && b.left !== undefined ? laterMoment(a.left, b.left) : (a.left ?? b.left),
    erased: b.erased === undefined ? a.erased : later(a.erased, b.erased),
    links: joinSlots(a.links, b.links, strongerLink),
    tried: a.tried && b.tried ? joinStates(a.tried, b.tried) : (a.tried ?? b.tried),
    someErased: b.someErased === undefined ? a.someErased : later(a.someErased, b.someErased),
    unjudgeable: a.unjudgeable ?? b.unjudgeable,
  };
  return withoutAbsent(withoutEnded(withoutErased(state)));
}

const laterLapse = (a: Lapsed, b: Lapsed): Lapsed =>
  a.since === b.since ? (later<Mark>(a, b) === a ? a : b) : a.since > b.since ? a : b;

const laterMoment = (one: string, other: string): string => (one > other ? one : other);

type Required = 'grants' | 'stops';
type Joined = Pick<ConsentState, Required> & {
  [Name in Exclude<keyof ConsentState, Required>]-?: ConsentState[Name] | undefined;
};

/** A grant that a withdrawal has ended need not be kept, nor a tick that was undone. */
function withoutEnded(state: Joined): Joined {
  const { stops, grants, ticks, unmatched, undone, takenBack } = state;
  const none = isEmpty(stops);
  const isEnded = (slot: string, at: string) =>
    !none && at <= finallyStoppedAt(stops, parseSlot(slot).purpose);
  const isOver = (slot: string, strength: string, at: string) =>
    isEnded(slot, at) || (isSettled(strength) && at <= (takenBack?.[slot] ?? ''));
  return {
    ...state,
    grants: none && takenBack === undefined ? grants : leftGrants(grants, isOver),
    ...((ticks || unmatched) && leftOf({ ticks, unmatched }, isEnded)),
    undone: undone && !none ? keptIn(undone, (slot, { at }) => !isEnded(slot, at)) : undone,
  };
}

/** Canonical: an empty part is left out, with its name. */
function withoutAbsent({ grants, stops, ...rest }: Joined): ConsentState {
  const state: Record<string, unknown> = { grants, stops };
  for (const name in rest) {
    const value = rest[name as keyof typeof rest];
    if (value !== undefined && (typeof value === 'string' || !isEmpty(value))) state[name] = value;
  }
  return state as ConsentState;
}

function isEmpty(slots: object): boolean {
  for (const _ in slots) return false;
  return true;
}

type Slots<Value> = { [slot: string]: Value };

function joinSlots<Value>(
  a: Slots<Value> | undefined,
  b: Slots<Value> | undefined,
  join: (one: Value, other: Value) => Value,
): Slots<Value> | undefined {
  if (b === undefined) return a;
  if (a === undefined) return b;
  const joined = { ...a };
  for (const slot in b) {
    const own = joined[slot];
    joined[slot] = own === undefined ? b[slot]! : join(own, b[slot]!);
  }
  return joined;
}

const keptIn = <Value>(slots: Slots<Value>, keeps: (slot: string, value: Value) => boolean): Slots<Value> =>
  Object.fromEntries(Object.entries(slots).filter(([slot, value]) => keeps(slot, value)));

/**
 * What was agreed to up to an erasure counts for nothing, whenever it arrives, and lifts nothing. Stops,
 * objections, a no, links and up to when settled ticks were taken back stay: they end what a subject agreed
 * to that is linked to this one one day.
 */
function withoutErased(state: Joined): Joined {
  const { erased } = state;
  if (erased === undefined) return state;
  const isOver = (at: string) => at <= erased.at;
  const since = (moments: Slots<string> | undefined) => moments && keptIn(moments, (_, at) => !isOver(at));
  return {
    ...state,
    grants: leftGrants(state.grants, (_slot, _strength, at) => isOver(at)),
    ...leftOf(state, (_, at) => isOver(at)),
    lifted: since(state.lifted),
    undone: state.undone && keptIn(state.undone, (_, { at }) => !isOver(at)),
    waived: state.waived && waivedSince(state.waived, erased.at),
  };
}

const joinGrants = (a: Grants[string], b: Grants[string]): Grants[string] =>
  joinSlots<readonly Grant[]>(a as Slots<readonly Grant[]>, b as Slots<readonly Grant[]>, (one, other) =>
    needed([...one, ...other]),
  )!;

export function leftGrants(
  grants: Grants,
  isOver: (slot: string, strength: string, at: string) => boolean,
): Grants {
  const left: Grants = {};
  for (const [slot, strengths] of Object.entries(grants)) {
    const standing: Slots<readonly Grant[]> = {};
    for (const [strength, given] of Object.entries(strengths)) {
      const kept = given.filter(({ at }) => !isOver(slot, strength, at));
      if (kept.length > 0) standing[strength] = kept;
    }
    if (Object.keys(standing).length > 0) left[slot] = standing;
  }
  return left;
}
