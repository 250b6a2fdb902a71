import fc from 'fast-check';
import { version } from 'uuid';
import { describe, expect, test } from 'vitest';
import { nextAfter, uuidv4, uuidv7 } from '../../../ledger/operations/append/uuid.ts';
import { Clock } from '../clock.ts';

const start = Date.parse('2026-01-31T09:30:00.125Z');
/** The moment that an id names. */
const momentOf = (id: string) => Number.parseInt(id.replace('-', '').slice(0, 12), 16);
/** A clock whose randomness is all ones: its counts start as high as they can. */
const highest = () =>
  Object.assign(new Clock(start), { random: (length: number) => Buffer.alloc(length, 255) });

describe('a version 7 id', () => {
  test('names the moment it was made', () => {
    const id = uuidv7(new Clock(start));
    expect(momentOf(id)).toBe(start);
    expect(version(id)).toBe(7);
  });

  test('comes after all that were made before it, however the clock goes', () => {
    // Mostly it stands still or ticks; sometimes it is set back, or on, by up to a day.
    const pass = fc.oneof(fc.constantFrom(0, 0, 0, 1), fc.integer({ min: -86_400_000, max: 86_400_000 }));
    fc.assert(
      fc.property(fc.array(pass, { minLength: 2, maxLength: 60 }), (passes) => {
        const clock = new Clock(start);
        const ids = passes.map((milliseconds) => {
          clock.pass(milliseconds);
          return uuidv7(clock);
        });
        expect(ids).toEqual(ids.toSorted());
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  test('comes after ten thousand of the same millisecond, and still names it', () => {
    const clock = highest();
    const ids = Array.from({ length: 10_000 }, () => uuidv7(clock));
    expect(ids).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(ids.map(momentOf))).toEqual(new Set([start]));
  });

  test('takes the next millisecond once there is no more to count', () => {
    const last = { msecs: start, seq: 2 ** 32 - 1 };
    expect(nextAfter(last, start, Buffer.alloc(16))).toEqual({ msecs: start + 1, seq: 0 });
  });

  test('names the moment again once a clock that was set back has caught up', () => {
    const clock = new Clock(start);
    uuidv7(clock);
    clock.pass(-5_000);
    expect(momentOf(uuidv7(clock))).toBe(start);
    clock.pass(5_001);
    expect(momentOf(uuidv7(clock))).toBe(start + 1);
  });

  test('knows nothing of the ids of another ledger, whose clock is ahead', () => {
    uuidv7(new Clock(start + 60_000));
    expect(momentOf(uuidv7(new Clock(start)))).toBe(start);
  });

  test('is not told by the one before it', () => {
    const clock = new Clock(start);
    const [one, two] = [uuidv7(clock), uuidv7(clock)];
    expect(one.slice(-10)).not.toBe(two.slice(-10));
  });
});

test('a version 4 id does not tell when it was made', () => {
  const ids = Array.from({ length: 100 }, () => uuidv4(new Clock(start)));
  expect(new Set(ids.map((id) => id.slice(0, 8))).size).toBeGreaterThan(90);
  expect(ids.map(version)).toEqual(ids.map(() => 4));
});
