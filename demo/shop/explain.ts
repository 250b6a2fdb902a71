// The gate's reason codes in plain words. A page shows an unknown code as it is.

import { type GradeReason, gradeReasonWords } from '../../ledger/core/consent/grade-reasons.ts';
import type { GateAnswer, Message } from './book/message.ts';

const purposeNames: Record<string, string> = {
  shipping_update: 'Delivery news',
  payment_update: 'Payments and refunds',
  issue_resolution: 'Answers to a complaint',
  marketing: 'Offers and recipes',
};

export const purposeName = (purpose: string): string => purposeNames[purpose] ?? purpose;

const reasonWords: Record<string, string> = {
  granted: 'The holder of this number agreed to messages of this kind and has not withdrawn that.',
  unknown_recipient: 'No holder of this number has ever agreed to anything.',
  no_consent: 'This number is known, but its holder never agreed to messages of this kind.',
  withdrawn: 'They withdrew their consent. A stop counts from the moment it is recorded.',
  objected: 'They objected to such messages. Only a fresh yes of their own lifts that.',
  grade_too_low_after_withdrawal:
    'They said yes again after a stop, but in a way that proves too little. After a stop, only a tick that the widget saw counts.',
  authority_too_low_after_withdrawal:
    'A person said yes again after a stop, but it may not be the person who stopped. Only START in WhatsApp, or a ' +
    'proof of the number, counts.',
  test: 'All that is known of this person was recorded to try things out, so no real message goes to them.',
  expired: 'They agreed, but that consent has expired.',
  suspended_until_confirmed:
    'They agreed, but the number or account may now belong to another person. A new yes is needed.',
  too_many_links: 'More numbers and accounts are linked here than one person can have.',
  linked_rows_missing: 'What the ledger kept of a linked number or account is gone, so nothing is sent.',
  unjudgeable: 'The ledger cannot read a record of this person, so nothing is sent.',
  rolled_back: 'The ledger’s database is older than what the ledger has seen, so nothing is sent.',
  log_gone_on: 'The log goes on under another name, and this node must be started again, so nothing is sent.',
  restored: 'They agreed before the ledger’s database was restored, and nobody has confirmed it since.',
  template_unmapped: 'The shop has not yet said what this template is for.',
  template_not_approved: 'WhatsApp has paused, rejected or removed this template.',
  service_window: 'They wrote first, less than 24 hours ago, so the shop may answer freely.',
  no_service_window: 'The shop may answer freely only within 24 hours of their last message.',
};

export const explainReason = (reason: string): string => reasonWords[reason] ?? reason;

const gradeWords: Record<string, string> = {
  E0: 'imported from a list',
  E1: 'stated by its sender, and the person’s own act is not shown',
  E2: 'a tick that the widget saw',
  E3: 'a tick that the widget saw, signed by the page under a fresh nonce',
  E4: 'the same, and the person has proven that the number is theirs',
};

/** What it shows, and everything that keeps it from the next one. */
export function explainGrade(grade: string, reasons: readonly string[] = []): string {
  const why = reasons.map((reason) => gradeReasonWords[reason as GradeReason] ?? reason);
  const shown = gradeWords[grade] ?? grade;
  return why.length === 0 ? shown : `${shown}; no higher, because ${why.join(', and ')}`;
}

/** Only a clear “allow” counts. */
export const isAllowed = (answer: GateAnswer | undefined): answer is GateAnswer =>
  answer?.decision === 'allow';

/** The gate allowed it, and afterwards nothing refused or lost it. */
export const isSent = ({ answer, fault }: Pick<Message, 'answer' | 'fault'>): boolean =>
  isAllowed(answer) && fault === undefined;
