// Where the wording comes from. Inlined in the embed code, it needs no request before the person acts.
// Otherwise the notice part gets it with one cacheable GET.

import type { Strings } from '../../ledger/core/language/widget-strings.ts';
import { loadPart } from '../parts.ts';
import type { Asked } from './part.ts';
import { parseNotice, type ShownNotice } from './shown-notice.ts';

/** `fresh`: past every cache, because the wording has changed. Rejects where the ledger cannot be reached. */
export async function noticeFor(
  host: Element,
  asked: Asked,
  fresh: boolean,
): Promise<{ notice: ShownNotice; strings: Partial<Strings> }> {
  const part = () => loadPart('notice');
  const notice =
    (!fresh && (await inlinedNotice(host))) || (await (await part()).fetchNotice(host, asked, fresh));
  return { notice, strings: notice.strings ?? (await (await part()).loadStrings(notice.locale)) };
}

/** `<script type="application/json" slot="notice">` among the children of the element. */
async function inlinedNotice(host: Element): Promise<ShownNotice | undefined> {
  const inlined = () => host.querySelector(':scope > script[slot=notice]')?.textContent;
  // An element that is upgraded while the page is still being parsed has no children yet.
  if (!inlined() && document.readyState === 'loading') {
    await new Promise((resolve) => addEventListener('DOMContentLoaded', resolve, { once: true }));
  }
  try {
    return parseNotice(JSON.parse(inlined()!));
  } catch {
    // There is none, or it is not JSON.
    return undefined;
  }
}
