// What a typed number is read as, with the plans of every country: it is the number that a human would mean,
// or it is asked for or refused. Never another one.

import fc from 'fast-check';
import { getExampleNumber, type PhoneNumber } from 'libphonenumber-js/core';
import examples from 'libphonenumber-js/mobile/examples';
import metadata from 'libphonenumber-js/mobile/metadata';
import { describe, expect, test } from 'vitest';
import { callingCodeOf } from '../../../ledger/core/notice/render.ts';
import { normalizeNumber } from '../../../ledger/core/subject/number.ts';
import { knownNumber } from '../../../widget/act/number-at-hand.ts';
import { plansOver } from '../../../widget/number/plans.ts';
import { type Place, type Reading, readNumber } from '../../../widget/number/reading.ts';
import vectors from '../../vectors/phone-identity.json' with { type: 'json' };
import { allPlans, codesWithLengths, noPlans, planOfCode } from './all-plans.ts';

const business = (code?: string): Place => ({ code, trust: 'default' });
const chosen = (code: string, country?: string): Place => ({ code, country, trust: 'chosen' });
const read = (text: string, place: Place) => readNumber(text, place, allPlans);
const complete = (international: string): Reading => ({ kind: 'complete', international });

const countries = Object.keys(metadata.countries).flatMap((country) => {
  const example = getExampleNumber(country as never, examples, metadata);
  return example ? [{ country, example }] : [];
});
const codes = ['91', '1', '44', '49', '55', '65', '7', '81', '61', '39'];
const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (one) => String.fromCodePoint(one.codePointAt(0)! + 0xfee0));
const arabicIndic = (text: string) => text.replace(/\d/g, (one) => String.fromCodePoint(0x660 + Number(one)));
/** As it is written today: Gabon's own example is of before. */
const today = ({ number }: PhoneNumber) => {
  const read = normalizeNumber(number);
  return read.kind === 'number' ? read.e164 : number;
};
const codeOf = (example: PhoneNumber) => String(example.countryCallingCode);

test('there are example numbers of all countries', () => {
  expect(countries.length).toBeGreaterThan(240);
});

describe('a number that says its calling code itself', () => {
  const spellings: [name: string, spell: (example: PhoneNumber) => string][] = [
    ['a plus', ({ number }) => number],
    ['the groups that people write', (example) => example.formatInternational()],
    ['00', ({ number }) => `00${number.slice(1)}`],
    ['00 in parentheses with the code', (example) => `(00${codeOf(example)}) ${example.nationalNumber}`],
    ['the scheme tel:', (example) => example.getURI()],
    ['direction marks that nobody sees', (example) => `\u202a${example.formatInternational()}\u202c`],
    ['signs of full width', (example) => fullWidth(example.formatInternational())],
    ['digits of another script', (example) => arabicIndic(example.formatInternational())],
    ['dashes of every kind', (example) => example.formatInternational().replaceAll(' ', '\u2212')],
  ];

  test.for(spellings)('by %s is that number, in all countries and for every business', ([, spell]) => {
    for (const { country, example } of countries) {
      for (const code of [codeOf(example), '91', '1']) {
        expect(read(spell(example), business(code)), `${country} for ${code}`).toEqual(
          complete(today(example)),
        );
      }
    }
  });

  test('by what is dialled abroad from the business’s own country is that number', () => {
    const dialled = {
      '1': '011',
      '61': '0011',
      '81': '010',
      '7': '810',
      '65': '001',
      '852': '001',
      '55': '0015',
    };
    for (const [code, prefix] of Object.entries(dialled)) {
      for (const { country, example } of countries) {
        const reading = read(`${prefix} ${example.number.slice(1)}`, business(code));
        const asked = reading.kind === 'unclear' && reading.meant.includes(today(example));
        if (!asked) expect(reading, `${prefix} ${country}`).toEqual(complete(today(example)));
      }
    }
  });

  test('with a zero that is dialled at home is that number', () => {
    for (const { country, example } of countries) {
      // Hungary dials 06.
      if (!example.formatNational().startsWith('0') || country === 'HU') continue;
      for (const zero of ['(0)', '(0) ', '0']) {
        const text = `+${codeOf(example)} ${zero}${example.nationalNumber.replace(/^0/, '')}`;
        expect(read(text, business('91')), `${country} ${zero}`).toEqual(complete(today(example)));
      }
    }
  });

  test('twice is asked for, with the number that is meant', () => {
    for (const { country, example } of countries) {
      const reading = read(`+${codeOf(example)} ${example.number.slice(1)}`, business('91'));
      if (reading.kind === 'unclear') expect(reading.meant, country).toEqual([today(example)]);
      // What is taken off as the prefix of its own country (+1 1 …) leaves the number itself.
      else if (reading.kind === 'complete') expect(reading.international, country).toBe(today(example));
      else expect(reading.kind, country).toBe('not_possible');
    }
  });
});

describe('a number that does not say its country', () => {
  test('is read as it is dialled in the country that was chosen for it', () => {
    for (const { country, example } of countries) {
      const place = chosen(codeOf(example), country);
      expect(read(example.formatNational(), place), country).toEqual(complete(today(example)));
      expect(read(example.nationalNumber, place), country).toEqual(complete(today(example)));
    }
  });

  test('is read as one of the business’s own country, or asked for', () => {
    let read_ = 0;
    for (const { country, example } of countries) {
      const reading = read(example.formatNational(), business(codeOf(example)));
      if (reading.kind === 'complete') {
        read_++;
        expect(reading.international, country).toBe(today(example));
      } else if (reading.kind === 'unclear') expect(reading.meant, country).toContain(today(example));
    }
    expect(read_).toBeGreaterThan(200);
  });

  test('because it lost its plus is never read as another number', () => {
    for (const { country, example } of countries) {
      for (const code of [codeOf(example), ...codes]) {
        const reading = read(example.number.slice(1), business(code));
        const where = `${country} for ${code}`;
        if (reading.kind === 'complete') expect(reading.international, where).toBe(today(example));
        else if (reading.kind === 'unclear') expect(reading.meant, where).toContain(today(example));
        else expect.unreachable(`${where}: ${reading.kind}`);
      }
    }
  });

  test.each([
    ['447700900281', '91', ['+447700900281']],
    ['14155550123', '91', ['+14155550123']],
    ['0 44 7700 900281', '91', ['+447700900281']],
    ['011 44 7700 900281', '91', ['+447700900281']],
    ['6591234567', '91', ['+916591234567', '+6591234567']],
    ['020 7946 0018', '44', ['+442079460018']],
    ['919876543210', undefined, ['+919876543210']],
  ])('%s for calling code %s is asked for', (text, code, meant) => {
    expect(read(text, business(code))).toEqual({ kind: 'unclear', meant });
  });

  test.each([
    ['0918123446863', '52', ['+18123446863', '+918123446863']],
    ['0251911246500', '248', ['+51911246500', '+251911246500']],
    ['0256712307650', '248', ['+56712307650', '+256712307650']],
    ['033612345678', '65', ['+33612345678']],
    ['0385921271248', '65', ['+385921271248']],
    ['0971501234567', '52', ['+971501234567']],
    ['+420 0601149272', '420', ['+420601149272']],
    ['+974 033152039', '91', ['+97433152039']],
    ['+91 0066812394646', '91', ['+66812394646']],
  ])('%s for calling code %s is asked for, never read as the number behind a prefix', (text, code, meant) => {
    expect(read(text, business(code))).toEqual({ kind: 'unclear', meant });
  });

  test('begins with a zero where it is a fixed line in Italy', () => {
    expect(read('+39 035 1234567', business('39'))).toEqual(complete('+390351234567'));
  });

  test('is asked for where the address has another country, with both numbers', () => {
    const place: Place = { code: '91', also: '44', trust: 'none' };
    expect(read('7700 900123', place)).toEqual({
      kind: 'unclear',
      meant: ['+917700900123', '+447700900123'],
    });
  });

  test('is asked for where there is a choice of countries that nobody made', () => {
    expect(read('98765 43210', { code: '91', trust: 'none' })).toEqual({
      kind: 'unclear',
      meant: ['+919876543210'],
    });
  });

  test.each([
    ['98765 43210', '91', '+919876543210'],
    ['098765-43210', '91', '+919876543210'],
    ['919876543210', '91', '+919876543210'],
    ['(415) 555.0123', '1', '+14155550123'],
    ['९८७६५ ४३२१०', '91', '+919876543210'],
    ['8 912 345-67-89', '7', '+79123456789'],
    ['06 20 123 4567', '36', '+36201234567'],
  ])('%s for calling code %s can be one number alone', (text, code, number) => {
    expect(read(text, business(code))).toEqual(complete(number));
  });
});

describe('a number whose plan has changed', () => {
  const forms = vectors.same_person.flatMap(({ canonical, forms }) =>
    forms.filter((form) => form.startsWith('+')).map((form) => [form, canonical] as const),
  );

  test.for(forms)('written %s is %s, or asked for as that', ([form, canonical]) => {
    for (const code of ['91', '1', canonical.slice(1, 4), canonical.slice(1, 3)]) {
      const reading = read(form, business(code));
      if (reading.kind === 'unclear') expect(reading.meant).toEqual([canonical]);
      else expect(reading).toEqual(complete(canonical));
    }
  });

  test.each([
    ['+52 1 55 1234 5678', '+525512345678'],
    ['+52 1 33 1234 5678', '+523312345678'],
    ['+54 9 11 15 2345 6789', '+5491123456789'],
    ['+54 11 4123-4567', '+5491141234567'],
    ['+386 49 123 456', '+38349123456'],
    ['+972 59 912 3456', '+970599123456'],
    ['+84 168 1234567', '+84381234567'],
  ])('%s is read as it is written today: %s', (text, number) => {
    for (const code of ['91', '1', '52']) expect(read(text, business(code))).toEqual(complete(number));
  });

  test.each([
    ['+225 07 00 00 01', '91', '+2250707000001'],
    ['+229 97 00 00 01', '91', '+2290197000001'],
    ['97 00 00 01', '229', '+2290197000001'],
    ['+55 31 8765-4321', '91', '+5531987654321'],
    ['(31) 8765-4321', '55', '+5531987654321'],
    ['+237 7700 0001', '237', '+237677000001'],
  ])('%s, which has a digit too few today, is asked for: %s for calling code %s', (text, code, number) => {
    for (const place of [business(code), chosen(code)])
      expect(read(text, place)).toEqual({ kind: 'unclear', meant: [number] });
  });

  test('Mexico’s 1 is no calling code', () => {
    expect(read('1 55 1234 5678', chosen('52'))).toEqual(complete('+525512345678'));
    const reading = read('1 55 1234 5678', business('52'));
    expect(reading).toEqual({ kind: 'unclear', meant: ['+525512345678', '+15512345678'] });
  });
});

describe('what is no number yet, or never', () => {
  test.each(['', '  ', '+', '00', '12', '+9', '+91 987'])('%j is not complete', (text) => {
    expect(read(text, business('91'))).toEqual({ kind: 'incomplete' });
  });
  test.each(['+1 415 555 010', '+1 415 555 01000', '+999 123 4567', '+0 98765 43210', '0000000000'])(
    '%s is not possible',
    (text) => {
      expect(read(text, business('91'))).toEqual({ kind: 'not_possible' });
    },
  );
  test.each(['call me', '98765x43210', '+91+98765 43210', '91*98765#', 'care@fresh.example'])(
    '%s is not a number',
    (text) => {
      expect(read(text, business('91'))).toEqual({ kind: 'not_a_number' });
    },
  );
});

test('whatever is typed, what is read is E.164, and the ledger stores that person’s number or refuses it', () => {
  const anyText = fc.string({ unit: fc.constantFrom(...'+00123456789 ()-٣（０\u202a'), maxLength: 22 });
  const anyPlace = fc.oneof(
    fc.constantFrom(...codes).map(business),
    fc.constantFrom(...codes).map((one) => chosen(one)),
  );
  fc.assert(
    fc.property(anyText, anyPlace, (text, place) => {
      const reading = read(text, place);
      if (reading.kind !== 'complete') return;
      expect(reading.international).toMatch(/^\+[1-9]\d{6,14}$/);
      expect(read(reading.international, place)).toEqual(reading);
      const stored = normalizeNumber(reading.international);
      if (stored.kind === 'number') expect(stored.e164).toBe(reading.international);
    }),
    { numRuns: 3_000 },
  );
});

test('no plan is asked for before there is a calling code', () => {
  const asked: string[] = [];
  const plans = plansOver(codesWithLengths, (code) => {
    asked.push(code);
    return planOfCode(code);
  });
  for (const text of ['+', '+4', '+99', '+44', '00', '0', '9']) readNumber(text, business('91'), plans);
  expect(new Set(asked)).toEqual(new Set(['91', '44']));
});

test('where no plan can be had, a whole number is left to the ledger', () => {
  expect(readNumber('98765 43210', business('91'), noPlans)).toEqual(complete('+919876543210'));
  expect(readNumber('+44 7700 900281', business('91'), noPlans)).toEqual(complete('+447700900281'));
});

test('a number that is taken as known is what its plan reads in it', () => {
  const anyCode = fc.constantFrom(...countries.map(({ example }) => codeOf(example)));
  const anyRest = fc.stringMatching(/^\d{5,11}$/);
  fc.assert(
    fc.property(anyCode, anyRest, (code, rest) => {
      const known = knownNumber(`+${code} ${rest}`, callingCodeOf);
      const reading = read(`+${code} ${rest}`, business('91'));
      if (known.kind !== 'complete' || reading.kind !== 'complete') return;
      // A shop may hand over the form of before: the ledger has one for both.
      expect(normalizeNumber(known.international)).toEqual(normalizeNumber(reading.international));
    }),
    { numRuns: 5_000 },
  );
  for (const { example } of countries) {
    const known = knownNumber(example.formatInternational(), callingCodeOf);
    if (known.kind === 'complete') expect(known).toEqual(complete(example.number));
  }
});
