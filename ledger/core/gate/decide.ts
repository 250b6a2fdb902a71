// The gate's answer. Allow needs a reason to allow; everything else, doubt included, is deny with every reason.

import { type ConsentState, standing } from '../consent/state.ts';
import type { Question } from './question.ts';

export const reasons = [
  'granted',
  'unknown_recipient',
  'no_consent',
  'withdrawn',
  'grade_too_low_after_withdrawal',
  'expired',
] as const;
export type Reason = (typeof reasons)[number];

export type Decision = {
  decision: 'allow' | 'deny';
  reasons: Reason[];
  /** The record that decides: the grant, or the withdrawal that ended it. */
  record?: string;
  grade?: string;
};

/** Judge a question against the state of the person; `undefined` means nobody with this identifier is known. */
export function decide(question: Question, state: ConsentState | undefined, now: string): Decision {
  if (state === undefined) return { decision: 'deny', reasons: ['unknown_recipient'] };
  const found = standing(state, question.purpose, question.scope, now);
  switch (found.kind) {
    case 'granted':
      return { decision: 'allow', reasons: ['granted'], record: found.grant.record, grade: found.grade };
    case 'withdrawn':
      return { decision: 'deny', reasons: ['withdrawn'], record: found.stop.record };
    case 'too_weak_after_withdrawal':
      return {
        decision: 'deny',
        reasons: ['withdrawn', 'grade_too_low_after_withdrawal'],
        record: found.stop.record,
      };
    case 'expired':
      return { decision: 'deny', reasons: ['expired'], record: found.grant.record };
    case 'none':
      return { decision: 'deny', reasons: ['no_consent'] };
  }
}
