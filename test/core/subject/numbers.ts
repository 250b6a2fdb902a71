// What the property tests of this room draw from. Digits come under every calling code there is, at any
// length, with a liking for the prefixes that are dialled inside countries, because that is where plans and
// spellings meet.

import fc from 'fast-check';
import metadata from 'libphonenumber-js/min/metadata';

export const callingCodes: readonly string[] = [
  ...Object.keys(metadata.country_calling_codes),
  ...Object.keys(metadata.nonGeographic),
];

const anyCallingCode = fc.oneof(
  fc.constantFrom(...callingCodes),
  fc.constantFrom('54', '55', '52', '1', '7', '44', '39', '81'),
);
const anyPrefix = fc.constantFrom(
  '',
  '',
  '',
  '0',
  '00',
  '1',
  '8',
  '9',
  '15',
  '90',
  '9090',
  '11',
  '1115',
  '911',
  '06',
);
const anyNational = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 16 });

/** Calling code in use and national digits, mostly of no possible length. */
export const anyDigits: fc.Arbitrary<string> = fc
  .tuple(anyCallingCode, anyPrefix, anyNational)
  .map((parts) => parts.join(''));

/** The same in the forms that are accepted, and bare. */
export const anyNumberText: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('+', '+', '00', 'tel:+', ''), anyDigits)
  .map((parts) => parts.join(''));

/** UTF-16 of any kind: control characters, every script, lone surrogates. */
export const anyUtf16: fc.Arbitrary<string> = fc
  .oneof(fc.uint16Array({ maxLength: 80 }), fc.uint8Array({ maxLength: 80 }))
  .map((units) => String.fromCharCode(...units));
