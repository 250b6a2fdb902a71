// What a page needs to show the widget: the notices in its language, and the script with its digest.

import { what } from '../../notices/what.ts';
import { askedNotices, type NoticeId } from '../asked-notices.ts';
import type { WidgetScript } from '../pages/opt-in.ts';
import type { LedgerClient, Notice } from './ledger-client.ts';

export type AskedNotice = Notice & { id: NoticeId };

export type Consent = { site: string; notices: readonly AskedNotice[]; script: WidgetScript };

/** The language of the consent. English where the notices do not have the wanted one. */
export const parseLocale = (given: string | undefined): string =>
  Object.keys(what).find((locale) => locale === given) ?? 'en';

/** Undefined while the ledger gives no answer. The page then works without the widget. */
export async function consentForPage(ledger: LedgerClient, locale: string): Promise<Consent | undefined> {
  const [widget, notices] = await Promise.all([ledger.widget(), noticesForPage(ledger, locale)]);
  if (widget.kind !== 'answered' || notices === undefined) return undefined;
  return { site: ledger.site, notices, script: widget.value };
}

/**
 * All notices, or undefined: a page that asks for too little is worse than one that does not ask.
 */
export async function noticesForPage(
  ledger: LedgerClient,
  locale: string,
): Promise<AskedNotice[] | undefined> {
  const replies = await Promise.all(askedNotices.map((id) => ledger.notice(id, locale)));
  const found = replies.flatMap((reply, index): AskedNotice[] =>
    reply.kind === 'answered' ? [{ ...reply.value, id: askedNotices[index]! }] : [],
  );
  return found.length === askedNotices.length ? found : undefined;
}
