// What counts as reviewed: what the business has had recorded of these very words, and else what is known of
// the prescribed ones.

import { describe, expect, test } from 'vitest';
import { type NoticeDraft, noticeDraftSchema, publishNotice } from '../../../ledger/core/notice/notice.ts';
import { reviewedIn, reviewsFor } from '../../../ledger/core/notice/review.ts';

const own = Object.fromEntries(
  ['sentence', 'prompt'].map((line) => [line, 'Send me {what} of {business} to {masked} on WhatsApp.']),
);
const lines = {
  ...{ privacy: 'See {privacy_url}', withdrawal: 'Stop at {withdrawal_url}', contact: 'Ask {contact}' },
};

const version = (n: number, locales: NoticeDraft['locales'], name = 'Fresh Produce') =>
  publishNotice(
    noticeDraftSchema.parse({
      ...{ id: 'order-updates', purposes: ['shipping_update'], default_locale: 'en', locales },
      contact: { email: 'care@fresh.example' },
      ...{ privacy_url: 'https://fresh.example/privacy', withdrawal_url: 'https://fresh.example/profile' },
    }),
    { version: n, business: { id: 'fresh', name }, publishedAt: '2026-11-20T09:00:00.000Z' },
  ).notice;

const words = { en: { what: 'order updates' }, pt: { what: 'novidades do pedido' } };

describe('reviewed is', () => {
  test('what the prescribed words are, without a review of the business', () => {
    expect(reviewedIn(version(1, words), {})).toEqual({ en: true, pt: false });
  });

  test('each locale with a review, of words of its own too', () => {
    const notice = version(1, { ...words, fr: { what: 'nouvelles', ...own, ...lines } });
    expect(reviewedIn(notice, {})).not.toHaveProperty('fr');
    expect(reviewedIn(notice, { pt: 'a', fr: 'b' })).toEqual({ en: true, pt: true, fr: true });
  });
});

describe('a review holds', () => {
  const reviewed = { notice: version(1, words), reviews: { pt: 'record' } };

  test('for another version with the same words in that locale', () => {
    const next = version(2, { ...words, en: { what: 'news' } });
    expect(reviewsFor(next, [reviewed])).toEqual({ pt: 'record' });
  });

  test.each([
    ['other words', version(2, { ...words, pt: { what: 'ofertas' } })],
    ['words about another name', version(2, words, 'Fresh Fish')],
    ['a notice without the locale', version(2, { en: words.en })],
  ])('not for %s', (_, next) => {
    expect(reviewsFor(next, [reviewed])).toEqual({});
  });
});
