import { describe, expect, test } from 'vitest';
import { canonicalNumber } from '../../../ledger/channels/server/number.ts';
import type { LedgerError } from '../../../ledger/core/error.ts';

describe('a number as given', () => {
  test.each(['+919876543210', '919876543210', '+91 98765 43210', '0091-98765-43210', 'tel:+91-98765-43210'])(
    'becomes the canonical one: %s',
    (given) => {
      expect(canonicalNumber(given)).toBe('+919876543210');
    },
  );

  test.each([
    ['no digits', '', 'empty'],
    ['letters', '+91 98765 4321x', 'character'],
    ['a national number', '098765 43210', 'calling_code_missing'],
    ['too few digits', '+91 9876', 'possible_length'],
  ])('with %s is refused at its pointer, and not repeated', (_, given, rule) => {
    try {
      canonicalNumber(given, '/recipient');
      expect.unreachable();
    } catch (error) {
      const { code, faults, message } = error as LedgerError;
      expect(code).toBe('invalid');
      expect(faults).toMatchObject([{ pointer: '/recipient', rule }]);
      if (given !== '') expect(`${message}${JSON.stringify(faults)}`).not.toMatch(/98765?/);
    }
  });

  test('is looked for at /number unless said otherwise', () => {
    expect(() => canonicalNumber('')).toThrow(
      expect.objectContaining({ faults: [expect.objectContaining({ pointer: '/number' })] }),
    );
  });
});
