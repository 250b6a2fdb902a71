// Which language answers for a locale, in every place that keeps words by language.

import { z } from 'zod';

/** As a request names a language: BCP 47, and `pt_BR` as well. What has no words falls back (tagsFor). */
export const languageTagSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{2,35}$/, 'must be a language tag, such as en or pt-BR');

/**
 * The BCP 47 tags to look words up by, best first (RFC 4647, 3.4, by way of the script a region is written
 * in): the tag in its canonical spelling, then with less and less of its tail, then language and script, then
 * the language. zh-TW finds zh-Hant before zh. Empty for a text that is no tag: it comes from a page or a
 * header.
 */
export function tagsFor(wanted = ''): string[] {
  let locale: Intl.Locale;
  try {
    // As POSIX writes it: pt_BR.
    locale = new Intl.Locale(wanted.replaceAll('_', '-'));
  } catch {
    return [];
  }
  const parts = locale.baseName.split('-');
  const tags = parts.map((_, cut) => parts.slice(0, parts.length - cut).join('-'));
  return [...tags.slice(0, -1), `${locale.language}-${locale.maximize().script}`, locale.language];
}
