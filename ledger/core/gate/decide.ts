// The gate's answer. Allow needs a reason to allow; everything else, doubt included, is deny with every reason.

import { type Standing, standing } from '../consent/standing.ts';
import { type ConsentState, generalStopOf, type Mark } from '../consent/state.ts';
import type { Question } from './question.ts';
import { openSince } from './service-window.ts';

export const reasons = [
  'granted',
  'unknown_recipient',
  'no_consent',
  'withdrawn',
  'grade_too_low_after_withdrawal',
  'expired',
  'suspended_until_confirmed',
  'too_many_links',
  'template_unmapped',
  'template_not_approved',
  'service_window',
  'no_service_window',
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
  const mapped = question.template && standing(state, question.template.mappedTo, question.scope, now);
  if (found.kind === 'granted' && mapped !== undefined && 'stop' in mapped) return stoppedBy(mapped);
  switch (found.kind) {
    case 'granted':
      return { decision: 'allow', reasons: ['granted'], record: found.grant.record, grade: found.grade };
    case 'withdrawn':
    case 'too_weak_after_withdrawal':
      return stoppedBy(found);
    case 'expired':
      return { decision: 'deny', reasons: ['expired'], record: found.grant.record };
    case 'suspended':
      return suspendedBy(found.suspension);
    case 'unjudgeable':
      return { decision: 'deny', reasons: ['too_many_links'] };
    case 'none':
      return { decision: 'deny', reasons: ['no_consent'] };
  }
}

const suspendedBy = ({ record }: Mark): Decision => {
  return { decision: 'deny', reasons: ['suspended_until_confirmed'], record };
};

function stoppedBy({ kind, stop }: Extract<Standing, { stop: unknown }>): Decision {
  const reasons: Reason[] =
    kind === 'withdrawn' ? ['withdrawn'] : ['withdrawn', 'grade_too_low_after_withdrawal'];
  return { decision: 'deny', reasons, record: stop.record };
}

/** Nobody has said what this template is for, or Meta what it takes it for. */
export const unmapped: Decision = { decision: 'deny', reasons: ['template_unmapped'] };

/** Meta would not send this template; what else speaks against it is said as well. */
export function heldBack(decision: Decision): Decision {
  if (decision.decision === 'allow') return { decision: 'deny', reasons: ['template_not_approved'] };
  return { ...decision, reasons: [...decision.reasons, 'template_not_approved'] };
}

/**
 * A message without a template: whoever wrote within the last day may be answered, whatever they agreed to. Stopping some
 * kind of message does not close the window, since the person asked; stopping everything does, until they write again.
 * `lastInbound`: when they last wrote to this sender, whole seconds; a stop of the same second closes.
 */
export function decideFreeForm(
  lastInbound: string | undefined,
  state: ConsentState | undefined,
  now: Date,
): Decision {
  if (lastInbound === undefined || lastInbound <= openSince(now) || lastInbound > now.toISOString()) {
    return { decision: 'deny', reasons: ['no_service_window'] };
  }
  if (state?.unjudgeable === true) return { decision: 'deny', reasons: ['too_many_links'] };
  const stop = state && generalStopOf(state);
  if (stop !== undefined && stop.at >= lastInbound) {
    return { decision: 'deny', reasons: ['withdrawn'], record: stop.record };
  }
  // Whoever wrote may no longer be who would read the answer.
  if (state?.suspended !== undefined && state.suspended.at >= lastInbound)
    return suspendedBy(state.suspended);
  return { decision: 'allow', reasons: ['service_window'] };
}
