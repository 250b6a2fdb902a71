// Words for what the ledger names by a word of a closed list: purposes, kinds, channels, reasons, grades. A
// word that is not here is shown as the ledger has it.

import type { Channel } from '../../core/consent/evidence.ts';
import type { Grade } from '../../core/consent/grade.ts';
import type { GradeReason } from '../../core/consent/grade-reasons.ts';
import type { Reason } from '../../core/gate/judge.ts';
import type { Purpose } from '../../core/notice/purpose.ts';

export const purposes: Record<Purpose | '*', string> = {
  '*': 'Everything',
  issue_resolution: 'Help with a problem',
  appointment_update: 'Appointments',
  account_update: 'Account updates',
  reservation_update: 'Reservations',
  personal_finance_update: 'Personal finance',
  payment_update: 'Payment updates',
  ticket_update: 'Tickets',
  shipping_update: 'Shipping updates',
  transportation_update: 'Travel updates',
  alert_update: 'Alerts',
  authentication: 'Sign-in codes',
  marketing: 'Offers',
};

export const kinds: Record<string, string> = {
  opt_in: 'Opt-in',
  confirmed: 'Confirmed',
  declined: 'Declined',
  opt_out: 'Stop',
  objected: 'Objection',
  resumed: 'Resumed',
  imported: 'Imported',
  suspended: 'Suspended',
  linked: 'Linked',
  identifier_changed: 'Number changed',
  corrected: 'Correction',
  accessed: 'Look',
  erased: 'Erasure',
  pruned: 'End of keeping',
  notice_published: 'Notice published',
  notice_retired: 'Notice retired',
  notice_reviewed: 'Translation reviewed',
  flow_published: 'Call flow published',
  template_changed: 'Template changed',
  setup_changed: 'Set-up changed',
  log_begun: 'Log goes on',
  recovered: 'Recovery',
};

export const channels: Record<Channel, string> = {
  web: 'Web',
  email: 'E-mail',
  sms: 'Text message',
  app: 'App',
  ivr: 'Phone call',
  agent: 'Member of staff',
  paper: 'Paper',
  whatsapp: 'WhatsApp',
  import: 'Import',
};

/** Why the gate answers as it does. */
export const reasons: Record<Reason, string> = {
  granted: 'They agreed, and nothing since has ended it.',
  unknown_recipient: 'No one is known by this name.',
  no_consent: 'They were never asked for this, or never said yes.',
  withdrawn: 'They stopped it. Only a new yes of theirs counts.',
  objected: 'They object to it. Only a new yes with at least as much proof lifts that.',
  grade_too_low_after_withdrawal:
    'They stopped it. What was recorded since proves too little to lift the stop.',
  authority_too_low_after_withdrawal:
    'They stopped it in WhatsApp, or with a verified number. Only START, or a new yes from a verified number, lifts it.',
  expired: 'What they agreed to has run out.',
  suspended_until_confirmed: 'The number may belong to another person by now. They have to agree again.',
  too_many_links: 'More names are linked here than one person can have.',
  linked_rows_missing: 'Rows of a linked name are missing, so a stop may be lost.',
  unjudgeable: 'A record they rest on cannot be read.',
  rolled_back: 'The database is in an older state than has been seen.',
  log_gone_on: 'The log goes on under another name, and this node does not.',
  restored: 'They agreed before a restore that no officer has confirmed yet.',
  template_unmapped: 'The template is mapped to no purpose.',
  template_not_approved: 'Meta has not approved the template.',
  service_window: 'They wrote to this sender within the last 24 hours.',
  no_service_window: 'They have not written to this sender within the last 24 hours.',
  test: 'It was made to try things out, and allows nothing.',
};

/** `E3, seen live` */
export const gradeWord = (grade: string): string =>
  Object.hasOwn(grades, grade) ? `${grade}, ${grades[grade as Grade].name}` : grade;

const reasonsBriefly: Partial<Record<Reason, string>> = {
  unknown_recipient: 'Never heard of',
  no_consent: 'Never asked',
  withdrawn: 'Withdrawn',
  objected: 'Objected',
  grade_too_low_after_withdrawal: 'Too little proof after a stop',
  authority_too_low_after_withdrawal: 'Stopped by the holder',
  expired: 'Expired',
  suspended_until_confirmed: 'Number changed hands',
  template_unmapped: 'Template not mapped',
  template_not_approved: 'Template not approved',
  no_service_window: 'No open window',
};

type Worth = { name: string; proves: string; not: string };

/** What a grade proves and what it does not, side by side. */
export const grades: Record<Grade, Worth> = {
  E0: {
    name: 'imported',
    proves: 'The business took this over from a list, on this day.',
    not: 'That the person was asked, or agreed. No words were seen here.',
  },
  E1: {
    name: 'asserted',
    proves: 'A server of the business said, on this day, that the person agreed.',
    not: 'What was shown or heard, or that a person acted.',
  },
  E2: {
    name: 'seen',
    proves: 'The words were shown or read out, and a person ticked the box or pressed the key.',
    not: 'Who did it, or that it was done on that very day. A dishonest page or system could claim this.',
  },
  E3: {
    name: 'seen live',
    proves: 'The words were there, a person acted by hand, and that reached this ledger in a fresh exchange.',
    not: 'Who it was. The page belongs to the business, and a dishonest page could claim this.',
  },
  E4: {
    name: 'own number',
    proves: 'Someone agreed, and the holder of this number showed that the number is theirs.',
    not: 'The name of the person who holds the number.',
  },
};

/** Why a grade is not the next one. */
const gradeReasons: Record<GradeReason, string> = {
  imported: 'it was taken over from a list',
  page_not_of_site: 'the page was not on an origin of the site, or the app is not one of its apps',
  not_signed_by_page: 'a server states it, and no page signed what it showed',
  act_not_shown: 'this way in can show no act of the person',
  ticked_before: 'the box was ticked before the person came',
  gesture_not_trusted: 'the browser does not vouch that a person clicked or pressed a key',
  words_out_of_view: 'less than half of the words was on the screen',
  words_covered: 'something covered, hid or faded the words',
  words_too_small: 'the words were drawn too small',
  words_too_faint: 'the words had too little contrast, or none that can be vouched for',
  framed_by_another: 'the page was inside another party’s page, which may have hidden it',
  words_not_shown: 'only another system says which words the person was shown or heard',
  no_fresh_nonce: 'the page or app signed no fresh nonce of the ledger',
  call_not_signed: 'the provider of the telephone line did not sign it',
  number_keyed_in: 'the number was keyed in, and is not the one that called',
  sms_not_signed: 'the provider of the text message did not sign it',
  number_not_proven: 'nothing shows that the number is theirs',
};

const where: Record<string, string> = {
  checkout: 'at checkout',
  profile: 'on the profile page',
  preferences: 'on the preference page',
  registration: 'at registration',
};
/** `at checkout`; a place that has no words here is named as it stands. */
export const placed = (entryPoint: string): string =>
  where[entryPoint] ?? `at ${entryPoint.replaceAll('_', ' ')}`;

const find = (words: Readonly<Record<string, string | undefined>>, word: string): string =>
  Object.hasOwn(words, word) ? words[word]! : word.replaceAll('_', ' ');
export const purposeWord = (purpose: string): string => find(purposes, purpose);
export const kindWord = (kind: string): string => find(kinds, kind);
export const gradeReason = (reason: string): string => find(gradeReasons, reason);
export const channelWord = (channel: string): string => find(channels, channel);
/** A reason in few words, for a chart. */
export const reasonWord = (reason: string): string => find(reasonsBriefly, reason);
export const reasonWords = (all: readonly string[]): string => all.map((one) => find(reasons, one)).join(' ');

/** `order updates and offers`, as it stands inside a sentence. */
export function listed(all: readonly string[], joined = 'and'): string {
  const words = all
    .map((one) => purposeWord(one))
    .map((word) => word.charAt(0).toLowerCase() + word.slice(1));
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${joined} ${words.at(-1)}`;
}
