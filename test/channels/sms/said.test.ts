import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTaken, readSms } from '../../../ledger/channels/sms/said.ts';

const keywords = new Set(['orders', 'club news']);
const says = (text: string, over: object = {}) =>
  readSms(text, { locale: 'en', isAsked: true, keywords, ...over });

describe('a whole message says', () => {
  test.each([
    ['yes', 'yes'],
    ['  YES!! 👍', 'yes'],
    ['“Yes, please.”', 'yes'],
    ['y\u200be\u200bs', 'yes'],
    ['NO', 'no'],
    ['Orders', 'keyword'],
    ['CLUB   NEWS', 'keyword'],
    ['help', 'help'],
    ['AYUDA', 'help'],
    ['Stop', 'stop'],
    ['CANCEL', 'stop'],
    ['CANCEL EVERYTHING', 'stop'],
    ['STOP 1', 'stop'],
    ['no more', 'stop'],
    ['Halt', 'stop'],
    ['STPO', 'stop'],
    ['रुको', 'stop'],
    ['✋🏽', 'stop'],
    ['SHOP', 'other'],
    ['no more coffee', 'other'],
    ['Stop 12', 'other'],
    ['start', 'other'],
    ['1', 'other'],
    ['ok', 'other'],
    ['yes and no', 'other'],
    ['orders please', 'other'],
    ['', 'other'],
  ])('%j: %s', (text, kind) => {
    expect(says(text).kind).toBe(kind);
  });
});

test('an answer is heard in the language of the question, and in English', () => {
  expect(says('ja', { locale: 'de' }).kind).toBe('yes');
  expect(says('yes', { locale: 'de' }).kind).toBe('yes');
  expect(says('ja').kind).toBe('other');
  expect(says('sí', { locale: 'es-MX' }).kind).toBe('yes');
  expect(says('हाँ', { locale: 'hi' }).kind).toBe('yes');
});

test('a stop of some purposes stops these, and an objection is one', () => {
  expect(says('stop promotions')).toEqual({ kind: 'stop', purposes: ['marketing'] });
  expect(says('I object to marketing')).toEqual({ kind: 'stop', objects: 'marketing' });
});

test.each([
  'STOP',
  'stop all',
  'cancel',
  'End',
  'alto',
  'HELP',
  'ayuda',
  'YES',
  'sí',
  'Ja',
  'NO',
  'no',
  'start',
  '!!',
  '🍎',
])('the word %j is no keyword', (word) => {
  expect(isTaken(word)).toBe(true);
});
test.each(['ORDERS', 'Pedidos', 'club', 'JOIN 24', '提货'])('the word %j may be one', (word) => {
  expect(isTaken(word)).toBe(false);
});

test('nothing that a person can write breaks it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(['stop', 'help', 'yes', 'no', 'keyword', 'other']).toContain(says(text).kind);
    }),
  );
});
