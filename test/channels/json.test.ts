import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson, parseJsonOnce, parseJsonWhole } from '../../ledger/channels/json.ts';
import { canonicalBytes } from '../../ledger/core/canonical.ts';

const malformed = expect.objectContaining({ code: 'malformed' });

describe('JSON from outside', () => {
  test('is read as the value it says', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(parseJson(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test.each([
    '{"number":"+14155550123","number":"+919876543210"}',
    '{"a":{"b":1,"\\u0062":2}}',
    '[{"a":1},{"a":1,"a":1}]',
  ])('that names a member twice is refused: %s', (text) => {
    expect(() => parseJsonOnce(text)).toThrow(malformed);
  });

  test('that names a member in several objects is read', () => {
    expect(parseJsonOnce('[{"a":"b:c"},{"a":{"a":1}}]')).toEqual([{ a: 'b:c' }, { a: { a: 1 } }]);
  });

  test('may spell a whole surrogate pair by escapes', () => {
    expect(parseJson('{"a":"\\ud83d\\ude02"}')).toEqual({ a: '\u{1f602}' });
  });

  test('may speak of escapes without holding one', () => {
    expect(parseJson('"\\\\ud83d"')).toBe('\\ud83d');
  });

  test('that is accepted can be encoded', () => {
    const anyEscape = fc.integer({ min: 0xd700, max: 0xe0ff }).map((unit) => `\\u${unit.toString(16)}`);
    fc.assert(
      fc.property(fc.array(anyEscape, { maxLength: 4 }), (escapes) => {
        const text = `["${escapes.join('')}"]`;
        const wellFormed = (JSON.parse(text)[0] as string).isWellFormed();
        if (wellFormed) expect(() => canonicalBytes(parseJson(text) as object)).not.toThrow();
        else expect(() => parseJson(text)).toThrow(malformed);
      }),
    );
  });
});

describe('malformed is', () => {
  test.each([
    ['nothing', ''],
    ['a word', 'yes'],
    ['half an object', '{"number":"+91'],
    ['single quotes', "{'a':1}"],
    ['a comment', '{"a":1/* b */}'],
    ['a comma too many', '[1,]'],
    ['two values', '{}{}'],
    ['infinity', 'Infinity'],
    ['a byte order mark', '\ufeff{}'],
  ])('%s', (_, text) => {
    expect(() => parseJson(text)).toThrow(malformed);
  });

  test.each([
    ['a value', '"\\ud83d"'],
    ['a value in capitals', '"\\UD83D"'.replace('U', 'u')],
    ['a name', '{"\\ude02":1}'],
    ['a list in a list', '[[["\\ud83d"]]]'],
    ['a pair the wrong way round', '"\\ude02\\ud83d"'],
  ])('half a surrogate pair in %s', (_, text) => {
    expect(() => parseJson(text)).toThrow(malformed);
  });

  test('half a pair however deep, without running out of stack', () => {
    const deep = 4000;
    expect(() => parseJson(`${'['.repeat(deep)}"\\ud83d"${']'.repeat(deep)}`)).toThrow(malformed);
  });
});

test('the error repeats nothing of the body', () => {
  for (const text of ['{"number":"+919876543210"', '{"+919876543210":"\\ud83d"}', '+919876543210']) {
    try {
      parseJson(text);
      expect.unreachable();
    } catch (error) {
      expect(`${(error as Error).message} ${JSON.stringify(error)}`).not.toContain('98765');
    }
  }
});

describe('of a body that must be heard', () => {
  test('a member that is named twice holds all that is said of it', () => {
    for (const [text, holds] of [
      ['{"a":1,"b":2,"a":3}', { a: [1, 3], b: 2 }],
      ['[{"a":"x","a":"x"}]', [{ a: 'x' }]],
      ['{"a":["x"],"a":"y","a":["z"]}', { a: ['x', 'y', 'z'] }],
      ['{"a":null,"a":{"b":1,"b":true}}', { a: [null, { b: [1, true] }] }],
      ['{"\\u0061" : -1e3 ,"a":"}:{,\\""}', { a: [-1000, '}:{,"'] }],
    ] as const)
      expect(parseJsonWhole(text)).toEqual(holds);
  });

  test('everything else is as it says, and as deep', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        const twice = parseJsonWhole(`{"a":1,"a":2,"of":${text}}`) as { of: unknown };
        if (!text.includes('\\u')) expect(twice.of).toEqual(JSON.parse(text));
      }),
    );
    const deep = 20_000;
    const nested = `${'['.repeat(deep)}1${']'.repeat(deep)}`;
    expect(parseJsonWhole(`{"a":${nested},"a":${nested}}`)).toHaveProperty('a');
  });
});
