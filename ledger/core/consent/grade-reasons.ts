// Why a grade is not the next one: a closed list, and each a plain fact about what was submitted. A reader is
// told in these words what is missing, so that a page can be mended and nothing is claimed that was not
// shown.

import { z } from 'zod';

/** E0: */
const ofImport = ['imported'] as const;

/** E1: */
const ofAssertion = [
  /** A server states it; no page signed what it showed. */
  'not_signed_by_page',
  /** Nothing shows an act of the person: an e-mail, an SMS, a server's word for an app, an agent, paper. */
  'act_not_shown',
  /** The box was ticked before the person came. */
  'ticked_before',
  /** The browser does not vouch that a person clicked or pressed a key. */
  'gesture_not_trusted',
  /** Less than half of the words was on the screen, or none of it had been drawn yet. */
  'words_out_of_view',
  /** Something lay over the words, or hid or faded them. */
  'words_covered',
  'words_too_small',
  /** Too little contrast, or the page recolours the words so that none can be vouched for. */
  'words_too_faint',
  /** The page was inside another's, which can hide it, and the browser does not say that it did not. */
  'framed_by_another',
  /** The page says that it is on an origin which is none of its site's. */
  'page_not_of_site',
  /** Only another system says which words the person was shown or heard, or what it calls them. */
  'words_not_shown',
] as const;

/** E2: */
const ofAct = [
  /** The page signed no fresh nonce of the ledger's: the signature may have been made at any time. */
  'no_fresh_nonce',
  /** Of a call whose words the ledger published: the provider of the telephone line did not sign it. */
  'call_not_signed',
  /** Of such a call: the number is not the caller's, but one that the caller keyed in. */
  'number_keyed_in',
  /** Of a yes to a text that the ledger sent: the provider of the line did not sign it. */
  'sms_not_signed',
] as const;

/** E3: */
const ofFreshAct = ['number_not_proven'] as const;

export const gradeReasonSchema = z
  .enum([...ofImport, ...ofAssertion, ...ofAct, ...ofFreshAct])
  .meta({ id: 'GradeReason', description: 'Why the grade is not the next one.' });

export type GradeReason = z.infer<typeof gradeReasonSchema>;

/** Each in words, for the business and its auditors; the person's page has its own. */
export const gradeReasonWords: Record<GradeReason, string> = {
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

/** One letter each, in states (grants.ts). A letter is never given to another reason. */
const letters: Record<GradeReason, string> = {
  imported: 'a',
  not_signed_by_page: 'b',
  act_not_shown: 'c',
  ticked_before: 'd',
  gesture_not_trusted: 'e',
  words_out_of_view: 'f',
  words_covered: 'g',
  words_too_small: 'h',
  words_too_faint: 'i',
  framed_by_another: 'j',
  page_not_of_site: 'k',
  words_not_shown: 'l',
  no_fresh_nonce: 'm',
  call_not_signed: 'n',
  number_not_proven: 'o',
  number_keyed_in: 'p',
  sms_not_signed: 'q',
};

const byLetter = new Map(Object.entries(letters).map(([reason, letter]) => [letter, reason as GradeReason]));

export const lettersOf = (reasons: readonly GradeReason[]): string =>
  reasons.map((reason) => letters[reason]).join('');

const someLetters = new RegExp(`^[${[...byLetter.keys()].join('')}]*$`);
export const areLetters = (text: string): boolean => someLetters.test(text);

export const reasonsIn = (text: string): GradeReason[] => [...text].map((letter) => byLetter.get(letter)!);
