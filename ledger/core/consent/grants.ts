// Grants, as the fold keeps them: every one that could still matter, and no other.
//
//   grants[<slot>] -> per <grade>/<floor>/<voucher>, one or more grants
//
// The floor is the grade that the packs ask for after a withdrawal. Each says why its grade is not the next
// one, unless it is for the usual reason (grade.ts).
//
// Two grants of one strength differ in when they were given and how long they hold. One that was given no
// earlier and ends no sooner makes the other needless, after any withdrawal and at any later moment. So of
// one strength there are as many as there are lifetimes among the business's notices, each shorter than the
// one given before it.

import type { Authority } from './authority.ts';
import { type Grade, gradeAtLeast } from './grade.ts';
import type { ConfirmedRecord, ImportedRecord, OptInRecord } from './record.ts';

export type Mark = { at: string; record: string };
export type Grant = Mark & { until?: string; why?: string };

/**
 * Of any authority there are three: a page alone says so, as one of many (ticks.ts), or the business says so
 * itself. What the holder confirmed of one of many goes with it.
 */
export type Voucher = 'settled' | 'settled_holder' | 'page' | Authority;

export const isSettled = (strength: string): boolean => /\/settled(_holder)?$/.test(strength);

/** What decides whether a grant counts. */
export type Strength = `${Grade}/${Grade}/${Voucher}`;

/** Whether it has not the grade that its packs ask for after a withdrawal. */
export function isTooWeak(strength: string): boolean {
  const [grade, floor] = strength.split('/') as [Grade, Grade];
  return !gradeAtLeast(grade, floor);
}

export type Grants = Record<string, Partial<Record<Strength, readonly Grant[]>>>;

export type Granting = OptInRecord | ConfirmedRecord | ImportedRecord;

/**
 * When a grant takes effect: when it was given, or the earliest moment at which it can have been, but never
 * later than it was recorded.
 */
export function grantedAt(record: Granting): string {
  const { occurred_at: said, recorded_at: recorded } = record;
  const at = said < recorded ? said : recorded;
  const after = record.kind === 'opt_in' ? record.occurred_after : undefined;
  return after !== undefined && after < at ? after : at;
}

/** Later in time; on a tie the greater record id, only so that the choice does not depend on arrival. */
export function later<M extends Mark>(a: M | undefined, b: M): M {
  if (a === undefined || isEarlier(a, b)) return b;
  return a;
}

const isEarlier = (a: Mark, b: Mark): boolean => (a.at === b.at ? a.record < b.record : a.at < b.at);

/** Of all these, those that could still matter, the latest first. */
export function needed(grants: readonly Grant[]): readonly Grant[] {
  if (grants.length < 2) return grants;
  const kept: Grant[] = [];
  for (const grant of grants.toSorted((a, b) => (isEarlier(a, b) ? 1 : -1))) {
    // All kept grants were given later; they must also end sooner.
    const last = kept.at(-1);
    if (last === undefined || endsAfter(grant, last)) kept.push(grant);
  }
  return kept;
}

function endsAfter({ until: a }: Grant, { until: b }: Grant): boolean {
  return b !== undefined && (a === undefined || a > b);
}
