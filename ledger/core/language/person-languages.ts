// The languages of the person's own page, and which one to use. Which there are: languages.ts.

import { directionOf } from './direction.ts';
import { en } from './en/person.ts';
import { personWords } from './languages.ts';
import { tagsFor } from './locale.ts';
import type { PersonStrings } from './person-strings.ts';

export type Language = { lang: string; dir: 'ltr' | 'rtl'; strings: PersonStrings };

/** What each is called by those who read it. */
export const languageNames: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(personWords).map((tag) => [tag, nameOf(tag)]),
);

function nameOf(tag: string): string {
  const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}

/** The first of these BCP 47 tags that there are words for; else English. */
export function languageFor(wanted: readonly (string | undefined)[]): Language {
  for (const tag of wanted) {
    const lang = tagsFor(tag).find((one) => Object.hasOwn(personWords, one));
    if (lang !== undefined) return { lang, dir: directionOf(lang), strings: personWords[lang]! };
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
