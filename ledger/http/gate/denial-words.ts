// What a sender reads for each reason to deny: what is wrong, and what to do. A reason without a sentence
// does not compile.

import type { Reason } from '../../core/gate/judge.ts';

type Denying = Exclude<Reason, 'granted' | 'service_window'>;

const sentences: Record<Denying, string> = {
  unknown_recipient:
    'The ledger knows no person with this number or id: ask the person first, and record what they agree to.',
  no_consent: 'The person is known and has not agreed to messages of this kind: ask them first.',
  withdrawn:
    'The person has withdrawn the consent: do not ask again in a message; only a new opt-in by the person counts.',
  objected:
    'The person objects to such messages: only a new opt-in by the person counts, with at least the proof that the ' +
    'objection had (or a verified customer token, where the business allows that), and seen by the widget. Neither ' +
    'START nor a switch in WhatsApp lifts it.',
  grade_too_low_after_withdrawal:
    'The person’s opt-in after the withdrawal proves too little: only a tick that the widget saw counts.',
  authority_too_low_after_withdrawal:
    'The person stopped this in WhatsApp, or with a number that the shop has verified. Only that person can lift it: by ' +
    'START, by a proof of the number, or by a tick under a customer token that says number_verified.',
  expired: 'What the person agreed to has run out: ask them again.',
  suspended_until_confirmed:
    'The number or account may now belong to another person: the person has to agree again.',
  too_many_links:
    'More names are linked here than one person can have, so the gate cannot judge this: ask the operator to ' +
    'check the records.',
  linked_rows_missing:
    'A name that is linked to this person has no rows in the database any more, so a stop under it may be lost and the ' +
    'gate cannot judge this: the operator must run optmark verify.',
  unjudgeable:
    'A record of this person cannot be read, or a later release of Optmark wrote it, so the gate cannot judge ' +
    'this: the operator must run optmark verify, which says which of the two it is.',
  rolled_back:
    'The ledger’s database is in an older state than the ledger has seen, or is another ledger’s, so nothing is allowed on ' +
    'it: the operator must bring the newest state back. /readyz says what was seen.',
  log_gone_on:
    'The log goes on under another name since its key was replaced or a backup restored, and this node does not: the ' +
    'operator must start it again with the keys.json of now. Ask again then.',
  restored:
    'The person agreed before the ledger’s database was restored, and a stop since may be lost: an officer of the ' +
    'business has to confirm first (optmark recover confirm).',
  template_unmapped:
    'The ledger does not know what this template is for, or which category Meta gives it: see optmark template add and sync.',
  template_not_approved:
    'Meta has paused, rejected, archived or disabled this template, or no longer lists it: resolve that with Meta, then run ' +
    'optmark template sync.',
  test: 'This was made to try things out: the business, the site or the key is a test, and nothing of it allows a message.',
  no_service_window:
    'The person has neither written to this number nor spoken with it within the last 24 hours: use a template that they ' +
    'agreed to.',
};

/** @returns a sentence for each reason, in their order */
export const wordsOn = (reasons: readonly Reason[]): string =>
  reasons.flatMap((reason) => (isDenying(reason) ? sentences[reason] : [])).join(' ');

const isDenying = (reason: Reason): reason is Denying => Object.hasOwn(sentences, reason);
