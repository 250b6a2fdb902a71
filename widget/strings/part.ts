// A part of its own: the element's words in the language of a notice that did not bring them.

import { loadData } from '../data/verified-data.ts';
import type { Strings } from './strings.ts';

declare const OPTMARK_LANGUAGES: readonly string[];

/** By language and the script it is written in there (zh-TW is zh-hant), then by language; English at last. */
export function languageOf(locale: string, languages: readonly string[] = OPTMARK_LANGUAGES): string {
  const { language, script } = new Intl.Locale(locale).maximize();
  return [`${language}-${script}`.toLowerCase(), language].find((tag) => languages.includes(tag)) ?? 'en';
}

export async function loadStrings(locale: string): Promise<Strings> {
  return (await loadData(`strings/${languageOf(locale)}`)) as Strings;
}
