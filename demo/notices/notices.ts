// The two notices with which the demo shop asks for consent: news of an order, and advertising.

import type { NoticeDraft } from '../../ledger/core/notice/notice.ts';
import { what } from './what.ts';

/** @param shop origin of the shop, to whose pages the notices link */
export function demoNotices(shop: string): NoticeDraft[] {
  const common = {
    scope: ['message' as const],
    policy: 'strict-2020' as const,
    default_locale: 'en',
    contact: { phone: '+1 415 555 0100', email: 'care@fresh-produce.example' },
    privacy_url: `${shop}/privacy`,
    withdrawal_url: `${shop}/profile`,
  };
  return [
    {
      ...common,
      id: 'order-updates',
      purposes: ['shipping_update', 'payment_update', 'issue_resolution'],
      locales: inEachLanguage('orders'),
    },
    { ...common, id: 'offers', purposes: ['marketing'], valid_days: 730, locales: inEachLanguage('offers') },
  ];
}

const inEachLanguage = (of: 'orders' | 'offers'): NoticeDraft['locales'] =>
  Object.fromEntries(Object.entries(what).map(([locale, words]) => [locale, { what: words[of] }]));
