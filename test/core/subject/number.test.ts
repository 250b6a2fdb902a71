import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { getExampleNumber } from 'libphonenumber-js/min';
import { describe, expect, test } from 'vitest';
import { normalizeNumber } from '../../../ledger/core/subject/identifier.ts';
import vectors from '../../vectors/phone-identity.json' with { type: 'json' };
import { anyDigits, anyNumberText, anyUtf16 } from './numbers.ts';

const accepted = (input: unknown): string => {
  const number = normalizeNumber(input);
  if (number.kind === 'refused') throw new Error(`refused by ${number.rule}`);
  return number.e164;
};
const ruleBroken = (input: unknown) => {
  const number = normalizeNumber(input);
  return number.kind === 'refused' ? number.rule : undefined;
};

describe('one person, one number', () => {
  const forms = vectors.same_person.flatMap(({ canonical, forms }) => {
    return [canonical, ...forms].map((form) => ({ form, canonical }));
  });

  test.each(forms)('$form is $canonical', ({ form, canonical }) => {
    expect(normalizeNumber(form)).toEqual({ kind: 'number', e164: canonical });
  });

  test.each(vectors.different_people)('%s and %s are different people', (one, other) => {
    expect(normalizeNumber(one)).toMatchObject({ kind: 'number' });
    expect(normalizeNumber(other)).not.toEqual(normalizeNumber(one));
  });

  test.each([
    ['a fixed line', '+553132654321', '+553132654321'],
    ['a mobile that has its ninth digit', '+5531932654321', '+5531932654321'],
    ['a trunk 0 before the area', '+55 (031) 8765-4321', '+5531987654321'],
    ['a carrier code before the area', '+55 0 15 31 98765-4321', '+5531987654321'],
    ['a toll-free number', '+558007654321', '+558007654321'],
  ])('in Brazil, %s comes to one form', (_, given, canonical) => {
    expect(accepted(given)).toBe(canonical);
  });

  test.each([
    ['the mobile 1', '+5215512345678', '+525512345678'],
    ['a ten-digit number beginning with 1', '+521234567890', '+521234567890'],
  ])('in Mexico, %s comes to one form', (_, given, canonical) => {
    expect(accepted(given)).toBe(canonical);
  });

  test.each([
    ['the trunk 15 of the capital', '+54 11 15 2345-6789', '+5491123456789'],
    ['the trunk 15 after three digits of area', '+54 351 15 123-4567', '+5493511234567'],
    ['the trunk 15 after four digits of area', '+54 2202 15 41-2345', '+5492202412345'],
    ['both the 9 and the trunk 15', '+54 9 11 15 2345-6789', '+5491123456789'],
    ['the trunk 0 before the area', '+54 0 11 15 2345-6789', '+5491123456789'],
    ['a number that itself begins with 15', '+54 11 1523 4567', '+5491115234567'],
    ['a toll-free number', '+548001234567', '+548001234567'],
  ])('in Argentina, %s comes to one form', (_, given, canonical) => {
    expect(accepted(given)).toBe(canonical);
  });

  test('a leading zero that belongs to the number stays: Italy', () => {
    expect(accepted('+39 06 1234 5678')).toBe('+390612345678');
  });

  test('landlines and toll-free numbers are not refused', () => {
    expect(accepted('+44 20 7946 0123')).toBe('+442079460123');
    expect(accepted('+1 800 555 0123')).toBe('+18005550123');
  });

  test('a possible number that nobody was given yet is not refused', () => {
    expect(accepted('+12005550123')).toBe('+12005550123');
  });

  test('the shortest and the longest possible numbers are accepted', () => {
    expect(accepted('+6834000')).toBe('+6834000');
    expect(accepted('+491512345678901')).toBe('+491512345678901');
  });

  const countries = Object.keys(examples) as (keyof typeof examples)[];
  test.each(countries)(
    'the example mobile number of %s is found in every form it is written in',
    (country) => {
      const example = getExampleNumber(country, examples)!;
      const canonical = accepted(example.number);
      const forms = [
        example.number,
        example.number.slice(1),
        example.formatInternational(),
        example.getURI(),
        example.number.replace('+', '00'),
      ];
      expect(new Set(forms.map(accepted))).toEqual(new Set([canonical]));
      // Only Argentina's example is a spelling of another: it is given without its 9 or with it, by release.
      if (country !== 'AR') expect(canonical).toBe(example.number);
    },
  );
});

describe('numbers as they are written', () => {
  test.each([
    ['plain spaces', '+91 98765 43210'],
    ['no-break spaces', '+91\u00a098765\u202f43210'],
    ['hyphens and no-break hyphens', '+91-98765\u201143210'],
    ['dots', '+91.98765.43210'],
    ['parentheses', '(+91) (98765) 43210'],
    ['spaces around it', '  +919876543210 '],
    ['the international prefix 00', '00 91 98765 43210'],
    ['the scheme of a tel URI', 'tel:+91(98765)43.210'],
    ['that scheme in capitals', 'TEL:+919876543210'],
    ['nothing but digits, as a wa_id', '919876543210'],
    ['spaces around a wa_id', ' 919876543210 '],
  ])('a number written with %s is read', (_, text) => {
    expect(accepted(text)).toBe('+919876543210');
  });

  test.each(vectors.refused)('"%s" is refused', (text) => {
    expect(normalizeNumber(text)).toMatchObject({ kind: 'refused' });
  });

  test.each([undefined, null, 919876543210, 919876543210n, {}, ['+919876543210'], true])(
    'what is not text is refused: %s',
    (input) => {
      expect(ruleBroken(input)).toBe('text');
    },
  );

  test.each(['', '+', ' ', '()', '00', 'tel:', 'tel:+', '+ ( ) - .'])(
    'no digits are refused: "%s"',
    (text) => {
      expect(ruleBroken(text)).toBe('empty');
    },
  );

  test.each([
    ['letters', '+1 800 FLOWERS'],
    ['an extension', '+14155550123 x5'],
    ['an RFC 3966 extension', 'tel:+14155550123;ext=5'],
    ['a phone context', 'tel:4155550123;phone-context=+1'],
    ['Arabic digits', '+٩١٩٨٧٦٥٤٣٢١٠'],
    ['fullwidth digits', '+９１９８７６５４３２１０'],
    ['a fullwidth plus', '＋919876543210'],
    ['a plus that is not first', '91+9876543210'],
    ['two pluses', '++919876543210'],
    ['a plus after 00', '00+919876543210'],
    ['another number behind it', '+919876543210,+919876543211'],
    ['a slash', '+49 30/1234567'],
    ['a newline', '+919876543210\n'],
    ['a tab', '+91\t9876543210'],
    ['a NUL', '+91987654321\u00000'],
    ['an invisible direction mark', '\u202a+919876543210\u202c'],
    ['a zero-width space', '+91\u200b9876543210'],
    ['a percent-encoded space', 'tel:+91%209876543210'],
    ['the scheme of another URI', 'sms:+919876543210'],
    ['an exponent', '9.19876543210e11'],
    ['a lone surrogate', '+91\ud8009876543210'],
  ])('a number with %s is refused', (_, text) => {
    expect(ruleBroken(text)).toBe('character');
  });

  test.each([
    '09876543210',
    '(415) 555-0123',
    '98765 43210',
    '98765-43210',
    '0119876543210',
    'tel:919876543210',
  ])('a number without its calling code is refused, never guessed: %s', (text) => {
    expect(ruleBroken(text)).toBe('calling_code_missing');
  });

  test.each(['+0919876543210', '+999123456789', '+210123456789', '000919876543210', '+9'])(
    'a calling code that nobody has is refused: %s',
    (text) => {
      expect(ruleBroken(text)).toBe('calling_code_unknown');
    },
  );

  test.each([
    ['too short', '+9198765'],
    ['too long', '+91987654321012345'],
    ['a length between two possible ones', '+45123456789'],
    ['nothing but a calling code', '+91'],
    ['possible by its plan but longer than E.164 allows', '+49151234567890123'],
    ['possible by its plan but shorter than any we keep', '+431234'],
    ['the longest text there may be', `+91${'9'.repeat(61)}`],
  ])('an impossible length is refused: %s', (_, text) => {
    expect(ruleBroken(text)).toBe('possible_length');
  });

  test('a prefix behind a prefix is refused: the number would have two canonical forms', () => {
    expect(ruleBroken('+49 00 30 123456')).toBe('trunk_prefix');
  });

  test('a text longer than any number is refused before it is looked at', () => {
    expect(ruleBroken(`+91 98765 43210${' '.repeat(50)}`)).toBe('input_length');
    expect(ruleBroken('9'.repeat(1_000_000))).toBe('input_length');
  });
});

describe('whatever is given', () => {
  test('an accepted number has a plus and 7 to 15 digits, and is its own canonical form', () => {
    fc.assert(
      fc.property(anyNumberText, (text) => {
        const number = normalizeNumber(text);
        if (number.kind === 'refused') return;
        expect(number.e164).toMatch(/^\+[1-9]\d{6,14}$/);
        expect(normalizeNumber(number.e164)).toEqual(number);
        expect(normalizeNumber(number.e164.slice(1))).toEqual(number);
      }),
      { numRuns: 20_000 },
    );
  });

  test('a text is accepted or refused, never thrown at', () => {
    const anyText = fc.oneof(
      anyUtf16,
      fc.string({ unit: fc.constantFrom(...'+0123456789 ().-x;=tel:٣\ud800\n'), maxLength: 70 }),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        expect(['number', 'refused']).toContain(normalizeNumber(text).kind);
      }),
      { numRuns: 5_000 },
    );
  });

  test('a refusal says nothing about the input', () => {
    const sentences = new Map<string, string>();
    fc.assert(
      fc.property(fc.oneof(anyNumberText, fc.string()), (text) => {
        const number = normalizeNumber(text);
        if (number.kind !== 'refused') return;
        expect(Object.keys(number)).toEqual(['kind', 'rule', 'detail']);
        // One rule, one sentence: nothing of the input can be in it.
        expect(number.detail).toBe(sentences.get(number.rule) ?? number.detail);
        sentences.set(number.rule, number.detail);
      }),
      { numRuns: 5_000 },
    );
  });

  test('separators between the digits change nothing', () => {
    const anySeparators = fc.array(fc.constantFrom('', ' ', '-', '.', '(', ')'), {
      minLength: 20,
      maxLength: 20,
    });
    fc.assert(
      fc.property(anyDigits, anySeparators, (digits, separators) => {
        const spread = [...digits].map((digit, i) => digit + (separators[i] ?? '')).join('');
        expect(normalizeNumber(`+${spread}`)).toEqual(normalizeNumber(`+${digits}`));
        expect(normalizeNumber(`00${spread}`)).toEqual(normalizeNumber(`+${digits}`));
        expect(normalizeNumber(`tel:+${spread}`)).toEqual(normalizeNumber(`+${digits}`));
      }),
      { numRuns: 3_000 },
    );
  });
});
