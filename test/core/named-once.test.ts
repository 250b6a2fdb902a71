import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namesEachOnce, parseNamedOnce } from '../../ledger/core/named-once.ts';

const once = (text: string) => namesEachOnce(text, JSON.parse(text));

describe('a text that names a member twice is seen', () => {
  test.each([
    ['side by side', '{"alg":"none","alg":"Ed25519"}'],
    ['with the same value', '{"a":1,"a":1}'],
    ['apart', '{"a":1,"b":[{"c":{}}],"a":2}'],
    ['deep inside', '{"a":[[{"b":{"c":1,"c":2}}]]}'],
    ['in a list at the top', '[{"a":1},{"b":1,"b":2}]'],
    ['once spelt with an escape', '{"alg":1,"\\u0061lg":2}'],
    ['three times', '{"a":1,"a":1,"a":1}'],
    ['by an empty name', '{"":1,"":2}'],
    ['by a name that every object has', '{"__proto__":1,"__proto__":2}'],
    ['by a name of digits, which come first', '{"1":1,"0":2,"1":3}'],
    ['with white space', '{ "a" : 1 , "a"\n: 2 }'],
    ['whose values look like members', '{"a":"\\"a\\":1","a":"x:y"}'],
  ])('%s', (_, text) => {
    expect(once(text)).toBe(false);
    expect(() => parseNamedOnce(text)).toThrow(SyntaxError);
  });
});

test('whatever JSON writes of a value names each member once', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      for (const text of [JSON.stringify(value), JSON.stringify(value, null, 2)])
        expect(once(text)).toBe(true);
    }),
  );
});

test('a member written once more is seen wherever it is', () => {
  const inner = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), inner, { minKeys: 1 }),
      fc.nat(),
      fc.nat(20),
      (object, pick, depth) => {
        const names = Object.keys(object);
        const again = JSON.stringify(names[pick % names.length]);
        const twice = `${JSON.stringify(object).slice(0, -1)},${again}:null}`;
        expect(once(`${'{"in":['.repeat(depth)}${twice}${']}'.repeat(depth)}`)).toBe(false);
      },
    ),
  );
});

test('no text is so deep that it is not read', () => {
  const deep = 100_000;
  expect(once(`${'['.repeat(deep)}${']'.repeat(deep)}`)).toBe(true);
});
