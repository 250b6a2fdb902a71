// The code of an entry point, as it is printed and as a person types it.

import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { formatEntryCode, parseEntryCode } from '../../ledger/auth/entry-code.ts';

test('every code is read back as it was made, in capitals too', () => {
  for (let i = 0; i < 200; i += 1) {
    const code = formatEntryCode(randomBytes(7));
    expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{10}$/);
    expect([parseEntryCode(code), parseEntryCode(code.toUpperCase())]).toEqual([code, code]);
  }
});

test('letters that look like digits are those digits', () => {
  expect(parseEntryCode('OIL0123456')).toBe('0110123456');
});

test.each(['', '012345678', '01234567890', '012345678u', '0123 45678', '０123456789'])(
  '%j is no code',
  (typed) => {
    expect(parseEntryCode(typed)).toBeUndefined();
  },
);
