// The gate's closed words, said in plain ones. A reason that is not here is shown as it came.

import type { GateAnswer, Message } from './book/message.ts';

const purposeNames: Record<string, string> = {
  shipping_update: 'Delivery news',
  payment_update: 'Payments and refunds',
  issue_resolution: 'Answers to a complaint',
  marketing: 'Offers and recipes',
};

export const purposeName = (purpose: string): string => purposeNames[purpose] ?? purpose;

const reasonWords: Record<string, string> = {
  granted: 'The holder of this number agreed to messages of this kind and has not taken that back.',
  unknown_recipient: 'Nobody with this number has ever agreed to anything.',
  no_consent: 'This number is known, but its holder never agreed to messages of this kind.',
  withdrawn: 'They took their consent back. A stop counts from the moment it is recorded.',
  grade_too_low_after_withdrawal:
    'They said yes again after a stop, but in a way that proves too little: after a stop it takes a tick the widget saw.',
  expired: 'They agreed, but that agreement has run out.',
  suspended_until_confirmed:
    'They agreed, but the number or account may belong to somebody else by now: a fresh yes is needed.',
  too_many_links: 'More numbers and accounts are tied together here than one person can have.',
  template_unmapped: 'Nobody has said yet what this template is for.',
  template_not_approved: 'WhatsApp has paused, rejected or removed this template.',
  service_window: 'They wrote first, less than 24 hours ago, so the shop may answer freely.',
  no_service_window: 'A free answer is allowed only within 24 hours of their own last message.',
};

export const explainReason = (reason: string): string => reasonWords[reason] ?? reason;

const gradeWords: Record<string, string> = {
  E0: 'imported from a list',
  E1: 'stated by the shop’s server',
  E2: 'a tick that the widget saw, or a recorded key press',
  E3: 'a tick that the widget saw, signed by the page under a fresh nonce',
  E4: 'the same, and the number proved to be theirs',
};

export const explainGrade = (grade: string): string => gradeWords[grade] ?? grade;

/** Only a clear allow is one. */
export const isAllowed = (answer: GateAnswer | undefined): answer is GateAnswer =>
  answer?.decision === 'allow';

/** What the gate allowed, and nobody refused or lost afterwards. */
export const isSent = ({ answer, fault }: Pick<Message, 'answer' | 'fault'>): boolean =>
  isAllowed(answer) && fault === undefined;
