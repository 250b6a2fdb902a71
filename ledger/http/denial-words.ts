// What a sender is told of each reason to deny: what is the matter, and what to do. Every reason has its sentence; one
// without does not compile.

import type { Reason } from '../core/gate/decide.ts';

type Denying = Exclude<Reason, 'granted' | 'service_window'>;

const sentences: Record<Denying, string> = {
  unknown_recipient: 'Nobody is known by this name: ask the person first, and record what they agree to.',
  no_consent: 'The person is known and has not agreed to messages of this kind: ask them first.',
  withdrawn:
    'The person has taken the consent back: do not ask again in a message; only a new opt-in of theirs counts.',
  grade_too_low_after_withdrawal:
    'What the person agreed to since they withdrew proves too little: it takes a tick that the widget saw.',
  expired: 'What the person agreed to has run out: ask them again.',
  suspended_until_confirmed:
    'The number or account may belong to somebody else by now: the person has to agree again.',
  too_many_links:
    'More names are tied together here than one person can have, so nobody can judge this: have the records looked at.',
  template_unmapped:
    'The ledger does not know what this template is for, or which category Meta gives it: see optmark template add and sync.',
  template_not_approved:
    'Meta has paused, rejected or disabled this template, or lists it no more: mend that with Meta, then run optmark template sync.',
  no_service_window:
    'The person has not written to this number within the last 24 hours: use a template that they agreed to.',
};

/** @returns a sentence for each reason, in their order */
export const wordsOn = (reasons: readonly Reason[]): string =>
  reasons.flatMap((reason) => (isDenying(reason) ? sentences[reason] : [])).join(' ');

const isDenying = (reason: Reason): reason is Denying => Object.hasOwn(sentences, reason);
