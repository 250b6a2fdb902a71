// Which gaps a consent from a list would fill: only where nothing the person said is known. It never adds to
// a consent, nor renews one that has ended, nor lifts a stop or an objection, nor undoes a no.
//
// The fold says the same of a record that is there already (standing.ts), except that a list's consent which
// has ended hides no newer one of a list. This asks before a record is made, so that it holds the gaps alone,
// and the caller hears what the list could not do.

import type { ImportedRecord, Scope } from '../consent/record.ts';
import { slotKey } from '../consent/slot.ts';
import { type Standing, standing } from '../consent/standing.ts';
import { type ConsentState, fold } from '../consent/state.ts';
import { stopsOf } from '../consent/stops.ts';
import type { Purpose } from '../notice/purpose.ts';

/** Why there is no gap. */
export type NoGap =
  | 'agreed_already'
  | 'stopped'
  | 'declined'
  | 'objected'
  | 'expired'
  | 'suspended'
  | 'unjudgeable';

/** `why`: of what is no gap, if there is any. */
export type Gaps = { purposes: Purpose[]; scope: Scope[]; why?: NoGap } | { purposes?: never; why: NoGap };

/**
 * A record grants each of its purposes in all of its scopes. Where a purpose is a gap in one scope and not in
 * the other, it is left out as long as others are a gap in both: a list may say too little, and never too
 * much.
 *
 * @param record as it would be
 */
export function gapsIn(state: ConsentState, record: ImportedRecord, now: string): Gaps {
  const then = fold(state, record);
  let why: NoGap | undefined;
  const gaps = new Map<Purpose, Scope[]>();
  for (const purpose of record.purposes) {
    for (const scope of record.scope) {
      const before = standing(state, purpose, scope, now);
      const after = standing(then, purpose, scope, now);
      const counts = after.kind === 'granted' && after.grant.record === record.id;
      if (counts && before.kind !== 'expired' && before.kind !== 'granted')
        gaps.set(purpose, [...(gaps.get(purpose) ?? []), scope]);
      else why ??= reasonFor(state, purpose, scope, before);
    }
  }
  for (const scope of [record.scope, ...record.scope.map((one) => [one])]) {
    const purposes = record.purposes.filter((one) => scope.every((each) => gaps.get(one)?.includes(each)));
    if (purposes.length > 0) return { purposes, scope, ...(why && { why }) };
  }
  return { why: why! };
}

/** A no counts for itself where nothing stops the purpose and nothing the person agreed to since is known. */
function reasonFor(state: ConsentState, purpose: Purpose, scope: Scope, { kind }: Standing): NoGap {
  const saidNo = state.declined?.[slotKey({ purpose, scope })] !== undefined;
  const isOpen = kind === 'none' || (kind === 'withdrawn' && stopsOf(state, purpose).latest === undefined);
  if (saidNo && isOpen) return 'declined';
  return kind === 'none' && state.someErased !== undefined ? 'stopped' : reasons[kind];
}

const reasons: Record<Standing['kind'], NoGap> = {
  granted: 'agreed_already',
  withdrawn: 'stopped',
  too_weak_after_withdrawal: 'stopped',
  objected: 'objected',
  expired: 'expired',
  suspended: 'suspended',
  // Nothing was ever agreed to, and yet it would not count: the number has gone to another person.
  none: 'suspended',
  unjudgeable: 'unjudgeable',
};
