import { describe, expect, test } from 'vitest';
import { asciiDigits, readNotation } from '../../../ledger/core/subject/notation.ts';

describe('digits', () => {
  const scripts = Intl.supportedValuesOf('numberingSystem').flatMap((system) => {
    const format = new Intl.NumberFormat(`en-u-nu-${system}`, { useGrouping: false });
    const ten = Array.from({ length: 10 }, (_, digit) => format.format(digit)).join('');
    return /^\p{Nd}{10}$/u.test(ten) ? [{ system, ten }] : [];
  });

  test('of every script are read', () => {
    expect(scripts.length).toBeGreaterThan(60);
    for (const { system, ten } of scripts) expect(asciiDigits(ten), system).toBe('0123456789');
  });

  test('are all there is but a plus, punctuation and what cannot be seen', () => {
    for (const sign of ['x', '#', '*', ';', ',', '\u0000', '\ud800', '²', '①', '½', '@']) {
      expect(readNotation(`+44 7700${sign}900301`), sign).toBeUndefined();
    }
  });
});

test.each([
  ['\u202a+44 7700 900301\u202c', { plus: true, digits: '447700900301' }],
  ['＋44 ７７００－９００３０１', { plus: true, digits: '447700900301' }],
  ['[+44] 7700/900.301', { plus: true, digits: '447700900301' }],
  ['tel:+44-7700-900301', { plus: true, digits: '447700900301', uri: true }],
  ['+44 (0)7700 900301', { plus: true, digits: '4407700900301', withoutZero: '447700900301' }],
  ['＋44（0）7700 900301', { plus: true, digits: '4407700900301', withoutZero: '447700900301' }],
  ['(0044) 7700 900301', { plus: false, digits: '00447700900301' }],
  ['๐๙๘ ๗๖๕', { plus: false, digits: '098765' }],
  [' 447700900301\n', { plus: false, digits: '447700900301', grouped: false }],
  ['(415) 555-0123', { plus: false, digits: '4155550123', grouped: true }],
])('%j is read', (text, read) => {
  expect(readNotation(text)).toMatchObject(read);
});

test.each(['++44 7700', '44+7700', '00+44', '+44 7700 tel:', 'sms:+44'])('%s is no number', (text) => {
  expect(readNotation(text)).toBeUndefined();
});
