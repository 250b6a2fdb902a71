import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase64, encodeBase64 } from '../../ledger/core/log/base64.ts';
import { hex } from './log/sample-log.ts';

describe('base64', () => {
  test('all bytes are read back from their one spelling', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(hex(decodeBase64(encodeBase64(bytes))!)).toBe(hex(bytes));
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
    expect(decodeBase64(text)).toBeUndefined();
  });
});
