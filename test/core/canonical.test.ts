import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalBytes, sha256Hex } from '../../ledger/core/canonical.ts';
import jcs from '../vectors/jcs.json' with { type: 'json' };

/** The number with these 64 bits. */
const numberOf = (bits: string) => Buffer.from(bits, 'hex').readDoubleBE(0);
const textOf = (value: object) => canonicalBytes(value).toString('utf8');

describe('canonical JSON', () => {
  test.each(jcs.documents.cases)('the published document "$name" has the published bytes', (document) => {
    expect(canonicalBytes(JSON.parse(document.input_json)).toString('hex')).toBe(document.output_hex);
  });

  test.each(jcs.numbers.cases)('the number $ieee754_hex is written $json', ({ ieee754_hex, json }) => {
    expect(textOf([numberOf(ieee754_hex)])).toBe(`[${json}]`);
  });

  test.each(jcs.numbers.refused_ieee754_hex)('the number %s, which JSON cannot hold, is refused', (bits) => {
    expect(() => canonicalBytes([numberOf(bits)])).toThrow();
  });

  test('says the value, and says it once: parsing and encoding again gives the same bytes', () => {
    fc.assert(
      fc.property(
        fc.jsonValue().map((value) => [value]),
        (value) => {
          const bytes = canonicalBytes(value);
          const read = JSON.parse(bytes.toString('utf8'));
          expect(canonicalBytes(read).equals(bytes)).toBe(true);
        },
      ),
    );
  });

  test('does not depend on the order in which fields were written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const backwards = Object.fromEntries(Object.entries(value).reverse());
        expect(textOf(backwards)).toBe(textOf(value));
      }),
    );
  });

  test('sorts fields by UTF-16 units, not by code points', () => {
    // U+FB33 is below U+1F600 as a code point, above its first surrogate as a unit.
    expect(textOf({ '\ufb33': 1, '\u{1f600}': 2 })).toBe('{"\u{1f600}":2,"\ufb33":1}');
  });

  test('leaves out a field that is undefined, as JSON does', () => {
    expect(textOf({ b: undefined, a: 1 })).toBe('{"a":1}');
  });

  test.each([
    ['half a surrogate pair in a value', { a: '\ud83d' }],
    ['half a surrogate pair in a name', { '\ude02': 1 }],
    ['a surrogate pair the wrong way round', ['\ude02\ud83d']],
    ['a bigint', { a: 1n }],
  ])('%s is refused', (_, value) => {
    expect(() => canonicalBytes(value)).toThrow();
  });

  test('a cycle is refused', () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    expect(() => canonicalBytes(cycle)).toThrow();
  });
});

describe('digests', () => {
  test('are SHA-256 in small hexadecimal digits', () => {
    // FIPS 180-4, the one-block example.
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(sha256Hex('abc')).toBe(abc);
    expect(sha256Hex(Buffer.from('abc'))).toBe(abc);
  });

  test('of text are those of its UTF-8 bytes', () => {
    const text = 'novedades · सहमति · \u{1f44d}';
    expect(sha256Hex(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
  });
});
