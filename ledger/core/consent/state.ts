// The fold: a subject's records become its consent state. Every slot keeps the latest of its kind, so folding is a
// join: associative, commutative, idempotent. Any order of arrival of the same stored records gives the same state
// (test/core/consent/state.test.ts), and a rebuilt state equals the one that was kept.
//
//   grants[<purpose>] or grants[<purpose>:call] -> per <grade>/<policy>, the latest grant
//   stops[<purpose>] or stops['*']             -> the latest withdrawal
//   ticks[<slot of grants>]                    -> per record, a grant that a page alone vouches for
//   undone[<slot of grants>]                   -> per opt-in, that its page has taken it back
//   liftable[<kind>/<slot of stops>]           -> per record, a withdrawal by a signal of WhatsApp's (lifting.ts)
//   resumed[<kind>]                            -> the latest signal that lifts those
//   suspended                                  -> the latest moment at which the person may have become another
//   links[<other subject>]                     -> how it is one person with that one (links.ts)
//
// Whoever holds a publishable key can tick for any number and undo it. Undoing takes back that one tick: were it a
// withdrawal, or were the latest tick all that is kept, it would silence a person who had agreed before. So ticks are kept
// one by one, until a withdrawal comes after them.
//
// A withdrawal takes effect at its recorded_at, a grant at min(occurred_at, recorded_at): an opt-in that waited in a
// queue while the person opted out changes nothing when it arrives.

import { canonicalBytes } from '../canonical.ts';
import type { Purpose } from '../notice/purpose.ts';
import type { PolicyName } from '../policy/rules.ts';
import { isNumber } from '../subject/identifier.ts';
import type { Grade } from './grade.ts';
import {
  keepUnlifted,
  type LiftableStops,
  liftableSlot,
  liftableStopsOf,
  liftedKind,
  resumedAt,
} from './lifting.ts';
import { type Links, linkOf, strongerLink } from './links.ts';
import type {
  ConfirmedRecord,
  ConsentRecord,
  IdentifierChangedRecord,
  LinkedRecord,
  OptInRecord,
  OptOutRecord,
  ResumedRecord,
  Scope,
  Undone,
  WhatsAppSignal,
} from './record.ts';

export type Mark = { at: string; record: string };
export type Grant = Mark & { until?: string };

/** What decides whether a grant counts: two grants of one strength differ in time only, so the later one is enough. */
type Strength = `${Grade}/${PolicyName}`;

/** `of`: the opt-in that undoing names; a confirmation goes with the opt-in it confirms. */
export type Tick = Grant & { strength: Strength; of: string };

/** That an opt-in of this moment was taken back, by that record. */
export type Undo = Mark & { granted_at: string };

/** What is optional is absent where there is none. */
export type ConsentState = {
  grants: Record<string, Partial<Record<Strength, Grant>>>;
  stops: Record<string, Mark>;
  ticks?: Record<string, Record<string, Tick>>;
  undone?: Record<string, Record<string, Undo>>;
  liftable?: LiftableStops;
  resumed?: Record<string, Mark>;
  suspended?: Mark;
  links?: Links;
  /** Never of a subject, only of what several make together: there are more than anybody looks at (component.ts). */
  unjudgeable?: true;
};

export const everyPurpose = '*';

export const emptyState: ConsentState = { grants: {}, stops: {} };

/** Where what was said of a purpose is kept. */
export const slotOf = (purpose: Purpose, scope: Scope) => (scope === 'call' ? `${purpose}:call` : purpose);

/** Later in time; on a tie the greater record id, only so that the choice does not depend on arrival. */
export function later<M extends Mark>(a: M | undefined, b: M): M {
  if (a === undefined || a.at < b.at) return b;
  return a.at === b.at && a.record < b.record ? b : a;
}

/** Fold one more record into a state; the given state is not changed. Kinds without effect on consent return it as is. */
export function fold(state: ConsentState, record: ConsentRecord): ConsentState {
  switch (record.kind) {
    case 'opt_in':
    case 'confirmed':
      return foldGrant(state, record);
    case 'opt_out':
      return foldOptOut(state, record);
    case 'resumed':
      return foldResumed(state, record);
    case 'suspended':
      return suspend(state, record);
    case 'linked':
      return foldLink(state, record);
    case 'identifier_changed':
      return foldLink(isAnothersNow(record) ? suspend(state, record) : state, record);
    case 'notice_published':
    case 'notice_retired':
    case 'template_changed':
    case 'accessed':
      return state;
  }
}

/**
 * The state of one person who is known as two subjects, as after a pepper was replaced under a running node: every
 * slot keeps the latest of both, so a withdrawal recorded for either stops both.
 */
export function joinStates(a: ConsentState, b: ConsentState): ConsentState {
  const { ticks = {}, undone = {}, liftable = {}, resumed = {}, links = {} } = b;
  const suspended = b.suspended === undefined ? a.suspended : later(a.suspended, b.suspended);
  return withoutEnded({
    ...(suspended && { suspended }),
    links: joinSlots(a.links ?? {}, links, strongerLink),
    grants: joinSlots(a.grants, b.grants, (one, other) => joinSlots(one, other, later)),
    stops: joinSlots(a.stops, b.stops, later),
    ticks: joinSlots(a.ticks ?? {}, ticks, (one, other) => joinSlots(one, other, later)),
    undone: joinSlots(a.undone ?? {}, undone, (one, other) => joinSlots(one, other, later)),
    liftable: joinSlots(a.liftable ?? {}, liftable, (one, other) => ({ ...one, ...other })),
    resumed: joinSlots(a.resumed ?? {}, resumed, later),
  });
}

function joinSlots<Value>(
  a: { [slot: string]: Value },
  b: { [slot: string]: Value },
  join: (one: Value, other: Value) => Value,
): { [slot: string]: Value } {
  const joined = { ...a };
  for (const [slot, value] of Object.entries(b)) {
    const own = joined[slot];
    joined[slot] = own === undefined ? value : join(own, value);
  }
  return joined;
}

type Granting = OptInRecord | ConfirmedRecord;

/** When a grant takes effect: when it was given, but never later than it was recorded. */
export const grantedAt = ({ occurred_at, recorded_at }: Granting): string =>
  occurred_at < recorded_at ? occurred_at : recorded_at;

/** A confirmation is a grant as old as the opt-in it confirms: a withdrawal in between stops both. */
function foldGrant(state: ConsentState, record: Granting): ConsentState {
  const grant: Grant = { at: grantedAt(record), record: record.id };
  if (record.valid_until !== undefined) grant.until = record.valid_until;
  const strength: Strength = `${record.grade}/${record.policy.name}`;
  if (record.undoable === true) return foldTick(state, record, { ...grant, strength, of: optInOf(record) });
  const grants = { ...state.grants };
  for (const purpose of record.purposes) {
    for (const scope of record.scope) {
      const slot = slotOf(purpose, scope);
      grants[slot] = { ...grants[slot], [strength]: later(grants[slot]?.[strength], grant) };
    }
  }
  return { ...state, grants };
}

const optInOf = (record: Granting): string => (record.kind === 'confirmed' ? record.confirms : record.id);

function foldTick(state: ConsentState, { id, purposes, scope }: Granting, tick: Tick): ConsentState {
  const slots = slotsOf(purposes, scope).map((slot) => [slot, { [id]: tick }]);
  return joinStates(state, { ...emptyState, ticks: Object.fromEntries(slots) });
}

function foldOptOut(state: ConsentState, record: OptOutRecord): ConsentState {
  const mark: Mark = { at: record.recorded_at, record: record.id };
  if (record.undoes !== undefined) return foldUndo(state, record.purposes ?? [], record.undoes, mark);
  if (record.signal !== undefined) return foldSignal(state, record, record.signal);
  const stops = { ...state.stops };
  for (const slot of record.purposes ?? [everyPurpose]) stops[slot] = later(stops[slot], mark);
  return withoutEnded({ ...state, stops });
}

function foldSignal(state: ConsentState, record: OptOutRecord, signal: WhatsAppSignal): ConsentState {
  const { id, recorded_at: at, occurred_at: said, purposes = [everyPurpose] } = record;
  const stop = { [id]: { at, said, record: id } };
  const slots = purposes.map((slot) => [liftableSlot(signal, slot), stop]);
  return joinStates(state, { ...emptyState, liftable: Object.fromEntries(slots) });
}

function foldResumed(state: ConsentState, record: ResumedRecord): ConsentState {
  const resumed = { [liftedKind(record)]: { at: resumedAt(record), record: record.id } };
  return joinStates(state, { ...emptyState, resumed });
}

/** What was agreed to before a change was somebody else's: under the name that was left, and under a number that was taken over. */
const isAnothersNow = ({ side, identifiers }: IdentifierChangedRecord): boolean =>
  side === 'old' || identifiers.some(isNumber);

/** Like a withdrawal it takes effect when it is recorded: in doubt, less is allowed. */
const suspend = (state: ConsentState, { id, recorded_at: at }: ConsentRecord): ConsentState => {
  return { ...state, suspended: later(state.suspended, { at, record: id }) };
};

const foldLink = (state: ConsentState, record: LinkedRecord | IdentifierChangedRecord): ConsentState =>
  joinStates(state, { ...emptyState, links: linkOf(record) });

function foldUndo(
  state: ConsentState,
  purposes: readonly Purpose[],
  undoes: Undone,
  mark: Mark,
): ConsentState {
  const { record, granted_at, scope } = undoes;
  const slots = slotsOf(purposes, scope).map((slot) => [slot, { [record]: { ...mark, granted_at } }]);
  return joinStates(state, { ...emptyState, undone: Object.fromEntries(slots) });
}

const slotsOf = (purposes: readonly Purpose[], scope: readonly Scope[]): string[] =>
  purposes.flatMap((purpose) => scope.map((one) => slotOf(purpose, one)));

/**
 * What a withdrawal has ended need not be kept. Because a tick and its undoing both carry the moment of the tick, they go
 * together, whichever comes last: so dropping them depends on no order. A withdrawal that may be lifted has ended nothing.
 */
function withoutEnded(state: ConsentState): ConsentState {
  const { grants, stops, ticks, undone, liftable, resumed = {}, suspended, links = {} } = state;
  const liveTicks = ticks && keptIn(ticks, (slot, { at }) => isAfter(stops, slot, at));
  const liveUndone = undone && keptIn(undone, (slot, { granted_at }) => isAfter(stops, slot, granted_at));
  const unlifted = liftable && keepUnlifted(liftable, resumed);
  return {
    grants,
    stops,
    ...(liveTicks && { ticks: liveTicks }),
    ...(liveUndone && { undone: liveUndone }),
    ...(unlifted && { liftable: unlifted }),
    ...(Object.keys(resumed).length > 0 && { resumed }),
    ...(suspended && { suspended }),
    ...(Object.keys(links).length > 0 && { links }),
  };
}

function isAfter(stops: ConsentState['stops'], slot: string, at: string): boolean {
  const stop = finalStopOf(stops, slot.replace(/:call$/, '') as Purpose);
  return stop === undefined || at > stop.at;
}

/** What a predicate keeps; undefined where that is nothing. */
function keptIn<Value>(
  slots: Record<string, Record<string, Value>>,
  keeps: (slot: string, value: Value) => boolean,
): Record<string, Record<string, Value>> | undefined {
  const kept = Object.entries(slots)
    .map(
      ([slot, values]) => [slot, Object.entries(values).filter(([, value]) => keeps(slot, value))] as const,
    )
    .filter(([, values]) => values.length > 0)
    .map(([slot, values]) => [slot, Object.fromEntries(values)] as const);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** Whether the page that opted in has taken that back for this purpose. */
export function isUndone(state: ConsentState, { id, scope }: OptInRecord, purpose: Purpose): boolean {
  return scope.every((one) => state.undone?.[slotOf(purpose, one)]?.[id] !== undefined);
}

/** The latest withdrawal of a purpose that nothing can lift, its own or of everything. */
function finalStopOf(stops: ConsentState['stops'], purpose: Purpose): Mark | undefined {
  const [general, own] = [stops[everyPurpose], stops[purpose]];
  return own === undefined ? general : later(general, own);
}

/** The withdrawal that is in force for a purpose: the latest of its own and of everything, by whatever way it came. */
export function stopOf({ stops, liftable }: ConsentState, purpose: Purpose): Mark | undefined {
  if (liftable === undefined) return finalStopOf(stops, purpose);
  return liftableStopsOf(liftable, [everyPurpose, purpose])
    .map(({ at, record }): Mark => ({ at, record }))
    .reduce<Mark | undefined>(later, finalStopOf(stops, purpose));
}

/** The latest withdrawal of everything that is in force. */
export function generalStopOf({ stops, liftable = {} }: ConsentState): Mark | undefined {
  return liftableStopsOf(liftable, [everyPurpose])
    .map(({ at, record }): Mark => ({ at, record }))
    .reduce<Mark | undefined>(later, stops[everyPurpose]);
}

/** Whether any withdrawal or suspension was recorded at this moment or after it. */
export function isStoppedSince({ stops, liftable = {}, suspended }: ConsentState, moment: string): boolean {
  const lifted = Object.values(liftable).flatMap((marks) => Object.values(marks));
  const marks = [...Object.values(stops), ...lifted, ...(suspended === undefined ? [] : [suspended])];
  return marks.some(({ at }) => at >= moment);
}

/** States are kept as canonical JSON, so that a rebuilt one can be compared byte for byte. */
export function encodeState(state: ConsentState): string {
  return canonicalBytes(state).toString('utf8');
}

/** Read back what encodeState wrote; the database is trusted to hold JSON, `verify` checks what it says. */
export function parseState(text: string): ConsentState {
  return JSON.parse(text) as ConsentState;
}
