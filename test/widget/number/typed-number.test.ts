import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskNumber } from '../../../ledger/core/notice/render.ts';
import { asciiDigits, parseTypedNumber } from '../../../widget/number/typed-number.ts';

const complete = (international: string) => ({ kind: 'complete', international });

describe('a number as typed', () => {
  test.for([
    ['+91 98765 43210', undefined, '+919876543210'],
    ['0091 98765 43210', undefined, '+919876543210'],
    ['98765 43210', '91', '+919876543210'],
    ['098765-43210', '91', '+919876543210'],
    ['(415) 555.0123', '1', '+14155550123'],
    ['+1 (415) 555-0123', '91', '+14155550123'],
    ['+44 (0)20 7946 0018', undefined, '+442079460018'],
    ['\u202a+91\u00a098765\u201143210\u202c', undefined, '+919876543210'],
    ['९८७६५ ४३२१०', '91', '+919876543210'],
    ['٩٨٧٦٥ ٤٣٢١٠', '91', '+919876543210'],
    ['+９１ ９８７６５ ４３２１０', undefined, '+919876543210'],
  ] as const)('%s under calling code %s is signed as %s', ([typed, code, international]) => {
    expect(parseTypedNumber(typed, code)).toEqual(complete(international));
  });

  test.for([
    ['', '91'],
    ['   ', '91'],
    ['+', '91'],
    ['00', '91'],
    ['+91 987', undefined],
    ['98765 43210', undefined],
    ['+0 98765 43210', undefined],
    ['+91 98765 43210 98765 43210', undefined],
    ['0000000000', '91'],
  ] as const)('"%s" under calling code %s is not complete', ([typed, code]) => {
    expect(parseTypedNumber(typed, code)).toEqual({ kind: 'incomplete' });
  });

  test.for(['call me', '98765x43210', '+91+98765 43210', '91*98765#', 'care@fresh.example', '𝟗𝟖𝟕𝟔𝟓'])(
    '"%s" is not a number',
    (typed) => {
      expect(parseTypedNumber(typed, '91')).toEqual({ kind: 'not_a_number' });
    },
  );

  test('is masked the same as what is signed for it, whatever the punctuation', () => {
    const digits = fc.stringMatching(/^[1-9]\d{6,10}$/);
    const mark = fc.constantFrom(' ', '-', '.', '\u00a0', ')', '');
    fc.assert(
      fc.property(digits, fc.array(mark, { minLength: 12, maxLength: 12 }), (national, marks) => {
        const typed = [...national].map((digit, at) => digit + marks[at]).join('');
        const parsed = parseTypedNumber(typed, '91');
        expect(parsed.kind).toBe('complete');
        if (parsed.kind === 'complete')
          expect(maskNumber(asciiDigits(typed))).toBe(maskNumber(parsed.international));
      }),
    );
  });
});
