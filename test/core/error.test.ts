import { expect, test } from 'vitest';
import { LedgerError } from '../../ledger/core/error.ts';

test('an error says its code, its detail and every fault', () => {
  const faults = [{ pointer: '/number', rule: 'empty', detail: 'There are no digits.' }];
  const error = new LedgerError('invalid', 'The number cannot be a WhatsApp number.', { faults });
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: 'LedgerError', code: 'invalid', faults });
  expect(error.message).toBe('The number cannot be a WhatsApp number.');
});

test('an error has no faults and no time to try again unless it was given them', () => {
  const error = new LedgerError('not_found', 'No such business.');
  expect(error.faults).toEqual([]);
  expect(error.retryAfter).toBeUndefined();
});

test('an overloaded ledger says after how many seconds to try again', () => {
  expect(new LedgerError('overloaded', 'Try again.', { retryAfter: 2 }).retryAfter).toBe(2);
});
