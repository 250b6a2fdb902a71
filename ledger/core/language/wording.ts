// The prescribed wording per language, used where a notice does not bring its own: which languages there are,
// and which of them answers for a locale. The words themselves are in <tag>/consent.ts.

import type { Wording } from '../notice/notice.ts';
import { en } from './en/consent.ts';
import { consentWords } from './languages.ts';
import { tagsFor } from './locale.ts';
import type { Prescribed } from './prescribed.ts';

/** Languages with wording of their own. */
export const prescribedLanguages: readonly string[] = Object.keys(consentWords);

const languageOf = (locale: string): Prescribed | undefined =>
  tagsFor(locale)
    .map((tag) => consentWords[tag])
    .find((words) => words !== undefined);

/** The wording of a locale, by its language; English where there is none. */
export function prescribed(locale: string): Omit<Wording, 'what' | 'sms'> {
  const { sentence, privacy, withdrawal, contact, prompt } = languageOf(locale) ?? en;
  return { sentence, privacy, withdrawal, contact, prompt };
}

/** Has a person who reads the language reviewed the wording that `prescribed` gives for this locale? */
export function isReviewed(locale: string): boolean {
  return (languageOf(locale) ?? en).reviewed;
}

type Line = Exclude<keyof Wording, 'sms'>;

/**
 * The same of a notice's own wording, as far as its lines are the prescribed ones or left out, which means
 * them; undefined where the business wrote every line itself.
 */
export function reviewOf(locale: string, own: Partial<Record<Line, string | undefined>>) {
  const lines = Object.entries(prescribed(locale)) as [Line, string][];
  const taken = lines.some(([name, line]) => (own[name] ?? line) === line);
  return taken ? isReviewed(locale) : undefined;
}

/** Does a sentence speak of calls? Not in a language whose word for them is not known here. */
export function namesCalls(locale: string, sentence: string): boolean {
  return languageOf(locale)?.callWord.test(sentence) ?? false;
}
