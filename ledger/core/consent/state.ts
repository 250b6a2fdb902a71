// The fold: a subject's records become its consent state. Every slot keeps the latest of its kind, so folding is a
// join: associative, commutative, idempotent. Any order of arrival of the same stored records gives the same state
// (test/core/consent/state.test.ts), and a rebuilt state equals the one that was kept.
//
//   grants[<purpose>] or grants[<purpose>:call] -> per <grade>/<policy>, the latest grant
//   stops[<purpose>] or stops['*']             -> the latest withdrawal
//
// A withdrawal takes effect at its recorded_at, a grant at min(occurred_at, recorded_at): an opt-in that waited in a
// queue while the person opted out changes nothing when it arrives.

import { canonicalBytes } from '../canonical.ts';
import type { Purpose } from '../notice/purpose.ts';
import { type Grade, gradeAtLeast } from './grade.ts';
import { type PolicyName, policyNamed } from './policy.ts';
import type { ConfirmedRecord, ConsentRecord, OptInRecord, OptOutRecord, Scope } from './record.ts';

export type Mark = { at: string; record: string };
export type Grant = Mark & { until?: string };

/** What decides whether a grant counts: two grants of one strength differ in time only, so the later one is enough. */
type Strength = `${Grade}/${PolicyName}`;

export type ConsentState = {
  grants: Record<string, Partial<Record<Strength, Grant>>>;
  stops: Record<string, Mark>;
};

/** What holds for one purpose at one moment, and the record that decides it. */
export type Standing =
  | { kind: 'granted'; grade: Grade; grant: Grant }
  | { kind: 'withdrawn'; stop: Mark }
  | { kind: 'too_weak_after_withdrawal'; stop: Mark; grant: Grant }
  | { kind: 'expired'; grant: Grant }
  | { kind: 'none' };

export const everyPurpose = '*';

export const emptyState: ConsentState = { grants: {}, stops: {} };

const slotOf = (purpose: Purpose, scope: Scope) => (scope === 'call' ? `${purpose}:call` : purpose);

/** Later in time; on a tie the greater record id, only so that the choice does not depend on arrival. */
function later<M extends Mark>(a: M | undefined, b: M): M {
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
    case 'notice_published':
    case 'notice_retired':
    case 'accessed':
      return state;
  }
}

/**
 * The state of one person who is known as two subjects, as after a pepper was replaced under a running node: every
 * slot keeps the latest of both, so a withdrawal recorded for either stops both.
 */
export function joinStates(a: ConsentState, b: ConsentState): ConsentState {
  return {
    grants: joinSlots(a.grants, b.grants, (one, other) => joinSlots(one, other, later)),
    stops: joinSlots(a.stops, b.stops, later),
  };
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
  const grants = { ...state.grants };
  for (const purpose of record.purposes) {
    for (const scope of record.scope) {
      const slot = slotOf(purpose, scope);
      grants[slot] = { ...grants[slot], [strength]: later(grants[slot]?.[strength], grant) };
    }
  }
  return { grants, stops: state.stops };
}

function foldOptOut(state: ConsentState, record: OptOutRecord): ConsentState {
  const stop: Mark = { at: record.recorded_at, record: record.id };
  const stops = { ...state.stops };
  for (const slot of record.purposes ?? [everyPurpose]) stops[slot] = later(stops[slot], stop);
  return { grants: state.grants, stops };
}

/** The standing of one purpose at `now` (ISO 8601, UTC, milliseconds). */
export function standing(state: ConsentState, purpose: Purpose, scope: Scope, now: string): Standing {
  const general = state.stops[everyPurpose];
  const own = state.stops[purpose];
  const stop = own === undefined ? general : later(general, own);
  const offers = offersIn(state, slotOf(purpose, scope));

  const best = latestOf(offers.filter((offer) => counts(offer, stop, offers)));
  if (best !== undefined) {
    if (best.grant.until !== undefined && best.grant.until <= now)
      return { kind: 'expired', grant: best.grant };
    // The fail-closed side of clock doubt: a grant from the future grants nothing yet.
    if (best.grant.at > now) return { kind: 'none' };
    return { kind: 'granted', grade: best.grade, grant: best.grant };
  }
  if (stop === undefined) return { kind: 'none' };
  const weak = latestOf(offers.filter(({ grant }) => grant.at > stop.at));
  return weak === undefined
    ? { kind: 'withdrawn', stop }
    : { kind: 'too_weak_after_withdrawal', stop, grant: weak.grant };
}

type Offer = { grade: Grade; policy: PolicyName; grant: Grant };

function offersIn(state: ConsentState, slot: string): Offer[] {
  return Object.entries(state.grants[slot] ?? {}).map(([strength, grant]) => {
    const [grade, policy] = strength.split('/') as [Grade, PolicyName];
    return { grade, policy, grant };
  });
}

/** Does it count: after the stop and strong enough to lift it; an import (E0) only fills a gap. */
function counts({ grade, policy, grant }: Offer, stop: Mark | undefined, all: readonly Offer[]): boolean {
  if (grade === 'E0') return stop === undefined && all.every((offer) => offer.grade === 'E0');
  if (stop === undefined) return true;
  // On a tie the withdrawal wins, hence > and not >=.
  return grant.at > stop.at && gradeAtLeast(grade, policyNamed(policy).regrantFloor);
}

function latestOf(offers: readonly Offer[]): Offer | undefined {
  return offers.reduce<Offer | undefined>(
    (best, offer) => (best === undefined || comesAfter(offer, best) ? offer : best),
    undefined,
  );
}

/** Of two of the same moment the one with more to show for it: an opt-in and its confirmation are such two. */
function comesAfter(a: Offer, b: Offer): boolean {
  if (a.grant.at !== b.grant.at) return a.grant.at > b.grant.at;
  return a.grade === b.grade ? a.grant.record > b.grant.record : gradeAtLeast(a.grade, b.grade);
}

/** States are kept as canonical JSON, so that a rebuilt one can be compared byte for byte. */
export function encodeState(state: ConsentState): string {
  return canonicalBytes(state).toString('utf8');
}

/** Read back what encodeState wrote; the database is trusted to hold JSON, `verify` checks what it says. */
export function parseState(text: string): ConsentState {
  return JSON.parse(text) as ConsentState;
}
