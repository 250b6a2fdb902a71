// What holds for one purpose now: judged from what the fold keeps (state.ts), of one subject or of several that are one
// person (component.ts).

import type { Purpose } from '../notice/purpose.ts';
import { type PolicyName, policyNamed } from '../policy/rules.ts';
import { type Grade, gradeAtLeast } from './grade.ts';
import type { Scope } from './record.ts';
import { type ConsentState, type Grant, later, type Mark, slotOf, stopOf } from './state.ts';

/** What holds for one purpose at one moment, and the record that decides it. */
export type Standing =
  | { kind: 'granted'; grade: Grade; grant: Grant }
  | { kind: 'withdrawn'; stop: Mark }
  | { kind: 'too_weak_after_withdrawal'; stop: Mark; grant: Grant }
  /** Agreed to, but whoever did so may no longer be who would be written to; a fresh opt-in counts. */
  | { kind: 'suspended'; suspension: Mark; grant: Grant }
  | { kind: 'expired'; grant: Grant }
  | { kind: 'none' }
  | { kind: 'unjudgeable' };

/** The standing of one purpose at `now` (ISO 8601, UTC, milliseconds). */
export function standing(state: ConsentState, purpose: Purpose, scope: Scope, now: string): Standing {
  if (state.unjudgeable === true) return { kind: 'unjudgeable' };
  const stop = stopOf(state, purpose);
  const { suspended: suspension } = state;
  const barrier = suspension === undefined ? stop : later(stop, suspension);
  const slot = slotOf(purpose, scope);
  const offers = offersIn(state, slot);

  const best = latestOf(offers.filter((offer) => counts(offer, barrier, offers)));
  if (best !== undefined) {
    if (best.grant.until !== undefined && best.grant.until <= now)
      return { kind: 'expired', grant: best.grant };
    // The fail-closed side of clock doubt: a grant from the future grants nothing yet.
    if (best.grant.at > now) return { kind: 'none' };
    return { kind: 'granted', grade: best.grade, grant: best.grant };
  }
  // What the person has not taken back since, though it does not count.
  const left = latestOf(offers.filter(({ grant }) => stop === undefined || grant.at > stop.at));
  if (suspension !== undefined && left !== undefined && (stop === undefined || suspension.at >= stop.at)) {
    return { kind: 'suspended', suspension, grant: left.grant };
  }
  const weak = stop && left;
  if (weak !== undefined) return { kind: 'too_weak_after_withdrawal', stop: stop!, grant: weak.grant };
  // Nothing is left that was granted: the last word was a withdrawal, or a page taking back its tick.
  const last = Object.values(state.undone?.[slot] ?? {})
    .filter(({ granted_at }) => stop === undefined || granted_at > stop.at)
    .reduce<Mark | undefined>(later, stop);
  return last === undefined
    ? { kind: 'none' }
    : { kind: 'withdrawn', stop: { at: last.at, record: last.record } };
}

type Offer = { grade: Grade; policy: PolicyName; grant: Grant };

function offersIn(state: ConsentState, slot: string): Offer[] {
  const grants = Object.entries(state.grants[slot] ?? {});
  const offers = grants.map(([strength, grant]) => offerOf(strength, grant));
  const ticks = state.ticks?.[slot];
  if (ticks === undefined) return offers;
  const undone = state.undone?.[slot] ?? {};
  const standing = Object.values(ticks).filter(({ of }) => undone[of] === undefined);
  return [...offers, ...standing.map(({ strength, of: _, ...grant }) => offerOf(strength, grant))];
}

function offerOf(strength: string, grant: Grant): Offer {
  const [grade, policy] = strength.split('/') as [Grade, PolicyName];
  return { grade, policy, grant };
}

/** Does it count: after the stop or suspension and strong enough to lift it; an import (E0) only fills a gap. */
function counts({ grade, policy, grant }: Offer, barrier: Mark | undefined, all: readonly Offer[]): boolean {
  if (grade === 'E0') return barrier === undefined && all.every((offer) => offer.grade === 'E0');
  if (barrier === undefined) return true;
  // On a tie the withdrawal wins, hence > and not >=.
  return grant.at > barrier.at && gradeAtLeast(grade, policyNamed(policy).regrantFloor);
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
