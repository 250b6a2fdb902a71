import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeOnce, encodeBase64 } from '../../ledger/core/base64url.ts';
import { hex } from './log/sample-log.ts';

describe('base64', () => {
  test('all bytes are read back from their one spelling', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(hex(decodeOnce(encodeBase64(bytes), 'base64')!)).toBe(hex(bytes));
      }),
    );
  });

  test('a view is encoded without its surroundings', () => {
    expect(encodeBase64(Buffer.from('abcdef').subarray(1, 3))).toBe('YmM=');
  });

  test.each([
    'YQ',
    'YQ=',
    'YR==',
    'YQ===',
    'YQ==\n',
    ' YQ==',
    'Y Q==',
    '_-8=',
    'YQ==YQ==',
    '=',
    'é',
    'YQ==\0',
  ])('%j is refused', (text) => {
    expect(decodeOnce(text, 'base64')).toBeUndefined();
  });
});

describe('base64url', () => {
  test('all bytes are read back from their one spelling', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(hex(decodeOnce(Buffer.from(bytes).toString('base64url'))!)).toBe(hex(bytes));
      }),
    );
  });

  test.each(['YQ==', 'YR', 'Y', '+/8', '_-8=', 'YQ\n', ' YQ', 'Y Q', 'é', 'YQ\0', 'YQ.'])(
    '%j is refused',
    (text) => {
      expect(decodeOnce(text)).toBeUndefined();
    },
  );
});
