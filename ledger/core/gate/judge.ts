// The gate's judgement, and the only one: a check, a bulk check, a send, a look back and a report all ask
// `judge`. Allow needs a reason to allow; everything else, doubt included, is deny with every reason.

import { type Grade, reasonsKept } from '../consent/grade.ts';
import type { GradeReason } from '../consent/grade-reasons.ts';
import type { Mark } from '../consent/grants.ts';
import type { Scope } from '../consent/record.ts';
import { givenSince } from '../consent/restored.ts';
import { type Standing, standing } from '../consent/standing.ts';
import { asTried, type ConsentState } from '../consent/state.ts';
import { generalStopOf } from '../consent/stops.ts';
import type { Purpose } from '../notice/purpose.ts';
import { toMoment } from '../when.ts';
import { consentNeededFor, type TemplateName, type TemplateState } from './template.ts';

/**
 * What a sender asks before a message. `sender` is a phone_number_id; without one a template must be allowed
 * in each account that has it.
 */
export type Question = { scope: Scope } & (
  | { purpose: Purpose }
  | { template: TemplateName; sender?: string | undefined }
  | { kind: 'free_form'; sender: string }
);

/** What a question is judged by. */
export type Facts = {
  /** Of the person; undefined: the ledger knows no person by this name. */
  state: ConsentState | undefined;
  /** What is known of the template, in each account that counts. */
  templates?: readonly TemplateState[];
  /** When the person last wrote to the sender, whole seconds. */
  lastInbound?: string | undefined;
  /** When a restore was recorded that is not confirmed: what was agreed to up to then does not count. */
  restoredAt?: string | undefined;
  /**
   * What was read is an older state of the ledger, or another's, and may lack a stop; or the log has a name
   * under which this node cannot go on.
   */
  headFault?: 'rolled_back' | 'log_gone_on';
  /** Asked by a test business, or with a test key. */
  test?: boolean | undefined;
};

export const reasons = [
  'granted',
  'unknown_recipient',
  'no_consent',
  'withdrawn',
  'objected',
  'grade_too_low_after_withdrawal',
  'authority_too_low_after_withdrawal',
  'expired',
  'suspended_until_confirmed',
  'too_many_links',
  'linked_rows_missing',
  'unjudgeable',
  'rolled_back',
  'log_gone_on',
  'restored',
  'template_unmapped',
  'template_not_approved',
  'service_window',
  'no_service_window',
  'test',
] as const;
export type Reason = (typeof reasons)[number];

export type Decision = {
  decision: 'allow' | 'deny';
  reasons: Reason[];
  /** The record that decides: the grant, or the withdrawal that ended it. */
  record?: string;
  grade?: Grade;
  /** Why it is not the next one. */
  grade_reasons?: readonly GradeReason[];
  /**
   * The record of set-up by which the business lets a verified customer lift an objection of the number's
   * holder, where the decision rests on that.
   */
  floor?: string;
  /**
   * What the person had to agree to, where a template was asked about: a caller who asks by purpose knows it.
   */
  purpose?: Purpose;
  /** Where someone tries things out: what the gate would say if that counted. */
  would?: Omit<Decision, 'would'>;
};

/** @param now ISO 8601, UTC, as the records have it (core/when.ts) */
export function judge(question: Question, facts: Facts, now: string): Decision {
  const { scope } = question;
  if (facts.headFault !== undefined) return { decision: 'deny', reasons: [facts.headFault] };
  if (facts.test === true) return tryingOut(question, facts, now);
  const { restoredAt } = facts;
  if (restoredAt !== undefined) return afterRestore(question, { ...facts, restoredAt }, now);
  if ('purpose' in question) return onPurpose(question.purpose, scope, facts.state, now);
  if ('kind' in question) return onFreeForm(scope, facts, now);
  const { state, templates = [] } = facts;
  const judged = templates.map((template) => onTemplate(template, scope, state, now));
  return judged.find(({ decision }) => decision === 'deny') ?? judged[0] ?? unmapped;
}

/** Whoever tries things out is told how it would go, and never that a message may leave. */
function tryingOut(question: Question, { test: _, ...facts }: Facts, now: string): Decision {
  const would = judge(question, { ...facts, state: facts.state && asTried(facts.state) }, now);
  return {
    ...{ decision: 'deny', reasons: ['test'], would },
    ...(would.purpose !== undefined && { purpose: would.purpose }),
  };
}

/** Allow rests on what was agreed to since; where only what is older would allow, that is said. */
function afterRestore(
  question: Question,
  { restoredAt, ...facts }: Facts & { restoredAt: string },
  now: string,
): Decision {
  const { state, lastInbound } = facts;
  // A stop that was lost may have come after the person's last message that was kept.
  const wroteSince = lastInbound !== undefined && toMoment(lastInbound) > restoredAt;
  const since = judge(
    question,
    {
      ...facts,
      state: state && givenSince(state, restoredAt),
      lastInbound: wroteSince ? lastInbound : undefined,
    },
    now,
  );
  if (since.decision === 'allow') return since;
  const before = judge(question, facts, now);
  return before.decision === 'deny' ? before : { ...before, decision: 'deny', reasons: ['restored'] };
}

function onPurpose(purpose: Purpose, scope: Scope, state: ConsentState | undefined, now: string): Decision {
  if (state === undefined) return { decision: 'deny', reasons: ['unknown_recipient'] };
  const found = standing(state, purpose, scope, now);
  switch (found.kind) {
    case 'granted':
      return { decision: 'allow', reasons: ['granted'], ...restingOn(found), ...gradingOf(found) };
    case 'withdrawn':
    case 'objected':
    case 'too_weak_after_withdrawal':
      return stoppedBy(found);
    case 'expired':
      return { decision: 'deny', reasons: ['expired'], ...restingOn(found) };
    case 'suspended':
      return suspendedBy(found.suspension);
    case 'unjudgeable':
      return unjudgeable(found.why);
    case 'none':
      return triedOut(state, purpose, scope, now) ?? { decision: 'deny', reasons: ['no_consent'] };
  }
}

/** Where all that was agreed to was only tried out, that is said. */
function triedOut(state: ConsentState, purpose: Purpose, scope: Scope, now: string): Decision | undefined {
  const found = state.tried && standing(asTried(state), purpose, scope, now);
  if (found?.kind !== 'granted') return undefined;
  return { decision: 'deny', reasons: ['test'], record: found.grant.record };
}

const gradingOf = ({ grade, grant: { why } }: Extract<Standing, { kind: 'granted' }>): Partial<Decision> => {
  return { grade, grade_reasons: reasonsKept(grade, why) };
};

const restingOn = ({ grant, floor }: Extract<Standing, { kind: 'granted' | 'expired' }>) => {
  return { record: grant.record, ...(floor !== undefined && { floor }) };
};

/** The business has not said what this template is for, or Meta has not named its category. */
const unmapped: Decision = { decision: 'deny', reasons: ['template_unmapped'] };

function onTemplate(
  template: TemplateState,
  scope: Scope,
  state: ConsentState | undefined,
  now: string,
): Decision {
  const needed = consentNeededFor(template, now);
  if (needed.kind === 'unmapped') return unmapped;
  const { purpose, mappedTo } = needed;
  const agreed = onPurpose(purpose, scope, state, now);
  // A person who has stopped the purpose that the business gave the template is left alone too.
  const mapped = agreed.decision === 'allow' && standing(state!, mappedTo, scope, now);
  const decision = mapped && 'stop' in mapped ? stoppedBy(mapped) : agreed;
  return { ...(needed.heldBack ? heldBack(decision) : decision), purpose };
}

/** Meta would not send this template; the decision lists the other reasons as well. */
function heldBack(decision: Decision): Decision {
  if (decision.decision === 'allow') return { decision: 'deny', reasons: ['template_not_approved'] };
  return { ...decision, reasons: [...decision.reasons, 'template_not_approved'] };
}

/**
 * For 24 hours after a person's own message a sender may answer freely: no template, no opt-in. Milliseconds.
 */
export const serviceWindowMs = 24 * 60 * 60 * 1000;

/**
 * A message without a template: the business may answer a person who wrote within the last day, whatever they
 * agreed to. Source: WhatsApp Business Platform, customer service windows. A stop of some purpose does not
 * close the window, since the person asked; a stop of everything does, until they write again; a stop of the
 * same second closes it.
 */
function onFreeForm(scope: Scope, { state, lastInbound }: Facts, now: string): Decision {
  const wrote = lastInbound && toMoment(lastInbound);
  const openSince = toMoment(new Date(new Date(now).getTime() - serviceWindowMs).toISOString());
  // A person who writes to a business asks for an answer in writing, not for a call.
  if (scope !== 'message' || wrote === undefined || wrote <= openSince || wrote > now) {
    return { decision: 'deny', reasons: ['no_service_window'] };
  }
  if (state?.unjudgeable !== undefined) return unjudgeable(state.unjudgeable);
  const stop = state && generalStopOf(state);
  if (stop !== undefined && stop.at >= wrote) {
    return { decision: 'deny', reasons: ['withdrawn'], record: stop.record };
  }
  // The person who wrote may no longer be the one who would read the answer.
  if (state?.suspended !== undefined && state.suspended.at >= wrote) return suspendedBy(state.suspended);
  return { decision: 'allow', reasons: ['service_window'] };
}

function stoppedBy(found: Extract<Standing, { stop: unknown }>): Decision {
  const reasons: Reason[] =
    found.kind === 'too_weak_after_withdrawal'
      ? ['withdrawn', `${found.lacks}_too_low_after_withdrawal`]
      : [found.kind];
  return { decision: 'deny', reasons, record: found.stop.record };
}

const suspendedBy = ({ record }: Mark): Decision => {
  return { decision: 'deny', reasons: ['suspended_until_confirmed'], record };
};

function unjudgeable(why: NonNullable<ConsentState['unjudgeable']>): Decision {
  return { decision: 'deny', reasons: [why === 'unreadable' ? 'unjudgeable' : why] };
}
