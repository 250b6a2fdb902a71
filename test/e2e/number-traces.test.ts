import { createSecretKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { identifierTag } from '../../ledger/core/subject/tag.ts';
import { found, spellings, tracesOf } from './number-traces.ts';

const number = '+919876543251';
const pepper = { version: 1, key: createSecretKey(Buffer.alloc(32, 7)) };
const traces = tracesOf(number, 'fresh-produce', [pepper]);
const has = (bytes: Buffer) => found('it', bytes, traces).length > 0;

const encodings: Record<string, (bytes: Buffer) => Buffer> = {
  'as it is': (bytes) => bytes,
  'in hex': (bytes) => Buffer.from(bytes.toString('hex')),
  'in HEX': (bytes) => Buffer.from(bytes.toString('hex').toUpperCase()),
  'in base64': (bytes) => Buffer.from(bytes.toString('base64')),
  'in base64url': (bytes) => Buffer.from(bytes.toString('base64url')),
  'percent-encoded': (bytes) => Buffer.from(bytes.toString('hex').toUpperCase().replace(/../g, '%$&')),
  'in UTF-16': (bytes) => Buffer.from(bytes.toString('latin1'), 'utf16le'),
};

describe.for(Object.keys(encodings))('the search for a number %s', (name) => {
  const encode = encodings[name]!;

  test.for([number, number.slice(1), ...spellings(number), '+91 98765 43251', '0 98765-43251'])(
    'finds %s wherever it begins',
    (spelling) => {
      for (const before of ['', 'x', 'xy'])
        expect(has(encode(Buffer.from(`${before}${spelling}z`)))).toBe(true);
    },
  );

  test('finds its tag', () => {
    const tag = identifierTag(pepper, 'fresh-produce', { kind: 'number', value: number });
    for (const before of ['', 'x', 'xy'])
      expect(has(encode(Buffer.concat([Buffer.from(before), tag])))).toBe(true);
  });

  test.for(['XXXXXX3251', '+91 98765 43252', '3251', ''])('does not take %j for it', (other) => {
    expect(has(encode(Buffer.from(`to ${other}`)))).toBe(false);
  });
});
