import { expect, test } from 'vitest';
import { lintNotice } from '../../../ledger/core/notice/lint.ts';
import { noticeDraftSchema, publishNotice } from '../../../ledger/core/notice/notice.ts';
import type { Reviews } from '../../../ledger/core/notice/review.ts';

const orderUpdates = {
  id: 'order-updates',
  purposes: ['shipping_update'],
  default_locale: 'en',
  locales: { en: { what: 'order updates' } },
  contact: { email: 'care@fresh.example' },
  privacy_url: 'https://fresh.example/privacy',
  withdrawal_url: 'https://fresh.example/profile',
};

const lint = (over: object = {}, reviews: Reviews = {}) =>
  lintNotice(
    publishNotice(noticeDraftSchema.parse({ ...orderUpdates, ...over }), {
      ...{ version: 1, business: { id: 'fresh', name: 'Fresh Produce' } },
      publishedAt: '2026-11-20T09:00:00.000Z',
    }),
    reviews,
  );
const bad = (over: object) => lint(over).findings.filter(({ verdict }) => verdict !== 'passes');

const silent = {
  locales: { en: { what: 'order updates', sentence: 'Send me {what} from {business} to {masked}.' } },
};

test('the prescribed English passes every rule of every pack, on a screen and by voice', () => {
  const { findings } = lint();
  expect(findings.filter(({ verdict }) => verdict !== 'passes')).toEqual([]);
  expect(new Set(findings.map(({ pack }) => pack))).toEqual(
    new Set(['strict-2020@1', 'general-2024@1', 'optmark']),
  );
  expect(findings.filter(({ rule }) => rule.endsWith('/number_read_back'))).toMatchObject([
    { medium: 'voice', pack: 'strict-2020@1' },
  ]);
});

test('a sentence that does not name WhatsApp fails by its own pack, and warns by another', () => {
  const fault = { locale: 'en', medium: 'screen', rule: 'clear_language/whatsapp_named' };
  expect(bad(silent)).toMatchObject([{ ...fault, verdict: 'fails', source: expect.stringMatching('2020') }]);
  expect(bad({ ...silent, policy: 'general-2024' })).toMatchObject([{ ...fault, verdict: 'warns' }]);
});

test('a notice that covers calls must say so', () => {
  expect(bad({ scope: ['message', 'call'], locales: silent.locales })).toContainEqual(
    expect.objectContaining({ rule: 'clear_language/calls_named', verdict: 'fails' }),
  );
});

test('a translation that no person has reviewed is named; lines of the business’s own are not judged', () => {
  expect(bad({ locales: { en: { what: 'order updates' }, es: { what: 'novedades' } } })).toMatchObject([
    { locale: 'es', pack: 'optmark', rule: 'reviewed', verdict: 'warns' },
  ]);
});

test('what is read has no number in it, and every slot is filled', () => {
  const { words } = lint();
  for (const lines of Object.values(words))
    for (const line of Object.values(lines)) expect(line).not.toMatch(/\{|\d{4}/);
});
