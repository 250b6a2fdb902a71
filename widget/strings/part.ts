// A part of its own: the element's words in the language of a notice that did not bring them.

import { loadData } from '../data/verified-data.ts';
import type { Strings } from './strings.ts';

declare const OPTMARK_LANGUAGES: readonly string[];

/** The closest language there is: the tag itself, its tail cut off piece by piece, English at last. */
export function languageOf(locale: string, languages: readonly string[] = OPTMARK_LANGUAGES): string {
  const parts = locale.toLowerCase().split('-');
  for (let length = parts.length; length > 0; length--) {
    const tag = parts.slice(0, length).join('-');
    if (languages.includes(tag)) return tag;
  }
  return 'en';
}

export async function loadStrings(locale: string): Promise<Strings> {
  return (await loadData(`strings/${languageOf(locale)}`)) as Strings;
}
