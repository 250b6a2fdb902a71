// Where the wording comes from: inlined in the embed code, and then nothing is requested before the person acts; else
// one cacheable GET by ledger/client.ts.

import { parseNotice, type ShownNotice } from './shown-notice.ts';

/** What the ledger accepts. */
const localeCharactersMax = 35;

/** `<script type="application/json" slot="notice">` among the children of the element. */
export async function inlinedNotice(host: Element): Promise<ShownNotice | undefined> {
  const inlined = () => host.querySelector(':scope > script[slot=notice]')?.textContent;
  // An element that is upgraded while the page is still being parsed has no children yet.
  if (!inlined() && document.readyState === 'loading') {
    await new Promise((resolve) => addEventListener('DOMContentLoaded', resolve, { once: true }));
  }
  const text = inlined();
  if (!text) return undefined;
  try {
    return parseNotice(JSON.parse(text));
  } catch {
    console.warn('optmark: the inlined notice is not JSON; asking the ledger for it.');
    return undefined;
  }
}

/** The language to ask for: the attribute, else the closest `lang`; the ledger falls back along the tag's tail. */
export function localeFor(host: Element, own: string | undefined): { locale?: string } {
  const locale = own || (host.closest('[lang]') ?? document.documentElement).getAttribute('lang');
  return locale ? { locale: locale.slice(0, localeCharactersMax) } : {};
}
