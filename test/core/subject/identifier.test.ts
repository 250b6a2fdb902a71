import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Identifier,
  identifierSchema,
  isOfNumber,
  normalizeIdentifier,
  normalizeNumber,
} from '../../../ledger/core/subject/identifier.ts';
import { anyUtf16 } from './numbers.ts';

const kinds = ['number', 'wa_id', 'bsuid', 'parent_bsuid', 'external_id'] as const;
const rule = (identifier: Identifier) => {
  const answer = normalizeIdentifier(identifier);
  return answer.kind === 'refused' ? answer.rule : undefined;
};

describe('identifiers as given', () => {
  test.each(kinds)('an identifier of kind %s is kept as it was given', (kind) => {
    const given = { kind, value: ' As Given ' };
    expect(identifierSchema.parse(given)).toEqual(given);
  });

  test.each([
    ['an unknown kind', { kind: 'email', value: 'a@shop.example' }],
    ['no value', { kind: 'number' }],
    ['an empty value', { kind: 'number', value: '' }],
    ['a value that is not text', { kind: 'number', value: 919876543210 }],
    ['a value without end', { kind: 'external_id', value: 'x'.repeat(257) }],
    ['another field', { kind: 'number', value: '+919876543210', country: 'IN' }],
    ['a bare string', '+919876543210'],
    ['nothing', null],
  ])('%s is refused', (_, input) => {
    expect(identifierSchema.safeParse(input).success).toBe(false);
  });
});

describe('canonical identifiers', () => {
  test('a number and the wa_id that Meta makes of it are one identifier', () => {
    const typed = normalizeIdentifier({ kind: 'number', value: '+55 31 98765-4321' });
    expect(typed).toEqual({ kind: 'number', value: '+5531987654321' });
    expect(normalizeIdentifier({ kind: 'wa_id', value: '553187654321' })).toEqual(typed);
  });

  test('a number is refused for the reasons of a number', () => {
    for (const kind of ['number', 'wa_id'] as const) {
      expect(normalizeIdentifier({ kind, value: '911' })).toEqual(normalizeNumber('911'));
    }
  });

  test('a wa_id that no plan knows stays as Meta spells it, and is nobody else', () => {
    const kept = normalizeIdentifier({ kind: 'wa_id', value: '+22527200123' });
    expect(kept).toEqual({ kind: 'wa_id', value: '22527200123' });
    expect(normalizeIdentifier(kept as Identifier)).toEqual(kept);
    expect(rule({ kind: 'number', value: '+22527200123' })).toBe('possible_length');
    for (const value of ['12345', 'asha', '0'.repeat(9), '1'.repeat(21), '2252720012x', ''])
      expect(normalizeIdentifier({ kind: 'wa_id', value }).kind).toBe('refused');
  });

  test.each([
    { kind: 'bsuid', value: 'US.13491208655302741918' },
    { kind: 'bsuid', value: `IN.${'a1'.repeat(64)}` },
    { kind: 'parent_bsuid', value: 'US.ENT.11815799212886844830' },
    { kind: 'parent_bsuid', value: `BR.ENT.${'Z9'.repeat(64)}` },
    { kind: 'external_id', value: 'c' },
    { kind: 'external_id', value: 'Customer #00 42/eu' },
    { kind: 'external_id', value: '~'.repeat(128) },
  ] as const)('$kind "$value" is itself', (identifier) => {
    expect(normalizeIdentifier(identifier)).toEqual(identifier);
  });

  test('identifiers that differ in case are different people', () => {
    const lower = normalizeIdentifier({ kind: 'bsuid', value: 'US.abc' });
    expect(lower).not.toEqual(normalizeIdentifier({ kind: 'bsuid', value: 'US.ABC' }));
  });

  test.each([
    'US.',
    'US',
    '13491208655302741918',
    'us.1349',
    'USA.1349',
    'U.1349',
    'US.13-49',
    'US.13 49',
    'US.13\u00e9',
    'US.1349\n',
    ' US.1349',
    'US.ENT.1349',
    `US.${'1'.repeat(129)}`,
    '\u0405S.1349',
  ])('a BSUID of another form is refused: "%s"', (value) => {
    expect(rule({ kind: 'bsuid', value })).toBe('bsuid_format');
  });

  test.each(['US.1349', 'US.ENT.', 'US.ent.1349', 'US.ENT.13.49', 'ENT.1349', `US.ENT.${'1'.repeat(129)}`])(
    'a parent BSUID of another form is refused: "%s"',
    (value) => {
      expect(rule({ kind: 'parent_bsuid', value })).toBe('parent_bsuid_format');
    },
  );

  test.each([
    ['nothing', ''],
    ['a space alone', ' '],
    ['a space before', ' c-1'],
    ['a space after', 'c-1 '],
    ['a newline', 'c-1\n'],
    ['a NUL', 'c\u00001'],
    ['a delete', 'c\u007f1'],
    ['more than ASCII', 'c-\u00e9'],
    ['129 characters', 'c'.repeat(129)],
  ])('an external id with %s is refused', (_, value) => {
    expect(rule({ kind: 'external_id', value })).toBe('external_id_format');
  });

  test.each([
    ['+919876543210', 'external_id_is_number'],
    ['+91 98765-43210', 'external_id_is_number'],
    ['tel:+91-98765-43210', 'external_id_is_number'],
    ['whatsapp:+919876543210', 'external_id_is_number'],
    ['wa.me/919876543210', 'external_id_is_number'],
    ['asha@shop.example', 'external_id_is_email'],
    ['Asha <asha@shop.example>', 'external_id_is_email'],
    ['919876543210@c.us', 'external_id_is_email'],
  ])('an external id is no way to reach a person: %s', (value, broken) => {
    expect(rule({ kind: 'external_id', value })).toBe(broken);
  });

  test.each(['919876543210', '0000104711', '9876543210', 'C-919876543210', '+12', '2026-000-4711', 'a@b'])(
    'what may be a customer number is one: %s',
    (value) => {
      expect(rule({ kind: 'external_id', value })).toBeUndefined();
    },
  );

  test.each([
    ['919876543210', true],
    ['00919876543210', true],
    ['9876543210', true],
    ['09876 543-210', true],
    ['543210', false],
    ['9876543211', false],
    ['4919876543210', false],
    ['C-9876543210', false],
    ['0000000000', false],
  ])('whether the customer number %s is the number of the person: %s', (value, is) => {
    expect(isOfNumber(value, '+919876543210')).toBe(is);
  });

  test('whatever is given, the answer is settled or a refusal, and no canonical value has a control character', () => {
    const anyValue = fc.oneof(anyUtf16, fc.string(), fc.constant('US.ENT.1'), fc.constant('US.1'));
    fc.assert(
      fc.property(fc.constantFrom(...kinds), anyValue, (kind, value) => {
        const answer = normalizeIdentifier({ kind, value });
        if (answer.kind === 'refused') return;
        expect(answer.value).toMatch(/^[\x20-\x7e]+$/);
        expect(normalizeIdentifier(answer)).toEqual(answer);
      }),
      { numRuns: 1_000 },
    );
  });
});
