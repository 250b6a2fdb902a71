// A part of its own: the notice where the page does not carry it, and the element's words where the notice did not bring
// them.

import type { Strings } from '../../ledger/core/language/widget-strings.ts';
import { call } from '../ledger/call.ts';
import { unreachable } from '../ledger/problem.ts';
import { loadData } from '../verified-data.ts';
import { localeFor } from './notice-source.ts';
import { parseNotice, type ShownNotice } from './shown-notice.ts';

declare const OPTMARK_LANGUAGES: readonly string[];

/** By language and the script it is written in there (zh-TW is zh-hant), then by language; English at last. */
export function languageOf(locale: string, languages: readonly string[] = OPTMARK_LANGUAGES): string {
  const { language, script } = new Intl.Locale(locale).maximize();
  return [`${language}-${script}`.toLowerCase(), language].find((tag) => languages.includes(tag)) ?? 'en';
}

export async function loadStrings(locale: string): Promise<Strings> {
  return (await loadData(`strings/${languageOf(locale)}`)) as Strings;
}

/** From the ledger. `fresh`: past every cache, when the ledger said that the wording has changed. */
export async function fetchNotice(
  host: Element,
  { base, site, notice, locale }: { base: string; site: string; notice: string; locale: string | undefined },
  fresh: boolean,
): Promise<ShownNotice> {
  const query = new URLSearchParams({ site, notice, ...localeFor(host, locale) });
  const url = `${base}/v1/notices/current?${query}`;
  const found = parseNotice(await call(url, fresh ? { cache: 'reload' } : {}));
  if (!found) throw unreachable();
  return found;
}
