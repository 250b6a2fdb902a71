import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { respellMobile } from '../../../ledger/core/subject/mobile-respelling.ts';
import {
  hasCallingCode,
  isPlainlyPossible,
  parseByPlan,
} from '../../../ledger/core/subject/numbering-plan.ts';
import { anyDigits, callingCodes } from './numbers.ts';

/** What the short cut promises: the library would have said the same. */
const expectAgreement = (digits: string) => {
  if (isPlainlyPossible(digits)) expect(parseByPlan(digits)).toEqual({ digits, possible: true });
};

describe('the short cut past the library', () => {
  test('what is plainly possible, the library finds possible and leaves as it is', () => {
    fc.assert(fc.property(anyDigits, expectAgreement), { numRuns: 2_000 });
  });

  test('it agrees under every calling code, at every length, behind every leading digit', () => {
    for (const code of callingCodes) {
      for (let length = 1; length <= 17; length += 1) {
        for (const lead of '0123456789')
          expectAgreement(code + lead + '2468135790246813'.slice(0, length - 1));
      }
    }
  });

  test('the numbers most asked about take it', () => {
    for (const digits of ['919876543210', '14155550123', '5531987654321', '5491123456789', '525512345678']) {
      expect(isPlainlyPossible(digits)).toBe(true);
    }
  });

  test.each([
    ['no digits', ''],
    ['a calling code alone', '91'],
    ['an unknown calling code', '999123456789'],
    ['a leading zero', '0919876543210'],
    ['a trunk zero', '9109876543210'],
    ['an impossible length', '9198765'],
    ['a length only some countries under the code have', '13101234'],
    ['a length past every bit set', `91${'9'.repeat(40)}`],
    ['a length that would wrap round a 32-bit set', `91${'9'.repeat(42)}`],
  ])('%s does not take it', (_, digits) => {
    expect(isPlainlyPossible(digits)).toBe(false);
  });
});

describe('calling codes', () => {
  test('every calling code of the metadata is known', () => {
    expect(callingCodes.length).toBeGreaterThan(200);
    for (const code of callingCodes) expect(hasCallingCode(`${code}5`)).toBe(true);
  });

  test.each(['', '0', '01', '001', '21', '210', '999', '99'])(
    '"%s" is not the beginning of any number',
    (digits) => {
      expect(hasCallingCode(digits)).toBe(false);
    },
  );
});

describe('spellings of a mobile', () => {
  test('a number that was respelled is respelled no further, except to take a 15 out', () => {
    fc.assert(
      fc.property(anyDigits, (digits) => {
        fc.pre(!/^549\d{12}$/.test(digits));
        const once = respellMobile(digits);
        expect(respellMobile(once)).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });

  test('where no plan has changed nothing is respelled', () => {
    fc.assert(
      fc.property(anyDigits, (digits) => {
        fc.pre(!/^(?:5[245]|84|22[59]|230|237|241|386|59[39]|97[24]|995)/.test(digits));
        expect(respellMobile(digits)).toBe(digits);
      }),
    );
  });
});
