// What Meta signed is read as far as it can be: nothing is refused, and what is broken costs itself alone.

import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { readDelivered } from '../../../ledger/channels/whatsapp/delivered.ts';
import { canonicalBytes } from '../../../ledger/core/canonical.ts';

const read = (text: string) => readDelivered(Buffer.from(text));

test('what is sound is what JSON.parse says it is', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = JSON.stringify(value);
      fc.pre(!/\d{16}|\\u(?:0000|d)/i.test(text));
      expect(read(text)).toEqual(JSON.parse(text));
    }),
    { numRuns: 200 },
  );
  expect(read('{"a":"{\\"b\\":1}", "__proto__": [1]}')).toEqual(
    JSON.parse('{"a":"{\\"b\\":1}", "__proto__": [1]}'),
  );
});

test.each([
  ['half a surrogate pair', '{"name":"Z\\ud83d","say":"STOP"}', { name: 'Z\ufffd', say: 'STOP' }],
  ['NUL', '{"name":"a\\u0000b","say":"STOP"}', { name: 'a\ufffdb', say: 'STOP' }],
  ['a bare NUL', '{"name":"a\0b","say":"STOP"}', { name: 'a\ufffdb', say: 'STOP' }],
  ['a bare line break', '{"name":"a\nb","say":"STOP"}', { name: 'a\ufffdb', say: 'STOP' }],
  ['an escape that is none', '{"name":"a\\xb","say":"STOP"}', { name: 'axb', say: 'STOP' }],
  ['a byte order mark', '\ufeff{"say":"STOP"}', { say: 'STOP' }],
  ['a comma too many', '{"list":[1,2,],"say":"STOP",}', { list: [1, 2], say: 'STOP' }],
  ['a value that is none', '{"a":NaN,"b":undefined,"say":"STOP"}', { a: null, b: null, say: 'STOP' }],
  ['a value that is missing', '{"a":,"say":"STOP"}', { say: 'STOP' }],
  [
    'an end that is missing',
    '{"list":[{"say":"STOP"},{"say":"ST',
    { list: [{ say: 'STOP' }, { say: 'ST' }] },
  ],
  ['something after the end', '{"say":"STOP"}{"say":"START"}', { say: 'STOP' }],
  ['digits beyond a double', '{"id":106540352242922123456}', { id: '106540352242922123456' }],
  ['a list twice', '{"list":["STOP"],"list":[]}', { list: ['STOP'] }],
  ['lists twice', '{"list":["STOP"],"list":["b"]}', { list: ['STOP', 'b'] }],
  ['an object twice', '{"o":{"say":"STOP"},"o":{"b":1}}', { o: { say: 'STOP', b: 1 } }],
  ['an object, then nothing', '{"o":{"say":"STOP"},"o":null}', { o: { say: 'STOP' } }],
  ['a text twice', '{"say":"hello","say":"STOP"}', { say: 'STOP' }],
])('%s', (_what, text, value) => {
  expect(read(text)).toEqual(value);
});

test.each([
  ['objects within objects, twice', '{"o":{"p":{"a":1}},"o":{"p":{"b":2}}}', { o: { p: { a: 1, b: 2 } } }],
  ['lists within objects, twice', '{"o":{"l":[1],"l":[2]},"o":{"l":[3]}}', { o: { l: [1, 2, 3] } }],
  ['lists with something else between', '{"l":["STOP"],"l":{},"l":null,"l":["b"]}', { l: ['STOP', 'b'] }],
  ['nothing, then a text', '{"say":null,"say":"STOP"}', { say: 'STOP' }],
  ['a name of every object, twice', '{"__proto__":{"a":1},"__proto__":{"b":2}}', undefined],
])('%s', (_what, text, value) => {
  const own = value ?? JSON.parse('{"__proto__":{"a":1,"b":2}}');
  expect(JSON.stringify(read(text))).toBe(JSON.stringify(own));
});

describe('a name that is repeated costs no more than its bytes', () => {
  test('each name of the objects is set twice at most', () => {
    const times = 3_000;
    const set = vi.spyOn(Map.prototype, 'set');
    try {
      const joined = read(`{${'"o":{"p":{"a":1}},'.repeat(times)}"o":{"p":{"b":2}}}`);
      expect(set.mock.calls.length).toBeLessThan(10 * times);
      expect(joined).toEqual({ o: { p: { a: 1, b: 2 } } });
    } finally {
      set.mockRestore();
    }
  });

  // Joined one by one they would be copied five thousand million times.
  test('a hundred thousand lists are one', () => {
    const { a } = read(`{${'"a":[1],'.repeat(100_000)}"a":[2]}`) as { a: number[] };
    expect(a.length).toBe(100_001);
    expect(a.at(-1)).toBe(2);
  });
});

test('bytes that are no UTF-8 are replaced where they stand', () => {
  const bytes = Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xff, 0xc3]), Buffer.from('","b":1}')]);
  expect(readDelivered(bytes)).toEqual({ name: '\ufffd\ufffd', b: 1 });
});

test('a name that cannot be stored is repaired, as a text is', () => {
  expect(read('{"\\ud800a":"b","c\\u0000":{"d\\udfff":1}}')).toEqual({
    '\ufffda': 'b',
    'c\ufffd': { 'd\ufffd': 1 },
  });
  expect(read('{"\\ud800"a"')).toEqual({ '\ufffd': null });
});

describe('never fails', () => {
  test('on any bytes, and whatever is read can be stored', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const value = readDelivered(bytes);
        expect(() => canonicalBytes([value ?? null])).not.toThrow();
      }),
    );
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '\\',
      '\\ud800',
      '\0',
      '1',
      'tru',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        expect(() => canonicalBytes([read(parts.join('')) ?? null])).not.toThrow();
      }),
    );
  });

  test('on anything nested deeper than a stack', () => {
    const deep = '['.repeat(200_000);
    expect(read(deep)).toBeInstanceOf(Array);
    expect(read(`{"a":1,"a":2,"b":${deep}`)).toMatchObject({ a: 2 });
  });
});
