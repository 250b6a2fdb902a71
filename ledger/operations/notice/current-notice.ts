// The notice a page should show now, in the form browsers get: one locale, ready for core/notice/render.

import type { Site } from '../../auth/site-key.ts';
import { LedgerError } from '../../core/error.ts';
import { directionOf } from '../../core/language/direction.ts';
import { tagsFor } from '../../core/language/locale.ts';
import type { Wording } from '../../core/notice/notice.ts';
import { reviewedIn } from '../../core/notice/review.ts';
import { siteOf } from '../setup/business.ts';
import type { SetupStore } from '../setup/store.ts';
import { findNotice, type Notices } from './find-notice.ts';

export async function currentNotice(
  ledger: Notices & { setup: Pick<SetupStore, 'site' | 'business'> },
  request: { site: string; notice: string; locale?: string; origin?: string },
) {
  const { origin } = request;
  const isListed = ({ origins }: Site) => origin === undefined || origins.includes(origin);
  const site = await siteOf(ledger, request.site, isListed);
  const { notice, sha256, reviews } = await findNotice(ledger, site.business, request.notice);
  const business = await ledger.setup.business(site.business);
  const locale = pickLocale(notice.locales, request.locale) ?? notice.default_locale;
  const wording = notice.locales[locale];
  if (wording === undefined)
    throw new LedgerError('internal', 'A published notice lacks its default locale.');
  // What a text message says is no page's.
  const { sms: _, ...shown } = wording;
  const reviewed = reviewedIn(notice, reviews)[locale];
  return {
    id: notice.id,
    version: notice.version,
    sha256,
    locale,
    direction: directionOf(locale),
    purposes: notice.purposes,
    business: notice.business,
    contact: notice.contact,
    privacy_url: notice.privacy_url,
    withdrawal_url: notice.withdrawal_url,
    wording: shown,
    ...(reviewed !== undefined && { reviewed }),
    ...(business?.callingCode !== undefined && { calling_code: business.callingCode }),
    // Said before a person ticks in vain.
    ...(!isListed(site) && { origin_allowed: false as const }),
  };
}

/** Whether currentNotice found nothing to show: no such site or notice, or none any more. */
export const isNotShown = (error: unknown): boolean =>
  error instanceof LedgerError && ['not_found', 'notice_unknown', 'notice_superseded'].includes(error.code);

/** The locale of a notice that answers for the wanted one. */
export function pickLocale(locales: Record<string, Wording>, wanted: string | undefined): string | undefined {
  return tagsFor(wanted).find((tag) => Object.hasOwn(locales, tag));
}
