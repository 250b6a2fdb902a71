// A separate part: the notice where the page does not hold it, and the element's words where the notice does
// not bring them.

import type { Strings } from '../../ledger/core/language/widget-strings.ts';
import { call, unreachable } from '../act/ledger/call.ts';
import { loadData } from '../verified-data.ts';
import { languageIn, localeFor } from './locale.ts';
import { parseNotice, type ShownNotice } from './shown-notice.ts';

declare const OPTMARK_LANGUAGES: readonly string[];

/** What a page asks for. `base`: origin of the ledger. */
export type Asked = { base: string; site: string; notice: string; locale: string | undefined };

/**
 * By language and its script in that region (zh-TW is zh-hant), then by language alone, then English.
 */
export function languageOf(locale: string, languages: readonly string[] = OPTMARK_LANGUAGES): string {
  const { language, script } = new Intl.Locale(languageIn(locale) ?? 'en').maximize();
  return [`${language}-${script}`.toLowerCase(), language].find((tag) => languages.includes(tag)) ?? 'en';
}

export async function loadStrings(locale: string): Promise<Strings> {
  return (await loadData(`strings/${languageOf(locale)}`)) as Strings;
}

/** Told as the page is opened, not when a person has ticked in vain. */
const unlisted = (site: string, business: string): string =>
  `optmark: origin_not_allowed: no tick counts on ${origin}. Add it: ` +
  `optmark site change ${site} --business ${business} --add-origin ${origin}`;

/** From the ledger. `fresh` skips every cache, because the ledger has said that the wording changed. */
export async function fetchNotice(
  host: Element,
  { base, site, notice, locale }: Asked,
  fresh: boolean,
): Promise<ShownNotice> {
  const query = new URLSearchParams({ site, notice, ...localeFor(host, locale) });
  const url = `${base}/v1/notices/current?${query}`;
  const found = parseNotice(await call(url, fresh ? { cache: 'reload' } : {}));
  if (!found) throw unreachable();
  if (found.origin_allowed === false) console.warn(unlisted(site, found.business.id));
  return found;
}
