// Where the wording comes from: inlined in the embed code, and then nothing is requested before the person acts; or
// one cacheable GET.

import type { LedgerClient } from '../ledger/client.ts';
import { parseNotice, type ShownNotice } from './shown-notice.ts';

/** What the ledger accepts. */
const localeCharactersMax = 35;

export type NoticeQuery = { site: string; notice: string; locale?: string };

/** `<script type="application/json" slot="notice">` among the children of the element. */
function inlinedNotice(host: Element): ShownNotice | undefined {
  const text = host.querySelector(':scope > script[slot=notice]')?.textContent;
  if (!text) return undefined;
  try {
    return parseNotice(JSON.parse(text));
  } catch {
    console.warn('optmark: the inlined notice is not JSON; asking the ledger for it.');
    return undefined;
  }
}

/** `fresh`: the ledger has said that the wording changed, so neither the inlined nor a cached one will do. */
export async function findNotice(
  host: Element,
  ledger: LedgerClient,
  query: NoticeQuery,
  fresh: boolean,
): Promise<ShownNotice> {
  if (fresh) return ledger.notice(query, fresh);
  // An element that is upgraded while the page is still being parsed has no children yet.
  if (!inlinedNotice(host) && document.readyState === 'loading') await pageParsed();
  return inlinedNotice(host) ?? ledger.notice(query, fresh);
}

function pageParsed(): Promise<unknown> {
  return new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
}

/** The language to ask for: the attribute, else the closest `lang`; the ledger falls back along the tag's tail. */
export function localeFor(host: Element, own: string | undefined): { locale?: string } {
  const locale = own || (host.closest('[lang]') ?? document.documentElement).getAttribute('lang');
  return locale ? { locale: locale.slice(0, localeCharactersMax) } : {};
}
