// The element's own words: label, hints, errors, status. Never the consent text, which comes from the notice alone.
// Errors say what to do, in the manner of GOV.UK: no "please", no "sorry", no "valid" or "invalid".

import { en } from './en.ts';

export type Strings = {
  lang: string;
  numberLabel: string;
  /** `{code}` is the calling code that a number typed without one gets. */
  hintWithCode: string;
  hintInternational: string;
  /** Put before every error for those who cannot see that it is red. */
  errorPrefix: string;
  /** `{digits}`: the last digits, apart, as a screen reader should say them. */
  ending: string;
  newTab: string;
  saving: string;
  saved: string;
  undoing: string;
  undone: string;
  numberChanged: string;
  numberIncomplete: string;
  numberRefused: string;
  noticeChanged: string;
  unreachable: string;
  unreachableCarried: string;
  refused: string;
  undoFailed: string;
};

const languages: Record<string, Strings> = { en };

/** By language; English where there is none. */
export function stringsFor(locale: string): Strings {
  return languages[locale.split('-')[0]!] ?? en;
}
