import { describe, expect, test } from 'vitest';
import { occurredAt, stoppedAt } from '../../../ledger/core/consent/when.ts';
import { LedgerError } from '../../../ledger/core/error.ts';
import { microsOf } from '../../../ledger/core/when.ts';

const at = (time: string) => `2026-06-01T${time}.000000Z`;
const now = microsOf(at('12:00:00'));
const command = (occurred: string, notBefore?: string) => ({
  occurredAt: at(occurred),
  ...(notBefore !== undefined && { notBefore: at(notBefore) }),
});

describe('when a command happened', () => {
  test('is not said by a submitter who says nothing', () => {
    expect(occurredAt(now, {})).toBeUndefined();
    expect(occurredAt(now, { notBefore: at('11:59:00') })).toBeUndefined();
  });

  test('is what the submitter says, where that is past', () => {
    expect(occurredAt(now, command('09:30:00'))).toBe(at('09:30:00'));
  });

  test('is now, where the clocks differ by two seconds at most', () => {
    expect(occurredAt(now, command('12:00:02'))).toBe(at('12:00:00'));
  });

  test('is refused in the future', () => {
    expect(() => occurredAt(now, command('12:00:03'))).toThrow(LedgerError);
    expect(() => occurredAt(now, command('12:00:03'))).toThrow(expect.objectContaining({ code: 'invalid' }));
  });

  test('is by a page no earlier than its nonce, and from a fast clock the very moment of that', () => {
    expect(occurredAt(now, command('11:00:00', '11:55:00'))).toBe(at('11:55:00'));
    expect(occurredAt(now, command('13:00:00', '11:55:00'))).toBe(at('11:55:00'));
  });
});

describe('when a stop was said', () => {
  test('is Meta’s moment, also where our clock is behind it', () => {
    expect(stoppedAt(now, '2026-06-01T11:00:00Z')).toBe(at('11:00:00'));
    expect(stoppedAt(now, '2026-06-02T11:00:00Z')).toBe('2026-06-02T11:00:00.000000Z');
  });

  test('is a day ahead of our clock at most, or the person could not come back', () => {
    expect(stoppedAt(now, '2036-06-01T11:00:00Z')).toBe('2026-06-02T12:00:00.000000Z');
  });
});
