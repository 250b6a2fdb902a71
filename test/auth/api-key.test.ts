import { describe, expect, test } from 'vitest';
import { formatApiKey, hashApiKey, parseBearer } from '../../ledger/auth/api-key.ts';

const key = formatApiKey(Buffer.alloc(24, 0xfb));

describe('a secret key', () => {
  test('is om_ and 32 letters, all 192 bits of them random', () => {
    expect(key).toMatch(/^om_[A-Za-z0-9_-]{32}$/);
    expect(Buffer.from(key.slice(3), 'base64url')).toEqual(Buffer.alloc(24, 0xfb));
  });

  test.each([0, 16, 23, 25, 32])('is never made of %i random bytes', (length) => {
    expect(() => formatApiKey(Buffer.alloc(length))).toThrow(RangeError);
  });

  test('is kept as its SHA-256 only', () => {
    expect(hashApiKey('abc').toString('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(hashApiKey(key)).toHaveLength(32);
  });
});

describe('an Authorization header', () => {
  test.each(['Bearer', 'bearer', 'BEARER'])('of the scheme %s holds the key', (scheme) => {
    expect(parseBearer(`${scheme} ${key}`)).toBe(key);
  });

  test.each([
    ['is missing', undefined],
    ['is empty', ''],
    ['has no scheme', key],
    ['has another scheme', `Basic ${key}`],
    ['runs scheme and key together', `Bearer${key}`],
    ['has no key', 'Bearer '],
    ['holds a publishable key', 'Bearer pk_AAAAAAAAAAAAAAAAAAAAAAAA'],
    ['holds a key of another house', `Bearer sk_${key.slice(3)}`],
    ['holds a key one letter short', `Bearer ${key.slice(0, -1)}`],
    ['holds a key one letter long', `Bearer ${key}A`],
    ['holds a key with a letter that is none', `Bearer ${key.slice(0, -1)}+`],
    ['holds two keys', `Bearer ${key} ${key}`],
    ['holds two keys by comma', `Bearer ${key}, Bearer ${key}`],
    ['holds a key in quotes', `Bearer "${key}"`],
    ['holds a key and a line feed in between', `Bearer ${key.slice(0, 10)}\n${key.slice(10)}`],
  ])('that %s holds no key', (_, header) => {
    expect(parseBearer(header)).toBeUndefined();
  });
});
