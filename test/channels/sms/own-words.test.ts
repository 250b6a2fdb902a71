// A stop beside a business's own words. A keyword is an ordinary word, and what a customer says of the goods
// is no stop; nor does a word of the business's take a negation away.

import { describe, expect, test } from 'vitest';
import { stopBeside } from '../../../ledger/channels/sms/own-words.ts';
import { isTaken } from '../../../ledger/channels/sms/said.ts';

const keywords = ['ORDER', 'ORDERS', 'APPOINTMENT', 'BOOKING', 'BUS', 'order updates'];
const said = (text: string, over: object = {}) =>
  stopBeside(text, { names: ['Fresh Produce'], keywords, line: '+14155550199', ...over });

test.each([
  ...['STOP ORDERS', 'stop order', 'orders stop', 'BUS STOP', 'ORDER STOP.', 'stop bus', 'no more orders'],
  ...[
    'CANCEL ORDERS',
    'CANCEL ORDER',
    'cancel orders',
    'CANCEL ALL ORDERS',
    'remove me from orders',
    'cancel Fresh Produce',
  ],
  ...['unsubscribe from appointment', 'STOP 4155550199', 'stop order updates'],
])('%j is a stop', (text) => {
  expect(said(text)).toMatchObject({ stop: { kind: 'stop' } });
});

test.each([
  ...['cancel my appointment', 'cancel my order', 'delete my order', 'cancel booking'],
  ...['bus stop?', 'Bus stop please', 'BUS STOP?', 'please bus stop', 'i want to cancel orders'],
  ...['cancel all orders'],
])('%j may be one, and is none', (text) => {
  expect(said(text)).toEqual({ mayBeStop: true });
});

test.each(['hello', 'where is my order', "don't stop orders", "don't cancel my order"])(
  '%j is none',
  (text) => {
    expect(said(text)).toEqual({});
  },
);

test.each([
  ['Bestellungen', 'Bestellungen stop'],
  ['Angebote', 'Angebote stop'],
  ['Angebote', 'Angebote beenden'],
  ['Ordini', 'Ordini stop'],
  ['Ordini', 'ordini basta'],
  ['ऑर्डर', 'ऑर्डर stop'],
  ['order', 'order stop'],
  ['bonus', 'bonus stop'],
  ['SALE', 'SALE stop'],
  ['Sale', 'sale stop'],
  ['pedidos', 'cancelar pedidos'],
])('beside the keyword %j, %j is a stop in any language', (keyword, text) => {
  expect(said(text, { keywords: [keyword] })).toMatchObject({ stop: { kind: 'stop' } });
});

test('one of the goods is none in a language whose plurals have an S', () => {
  expect(said('cancelar pedido', { keywords: ['pedido'] })).toEqual({ mayBeStop: true });
});

describe('a word that denies, or points,', () => {
  test.each(["Don't", 'DO NOT', 'NEVER', 'NON', 'The', 'mat'])('as %j, is no keyword', (word) => {
    expect(isTaken(word)).toBe(true);
  });

  test.each([
    ["Don't", "don't stop"],
    ['DO NOT', 'do not stop'],
    ['NEVER', 'never stop'],
    ['mat', 'band mat karo'],
  ])('%j is left where it stands, also as a name', (word, text) => {
    expect(said(text, { keywords: [word] })).toEqual({});
    expect(said(text, { names: [word] })).toEqual({});
  });
});
