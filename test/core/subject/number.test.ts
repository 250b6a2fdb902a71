import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { getCountries, getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, test } from 'vitest';
import {
  normalizeConsenting,
  normalizeIdentifier,
  normalizeNumber,
} from '../../../ledger/core/subject/identifier.ts';
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

  test.each([
    ['Ivory Coast, Orange', '22507123456', '+2250707123456'],
    ['Ivory Coast, Orange, of a later range', '22549123456', '+2250749123456'],
    ['Ivory Coast, MTN', '22505123456', '+2250505123456'],
    ['Ivory Coast, Moov', '22501123456', '+2250101123456'],
    ['Benin', '22997123456', '+2290197123456'],
    ['Gabon', '24106031234', '+24166031234'],
    ['Gabon, without the zero', '2417123456', '+24177123456'],
    ['Cameroon', '23777123456', '+237677123456'],
    ['Vietnam', '841201234567', '+84701234567'],
    ['Vietnam, another range', '841681234567', '+84381234567'],
    ['Palestine', '972599123456', '+970599123456'],
    ['Kosovo', '38649123456', '+38349123456'],
    ['Sint Maarten', '5995201234', '+17215201234'],
    ['Ecuador', '59398765432', '+593998765432'],
    ['Ecuador, of another operator', '59389876543', '+593989876543'],
    ['Mauritius', '2307123456', '+23057123456'],
    ['Qatar', '9745512345', '+97455512345'],
    ['Georgia', '99599123456', '+995599123456'],
  ])('a number of before its plan changed is the one of today: %s', (_where, before, now) => {
    expect([accepted(before), accepted(`+${before}`), accepted(now)]).toEqual([now, now, now]);
  });

  test.each(['+22527200123', '+97250123456', '+84912345678', '+2250707123456', '+972541234567'])(
    'no rule touches a number that none is for: %s',
    (number) => {
      const read = normalizeNumber(number);
      expect(read.kind === 'number' ? read.e164 : number).toBe(number);
    },
  );

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
      // Two examples are spellings of another: Argentina's is given without its 9 or with it, Gabon's is of
      // before 2019.
      if (country !== 'AR' && country !== 'GA') expect(canonical).toBe(example.number);
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
    ['Arabic digits', '+٩١٩٨٧٦٥٤٣٢١٠'],
    ['digits, plus and brackets of full width', '＋９１（９８７６５）４３２１０'],
    ['a slash', '+91 98765/43210'],
    ['a line feed and a tab', '+91\t9876543210\n'],
    ['direction marks that nobody sees', '\u202a+919876543210\u202c'],
    ['a zero-width space', '+91\u200b9876543210'],
    ['a minus and a long vowel mark for dashes', '+91\u221298765\u30fc43210'],
    ['direction marks around a wa_id', '\u2066919876543210\u2069'],
  ])('a number written with %s is read', (_, text) => {
    expect(accepted(text)).toBe('+919876543210');
  });

  test.each([
    ['+44 (0)7700 900301', '+447700900301'],
    ['(0044) (0) 7700 900301', '+447700900301'],
    ['+351 (0)912 345 678', '+351912345678'],
    ['+39 (0)6 1234 5678', '+390612345678'],
  ])('the zero of %s is dialled at home or part of the number, as its plan says', (text, e164) => {
    expect(accepted(text)).toBe(e164);
  });

  test('a zero in parentheses that can be read in two ways is refused, never guessed', () => {
    expect(ruleBroken('+39 (0)35 1234567')).toBe('zero_unclear');
  });

  test.each([
    '+91 91 98765 43210',
    '0091 91 98765 43210',
    '+91 44 7700 900281',
    '+65 65 9123 4567',
    '+7 7 912 345 67 89',
    '+86 86 138 0013 8000',
    '+49 49 1512 3456789',
    '+62 62 812 3456 7890',
    // With a zero, or an international prefix, before either.
    ...['+91 91 09811469305', '+43 43 06641108741', '+81 81 09012430048', '+63 63 09051090220'],
    ...['0041 0041 781598103', '+62 0062 812962997', '+46 0046 701708287', '+91 44 07911 123456'],
  ])('two calling codes are one too many, and nobody’s number: %s', (text) => {
    expect(ruleBroken(text)).toBe('calling_code_twice');
  });

  test.each([
    ...['+48 0514492962', '+420 0602289599', '+974 033119421', '+30 06987389540', '+39 03474878132'],
    ...['+62 00812427194', '+81 009012283001', '+48(0)(0)514492962', '480514492962'],
    '+86 1 13802281157',
  ])('a prefix that is no part of the number is nobody’s number: %s', (text) => {
    expect(['trunk_prefix', 'zero_unclear']).toContain(ruleBroken(text));
  });

  test.each(['+39 031 2345678', '+242 066612345', '+2290197123456', '+43 1 66412345', '+358 3 58407559'])(
    'a number that itself begins so is one: %s',
    (text) => {
      expect(accepted(text)).toBe(text.replaceAll(' ', ''));
    },
  );

  test('no example number of any kind, of any country, is taken for a slip', () => {
    const found = getCountries().flatMap((country) => {
      const example = getExampleNumber(country, examples);
      if (example === undefined) return [];
      const code = String(example.countryCallingCode);
      // Numbers that begin with a zero, a one, or the code once more, where the plan has such.
      return [...'0123456789'].flatMap((lead) =>
        [lead, code, `${lead}${code}`, lead.repeat(2)].flatMap((begin) => {
          const national = begin + String(example.nationalNumber).slice(begin.length);
          const parsed = parsePhoneNumberFromString(`+${code}${national}`);
          return parsed?.isValid() && parsed.number === `+${code}${national}` ? [parsed.number] : [];
        }),
      );
    });
    expect(found.length).toBeGreaterThan(1_000);
    expect(found.filter((number) => ruleBroken(number) !== undefined)).toEqual([]);
  });

  test.each([
    '+91 91987 65432',
    '+55 55 99123 4567',
    '+7 712 345 67 89',
    '+49 491 1234567',
    '+39 393 123 4567',
  ])('a number that itself begins like its calling code is one: %s', (text) => {
    expect(accepted(text)).toBe(text.replaceAll(' ', ''));
  });

  test('what Meta calls a person is never refused for that', () => {
    const wa_id = normalizeIdentifier({ kind: 'wa_id', value: '91919876543210' });
    expect(wa_id).toEqual({ kind: 'number', value: '+91919876543210' });
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
    ['a phone context', 'tel:4155550123;phone-context=+1'],
    ['a plus that is not first', '91+9876543210'],
    ['two pluses', '++919876543210'],
    ['a plus after 00', '00+919876543210'],
    ['another number behind it', '+919876543210,+919876543211'],
    ['a NUL', '+91987654321\u00000'],
    ['a percent-encoded space', 'tel:+91%209876543210'],
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
      { numRuns: 2_000 },
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
      { numRuns: 1_000 },
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
      { numRuns: 1_000 },
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
        // But for that one, which people write on purpose.
        fc.pre(!spread.includes('(0)'));
        expect(normalizeNumber(`+${spread}`)).toEqual(normalizeNumber(`+${digits}`));
        expect(normalizeNumber(`00${spread}`)).toEqual(normalizeNumber(`+${digits}`));
        expect(normalizeNumber(`tel:+${spread}`)).toEqual(normalizeNumber(`+${digits}`));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('whose consent it is', () => {
  test.each(['2025550123', ' 2025550123', '9175550123', '612345678', '6591234567'])(
    'of %s nobody can tell: it may lack its calling code',
    (text) => {
      expect(normalizeConsenting(text)).toMatchObject({ kind: 'refused', rule: 'calling_code_unsure' });
    },
  );

  test.each([
    ['+2025550123', '+2025550123'],
    ['002025550123', '+2025550123'],
    ['tel:+6591234567', '+6591234567'],
    ['whatsapp:+6591234567', '+6591234567'],
    ['wa.me/6591234567', '+6591234567'],
    ['12025550123', '+12025550123'],
    ['919876543210', '+919876543210'],
  ])('%s says it', (text, e164) => {
    expect(normalizeConsenting(text)).toEqual({ kind: 'number', e164 });
  });

  test('a stop and a question take the digits as they can be read', () => {
    expect(normalizeNumber('2025550123')).toEqual({ kind: 'number', e164: '+2025550123' });
  });
});
