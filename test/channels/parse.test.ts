import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parse, pointerTo } from '../../ledger/channels/parse.ts';
import type { Fault, LedgerError } from '../../ledger/core/error.ts';

const schema = z.strictObject({
  number: z.string().max(20),
  purposes: z
    .array(z.enum(['a', 'b']))
    .refine((list) => list.length > 0, { error: 'must not be empty', params: { rule: 'some' } })
    .optional(),
  locales: z.record(z.string().regex(/^[a-z]{2}$/), z.string()).optional(),
});

function faultsOf(input: unknown, prefix?: string): readonly Fault[] {
  try {
    parse(schema, input, prefix);
    return [];
  } catch (error) {
    expect(error).toMatchObject({ name: 'LedgerError', code: 'invalid' });
    return (error as LedgerError).faults;
  }
}
const where = (input: unknown, prefix?: string) =>
  faultsOf(input, prefix).map(({ pointer, rule }) => `${pointer} ${rule}`);

describe('unknown input', () => {
  test('that fits comes back as the schema reads it', () => {
    expect(parse(schema, { number: '1' })).toEqual({ number: '1' });
  });

  test('that does not fit is told every fault at once', () => {
    expect(where({ number: 1, purposes: ['a', 'c'], locales: { en: 2 } })).toEqual([
      '/number invalid_type',
      '/purposes/1 invalid_value',
      '/locales/en invalid_type',
    ]);
  });

  test('is told our own name of a rule where there is one', () => {
    expect(where({ number: '1', purposes: [] })).toEqual(['/purposes some']);
  });

  test('that is part of a body is told where in the body it is', () => {
    expect(where({ number: 1 }, '/evidence')).toEqual(['/evidence/number invalid_type']);
    expect(where(null, '/evidence')).toEqual(['/evidence invalid_type']);
  });

  test('is told a misspelt field by its name', () => {
    expect(faultsOf({ number: '1', numbre: '1' })).toEqual([
      { pointer: '/numbre', rule: 'unrecognized_keys', detail: 'Unrecognized key: "numbre"' },
    ]);
    expect(where({ number: '1', numbre: '1', purposs: [] }, '/evidence')).toEqual([
      '/evidence/numbre unrecognized_keys',
      '/evidence/purposs unrecognized_keys',
    ]);
  });

  test('is told at the object of fields that may be personal, and beyond sixteen', () => {
    expect(where({ number: '1', numbre: '1', '+919876543210': 1 })).toEqual([
      '/numbre unrecognized_keys',
      ' unrecognized_keys',
    ]);
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`field${i}`, 1]));
    const told = where({ number: '1', ...many });
    expect(told).toHaveLength(17);
    expect(told.at(-1)).toBe(' unrecognized_keys');
  });
});

describe('never repeated is', () => {
  const personal = '+919876543210';
  test.each([
    ['a value', { number: { [personal]: 1 } }],
    ['a value that is too long', { number: `${personal}${personal}` }],
    ['a value that is not in a list', { number: '1', purposes: [personal] }],
    ['a field named after a person', { number: '1', [personal]: 1 }],
    ['a key of a table', { number: '1', locales: { [personal]: 'x' } }],
    ['a value under a key of a table', { number: '1', locales: { [personal]: 1 } }],
    ['an e-mail address for a field', { number: '1', 'asha9876543210@mail.example': 1 }],
  ])('%s', (_, input) => {
    const faults = faultsOf(input);
    expect(faults).not.toEqual([]);
    expect(JSON.stringify(faults)).not.toMatch(/98765|asha/);
  });
});

describe('a secret that is written as the name of a field is never repeated', () => {
  test.each([
    ['a secret key', `om_${'abcdefghijklmnopqrstuvwxyzabcdef'}`],
    ['a secret key of any letters', 'om_qR7tYzL0aKcVbNmXsWdEfGhJkLpOiUyT'],
    ['a customer secret', 'oct_abcdefgh'],
    ['an access token of Meta', 'EAAGm0PX4ZCpsBAKnotTrulyAToken'],
    ['the head of a JWT', 'eyJhbGciOiJIUzI1NiJ9'],
    ['random base64url', 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ'],
    ['a secret in hex', 'd41d8cd98f00b204e9800998ecf8427e'],
  ])('%s', (_, name) => {
    for (const input of [
      { number: '1', [name]: 1 },
      { number: '1', locales: { en: 'x', [name]: 1 } },
    ]) {
      const faults = faultsOf(input);
      expect(faults).not.toEqual([]);
      expect(JSON.stringify(faults)).not.toContain(name);
    }
  });

  test('but the name of a field is', () => {
    for (const name of ['text_sha256', 'customerToken', 'wa_id', 'E164', 'pt-BR', 'phoneNumberId', 'x1'])
      expect(JSON.stringify(faultsOf({ number: '1', [name]: 1 }))).toContain(name);
  });
});

test.each([
  [[], ''],
  [['evidence', 'key'], '/evidence/key'],
  [['purposes', 0], '/purposes/0'],
  [['a/b', 'm~n'], '/a~1b/m~0n'],
  [['~1'], '/~01'],
  [[''], '/'],
])('the RFC 6901 pointer to %j is "%s"', (path, pointer) => {
  expect(pointerTo(path)).toBe(pointer);
});
