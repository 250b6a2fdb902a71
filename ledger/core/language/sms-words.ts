// What a person reads in a text message, per language: which of them answers for a locale, and for a number.
// The words are in <tag>/sms.ts.

import { en } from './en/sms.ts';
import { tagsFor } from './locale.ts';
import { smsWords } from './sms-languages.ts';
import type { SmsStrings } from './sms-strings.ts';

/** The tag whose words answer for a locale; undefined where there are none. */
const tagOf = (locale: string): string | undefined =>
  tagsFor(locale).find((tag) => smsWords[tag] !== undefined);

/** English where there are none. */
export const smsStrings = (locale: string): SmsStrings => smsWords[tagOf(locale) ?? 'en'] ?? en;

/** The language of most people in a country (ISO 3166-1), in so far as there are words in it. */
export const languageOfCountry = (country: string): string =>
  tagOf(new Intl.Locale('und', { region: country }).maximize().baseName) ?? 'en';

export const smsLanguages: readonly string[] = Object.keys(smsWords);

/** The words of the default reply to a keyword, as a template (core/notice/sms.ts). */
export function prescribedReply(locale: string): string {
  const { ask, stop, help } = smsStrings(locale);
  // No space follows a full stop of full width.
  return [ask, stop, help].join(' ').replaceAll('。 ', '。');
}

/** Whole answers in this language or in English. */
export const answersIn = (locale: string, kind: 'yes' | 'no'): readonly string[] => [
  ...smsStrings(locale)[kind],
  ...en[kind],
];

/** What agrees or declines in any language. */
export const everyAnswer: readonly string[] = Object.values(smsWords).flatMap(({ yes, no }) => [
  ...yes,
  ...no,
]);

/** In every language: a person who needs help is not asked which. */
export const helpWords: readonly string[] = Object.values(smsWords).flatMap((words) => words.helpWords);
