import { createHmac, createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CanonicalIdentifier } from '../../../ledger/core/subject/identifier.ts';
import {
  identifierTag,
  type Pepper,
  tagPrefix,
  tagsUnderEveryPepper,
} from '../../../ledger/core/subject/tag.ts';

const pepper = (version: number): Pepper => ({ version, key: createSecretKey(Buffer.alloc(32, version)) });
const number: CanonicalIdentifier = { kind: 'number', value: '+919876543210' };
const hex = (bytes: Buffer) => bytes.toString('hex');

describe('tags', () => {
  test('a tag is HMAC-SHA256 of business, kind and value, with a zero byte between', () => {
    const expected = createHmac('sha256', Buffer.alloc(32, 1)).update('acme\0number\0+919876543210').digest();
    expect(identifierTag(pepper(1), 'acme', number)).toEqual(expected);
  });

  test('a tag is what node:crypto computes, whatever the pepper and the order of asking', () => {
    const peppers = [1, 2, 3].map(pepper);
    const anyCall = fc.record({
      one: fc.constantFrom(...peppers),
      business: fc.string(),
      value: fc.string({ minLength: 1, maxLength: 500 }),
    });
    fc.assert(
      fc.property(anyCall, ({ one, business, value }) => {
        const expected = createHmac('sha256', one.key).update(`${business}\0bsuid\0${value}`).digest();
        expect(identifierTag(one, business, { kind: 'bsuid', value })).toEqual(expected);
      }),
    );
  });

  test('the same person has the same tag every time', () => {
    expect(identifierTag(pepper(1), 'acme', { ...number })).toEqual(identifierTag(pepper(1), 'acme', number));
  });

  test('two businesses cannot compare their customers', () => {
    expect(hex(identifierTag(pepper(1), 'acme', number))).not.toBe(
      hex(identifierTag(pepper(1), 'shop', number)),
    );
  });

  test('one value as two kinds is two people', () => {
    const other = { kind: 'external_id', value: number.value } as const;
    expect(hex(identifierTag(pepper(1), 'acme', number))).not.toBe(
      hex(identifierTag(pepper(1), 'acme', other)),
    );
  });

  test('another pepper gives another tag', () => {
    expect(hex(identifierTag(pepper(1), 'acme', number))).not.toBe(
      hex(identifierTag(pepper(2), 'acme', number)),
    );
  });

  test('no two triples run into one another, not even where a business is named with zeros and kinds', () => {
    const anyBusiness = fc.string({
      unit: fc.constantFrom('a', '\0', 'number', 'bsuid', '+1'),
      maxLength: 4,
    });
    const anyIdentifier = fc.record({
      kind: fc.constantFrom('number' as const, 'bsuid' as const, 'external_id' as const),
      value: fc.string({ unit: fc.constantFrom('a', '+1', 'number', 'bsuid'), minLength: 1, maxLength: 3 }),
    });
    fc.assert(
      fc.property(anyBusiness, anyIdentifier, anyBusiness, anyIdentifier, (a, one, b, other) => {
        const same = a === b && one.kind === other.kind && one.value === other.value;
        expect(identifierTag(pepper(1), a, one).equals(identifierTag(pepper(1), b, other))).toBe(same);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('prefixes', () => {
  test.each([
    ['0000000000000001', 1n],
    ['7fffffffffffffff', 2n ** 63n - 1n],
    ['8000000000000000', -(2n ** 63n)],
    ['ffffffffffffffff', -1n],
    ['0102030405060708', 0x0102030405060708n],
  ])('a tag beginning %s has the prefix %s', (beginning, prefix) => {
    expect(tagPrefix(Buffer.concat([Buffer.from(beginning, 'hex'), Buffer.alloc(24, 0xee)]))).toBe(prefix);
  });

  test('the prefix of every tag fits a signed 64-bit column', () => {
    for (let i = 0; i < 500; i += 1) {
      const prefix = tagPrefix(identifierTag(pepper(1), `business-${i}`, number));
      expect(BigInt.asIntN(64, prefix)).toBe(prefix);
    }
  });
});

describe('while a pepper is being replaced', () => {
  test('a person is looked up under every pepper, the current one first', () => {
    const peppers = [pepper(3), pepper(1), pepper(2)];
    expect(tagsUnderEveryPepper(peppers, 'acme', number)).toEqual(
      peppers.map((each) => {
        const tag = identifierTag(each, 'acme', number);
        return { prefix: tagPrefix(tag), tag, pepper: each.version };
      }),
    );
  });

  test('a look-up under no pepper at all is refused, because it would find nobody', () => {
    expect(() => tagsUnderEveryPepper([], 'acme', number)).toThrow(RangeError);
  });
});
