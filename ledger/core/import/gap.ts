// Whether a consent from a list would fill a gap: only where nothing the person said is known. It never adds
// to a consent, nor renews one that has ended, nor lifts a stop or an objection.
//
// The fold says the same of a record that is there already (standing.ts). This asks before one is made, so
// that the caller hears what the list could not do.

import type { ImportedRecord } from '../consent/record.ts';
import { standing } from '../consent/standing.ts';
import { type ConsentState, fold } from '../consent/state.ts';

/** Why there is no gap. */
export type NoGap = 'agreed_already' | 'stopped' | 'objected' | 'expired' | 'suspended' | 'unjudgeable';

/**
 * @param record as it would be
 * @returns undefined: it fills a gap for at least one of its purposes
 */
export function whyNoGap(state: ConsentState, record: ImportedRecord, now: string): NoGap | undefined {
  const then = fold(state, record);
  let why: NoGap | undefined;
  for (const purpose of record.purposes) {
    for (const scope of record.scope) {
      const before = standing(state, purpose, scope, now);
      const after = standing(then, purpose, scope, now);
      const counts = after.kind === 'granted' && after.grant.record === record.id;
      if (counts && before.kind !== 'expired' && before.kind !== 'granted') return undefined;
      why ??= reasons[before.kind];
    }
  }
  return why;
}

const reasons: Record<ReturnType<typeof standing>['kind'], NoGap> = {
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
