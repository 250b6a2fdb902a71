// The languages of the person's own page, and which one to use. Another language: one file, and one line here.

import { ar } from '../../../core/language/ar/person.ts';
import { bn } from '../../../core/language/bn/person.ts';
import { de } from '../../../core/language/de/person.ts';
import { directionOf } from '../../../core/language/direction.ts';
import { en } from '../../../core/language/en/person.ts';
import { es } from '../../../core/language/es/person.ts';
import { fa } from '../../../core/language/fa/person.ts';
import { fr } from '../../../core/language/fr/person.ts';
import { gu } from '../../../core/language/gu/person.ts';
import { he } from '../../../core/language/he/person.ts';
import { hi } from '../../../core/language/hi/person.ts';
import { id } from '../../../core/language/id/person.ts';
import { it } from '../../../core/language/it/person.ts';
import { ja } from '../../../core/language/ja/person.ts';
import { kn } from '../../../core/language/kn/person.ts';
import { ko } from '../../../core/language/ko/person.ts';
import { tagsFor } from '../../../core/language/locale.ts';
import { ml } from '../../../core/language/ml/person.ts';
import { mr } from '../../../core/language/mr/person.ts';
import { nl } from '../../../core/language/nl/person.ts';
import { pa } from '../../../core/language/pa/person.ts';
import type { PersonStrings } from '../../../core/language/person-strings.ts';
import { pl } from '../../../core/language/pl/person.ts';
import { pt } from '../../../core/language/pt/person.ts';
import { ru } from '../../../core/language/ru/person.ts';
import { sw } from '../../../core/language/sw/person.ts';
import { ta } from '../../../core/language/ta/person.ts';
import { te } from '../../../core/language/te/person.ts';
import { th } from '../../../core/language/th/person.ts';
import { tr } from '../../../core/language/tr/person.ts';
import { uk } from '../../../core/language/uk/person.ts';
import { ur } from '../../../core/language/ur/person.ts';
import { vi } from '../../../core/language/vi/person.ts';
import { zh } from '../../../core/language/zh/person.ts';
import { zhHant } from '../../../core/language/zh-hant/person.ts';

const languages: Record<string, PersonStrings> = {
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

export type Language = { lang: string; dir: 'ltr' | 'rtl'; strings: PersonStrings };

/** The first of these BCP 47 tags that there are words for; else English. */
export function languageFor(wanted: readonly (string | undefined)[]): Language {
  for (const tag of wanted) {
    const lang = tagsFor(tag).find((one) => Object.hasOwn(languages, one));
    if (lang !== undefined) return { lang, dir: directionOf(lang), strings: languages[lang]! };
  }
  return { lang: 'en', dir: 'ltr', strings: en };
}

/** The tags of an Accept-Language header, best first (RFC 9110, 12.5.4). */
export function acceptedLanguages(header: string | undefined): string[] {
  return (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', weight = 'q=1'] = part.split(';').map((piece) => piece.trim());
      return { tag, weight: Number(weight.replace(/^q=/, '')) };
    })
    .filter(({ tag, weight }) => tag !== '' && tag !== '*' && weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
