import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDecimal } from '../../../ledger/core/log/decimal.ts';

describe('decimal numbers', () => {
  test('every size is read back from its one spelling', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (n) => {
        expect(parseDecimal(String(n))).toBe(n);
      }),
    );
    expect(parseDecimal(String(Number.MAX_SAFE_INTEGER))).toBe(Number.MAX_SAFE_INTEGER);
  });

  test.each(
    [
      '',
      ' ',
      '00',
      '01',
      '-0',
      '-1',
      '+1',
      ' 1',
      '1 ',
      '1\n',
      '1.0',
      '1e3',
      '0x10',
      '1_000',
      '1,000',
      '１',
      '٣',
      'NaN',
    ].concat(String(2 ** 53), '9007199254740993', '18446744073709551615', '9'.repeat(400)),
  )('%j is refused', (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  });
});
