// The prescribed wording per language, used where a notice does not bring its own: which languages there are, and which
// of them answers for a locale. Never more than that: the words are in wording/<language>.ts.

import { tagsFor } from './locale.ts';
import type { Wording } from './notice.ts';
import { ar } from './wording/ar.ts';
import { bn } from './wording/bn.ts';
import { de } from './wording/de.ts';
import { en } from './wording/en.ts';
import { es } from './wording/es.ts';
import { fa } from './wording/fa.ts';
import { fr } from './wording/fr.ts';
import { gu } from './wording/gu.ts';
import { he } from './wording/he.ts';
import { hi } from './wording/hi.ts';
import { id } from './wording/id.ts';
import { it } from './wording/it.ts';
import { ja } from './wording/ja.ts';
import { kn } from './wording/kn.ts';
import { ko } from './wording/ko.ts';
import { ml } from './wording/ml.ts';
import { mr } from './wording/mr.ts';
import { nl } from './wording/nl.ts';
import { pa } from './wording/pa.ts';
import { pl } from './wording/pl.ts';
import type { Prescribed } from './wording/prescribed.ts';
import { pt } from './wording/pt.ts';
import { ru } from './wording/ru.ts';
import { sw } from './wording/sw.ts';
import { ta } from './wording/ta.ts';
import { te } from './wording/te.ts';
import { th } from './wording/th.ts';
import { tr } from './wording/tr.ts';
import { uk } from './wording/uk.ts';
import { ur } from './wording/ur.ts';
import { vi } from './wording/vi.ts';
import { zh } from './wording/zh.ts';
import { zhHant } from './wording/zh-hant.ts';

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
