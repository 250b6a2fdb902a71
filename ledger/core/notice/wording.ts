// The prescribed wording per language, used where a notice does not bring its own: which languages there are, and which
// of them answers for a locale. Never more than that: the words are in wording/<language>.ts.

import { ar } from '../language/ar/consent.ts';
import { bn } from '../language/bn/consent.ts';
import { de } from '../language/de/consent.ts';
import { en } from '../language/en/consent.ts';
import { es } from '../language/es/consent.ts';
import { fa } from '../language/fa/consent.ts';
import { fr } from '../language/fr/consent.ts';
import { gu } from '../language/gu/consent.ts';
import { he } from '../language/he/consent.ts';
import { hi } from '../language/hi/consent.ts';
import { id } from '../language/id/consent.ts';
import { it } from '../language/it/consent.ts';
import { ja } from '../language/ja/consent.ts';
import { kn } from '../language/kn/consent.ts';
import { ko } from '../language/ko/consent.ts';
import { tagsFor } from '../language/locale.ts';
import { ml } from '../language/ml/consent.ts';
import { mr } from '../language/mr/consent.ts';
import { nl } from '../language/nl/consent.ts';
import { pa } from '../language/pa/consent.ts';
import { pl } from '../language/pl/consent.ts';
import type { Prescribed } from '../language/prescribed.ts';
import { pt } from '../language/pt/consent.ts';
import { ru } from '../language/ru/consent.ts';
import { sw } from '../language/sw/consent.ts';
import { ta } from '../language/ta/consent.ts';
import { te } from '../language/te/consent.ts';
import { th } from '../language/th/consent.ts';
import { tr } from '../language/tr/consent.ts';
import { uk } from '../language/uk/consent.ts';
import { ur } from '../language/ur/consent.ts';
import { vi } from '../language/vi/consent.ts';
import { zh } from '../language/zh/consent.ts';
import { zhHant } from '../language/zh-hant/consent.ts';
import type { Wording } from './notice.ts';

/** By BCP 47 language; with a script where one language is written in two. */
const languages: Record<string, Prescribed> = {
  ar,
  bn,
  de,
  en,
  es,
  fa,
  fr,
  gu,
  he,
  hi,
  id,
  it,
  ja,
  kn,
  ko,
  ml,
  mr,
  nl,
  pa,
  pl,
  pt,
  ru,
  sw,
  ta,
  te,
  th,
  tr,
  uk,
  ur,
  vi,
  zh,
  'zh-Hant': zhHant,
};

/** Languages with wording of their own. */
export const prescribedLanguages: readonly string[] = Object.keys(languages);

const languageOf = (locale: string): Prescribed | undefined =>
  tagsFor(locale)
    .map((tag) => languages[tag])
    .find((words) => words !== undefined);

/** The wording of a locale, by its language; English where there is none. */
export function prescribed(locale: string): Omit<Wording, 'what'> {
  const { sentence, privacy, withdrawal, contact, prompt } = languageOf(locale) ?? en;
  return { sentence, privacy, withdrawal, contact, prompt };
}

/** Has a person who reads it reviewed what `prescribed` gives for this locale? */
export function isReviewed(locale: string): boolean {
  return (languageOf(locale) ?? en).reviewed;
}

/**
 * The same of a notice's own wording, as far as its lines are the prescribed ones or left out, which means them;
 * undefined where the business wrote every line itself.
 */
export function reviewOf(locale: string, own: Partial<Record<keyof Wording, string | undefined>>) {
  const lines = Object.entries(prescribed(locale)) as [keyof Wording, string][];
  const taken = lines.some(([name, line]) => (own[name] ?? line) === line);
  return taken ? isReviewed(locale) : undefined;
}

/** Does a sentence speak of calls? Not in a language whose word for them is not known here. */
export function namesCalls(locale: string, sentence: string): boolean {
  return languageOf(locale)?.callWord.test(sentence) ?? false;
}
