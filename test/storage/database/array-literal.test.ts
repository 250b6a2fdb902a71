import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatArray, parseArray } from '../../../ledger/storage/database/array-literal.ts';

const asIs = (text: string) => text;

describe('an array of texts', () => {
  test('comes back as it went', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.string({ unit: 'binary' }))), (texts) => {
        expect(parseArray(formatArray(texts), asIs)).toEqual(texts);
      }),
    );
  });

  test('is read as Postgres writes it', () => {
    expect(parseArray('{}', asIs)).toEqual([]);
    expect(parseArray('{a,NULL,"NULL","b\\"\\\\,{}",""}', asIs)).toEqual(['a', null, 'NULL', 'b"\\,{}', '']);
  });

  test.for(['{{1},{2}}', '[0:1]={1,2}', ''])('is refused as %s', (text) => {
    expect(() => parseArray(text, asIs)).toThrow(RangeError);
  });
});

test('a NULL is never handed to the element’s own parser', () => {
  expect(parseArray('{1,NULL}', (text) => Number(text))).toEqual([1, null]);
});
