// A part of its own: what is needed from the first touch on. Nothing in it is needed to draw the card.

import { LedgerClient } from '../ledger/client.ts';
import { localeFor } from '../notice/notice-source.ts';
import type { ShownNotice } from '../notice/shown-notice.ts';

export { Acting } from './acting.ts';

declare const OPTMARK_PARTS: Record<string, string>;

/** Of the parts that this one may ask for. */
export const digests: Record<string, string> = OPTMARK_PARTS;

/** The notice from the ledger, where the page does not carry it. `fresh`: past every cache. */
export function fetchNotice(
  host: Element,
  { base, site, notice, locale }: { base: string; site: string; notice: string; locale: string | undefined },
  fresh: boolean,
): Promise<ShownNotice> {
  return new LedgerClient(base).notice({ site, notice, ...localeFor(host, locale) }, fresh);
}
