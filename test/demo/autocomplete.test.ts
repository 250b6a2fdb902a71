// `autocomplete` says what a field is for, in the words that HTML allows on that field (HTML, 4.10.18.7):
// validators and browsers pass over any other.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestShop, testShop, Visitor } from './test-shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await testShop();
});
afterAll(() => shop.stop());

/** Of a field of one line; a textarea may also hold `street-address`. */
const oneLine = new Set([
  'on',
  'off',
  'name',
  'email',
  'tel',
  'tel-country-code',
  'address-line1',
  'one-time-code',
]);
const typed = new Set(['text', 'tel', 'email', 'search', 'url', 'number']);

const faults = (html: string) =>
  [...html.matchAll(/<input\b[^>]*>/g)].flatMap(([tag]) => {
    const of = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
    const value = of('autocomplete');
    if (value === undefined) return [];
    return typed.has(of('type') ?? 'text') && oneLine.has(value) ? [] : [tag];
  });

test('every field of the checkout, of the profile and of an order has a word that fits it', async () => {
  const asha = new Visitor(await shop.open());
  const order = await asha.order({ whatsapp_consent: 'ask-me' });
  for (const path of ['/checkout', order, '/profile']) {
    const html = await asha.text(path);
    expect([path, html.includes('<input'), faults(html)]).toEqual([path, true, []]);
  }
});

test('this test sees a word that does not fit', () => {
  for (const tag of [
    '<input type="checkbox" autocomplete="off">',
    '<input type="text" autocomplete="street-address">',
    '<input autocomplete="phone">',
  ])
    expect(faults(tag)).toEqual([tag]);
});
