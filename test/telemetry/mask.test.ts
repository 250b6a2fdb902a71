import fc from 'fast-check';
import { expect, test } from 'vitest';
import { masked, maskNumbers } from '../../ledger/telemetry/mask.ts';

test.each([
  ['+14155550123'],
  ['+1 415 555 0123'],
  ['(415) 555-0123'],
  ['+91 98765 43210'],
  ['0091-98765-43210'],
  ['415.555.0123'],
  ['5550123'],
  ['+91\u00a098765\u00a043210'],
  ['+91 98765\u201143210'],
  ['٩٨٧٦٥٤٣٢١٠'],
  ['९८७६५४३२१०'],
])('a number is masked however it is written: case %#', (number) => {
  expect(maskNumbers(`before ${number} after`)).toBe(`before ${masked} after`);
});

test('two numbers in one text are both masked', () => {
  const text = maskNumbers('from +14155550123, to "+919876543210"');
  expect(text).not.toMatch(/\d{4}/);
});

test('no run of seven digits survives, whatever stands around it', () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 15 });
  fc.assert(
    fc.property(fc.string(), digits, fc.string(), (before, number, after) => {
      const text = maskNumbers(`${before}${number.join('')}${after}`);
      expect(text).not.toMatch(/\p{Nd}{7,}/u);
    }),
  );
});

test.each([
  ['0193f5c4-9876-7123-8123-919876543210'],
  ['2026-11-22T18:14:22.123Z'],
  ['E2 in 123456 ms'],
  ['127.0.0.1:8787'],
  ['at file.ts:123:45'],
])('a text without a number stays as it is: %s', (text) => {
  expect(maskNumbers(text)).toBe(text);
});
