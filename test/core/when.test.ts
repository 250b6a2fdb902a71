import fc from 'fast-check';
import { expect, test } from 'vitest';
import { microsOf, momentOf, toMoment } from '../../ledger/core/when.ts';

/** From 1970 to 2200. */
const anyMicros = fc.integer({ min: 0, max: 7_258_118_400_000_000 });

test('moments are ordered as text just as they are in time', () => {
  fc.assert(
    fc.property(anyMicros, fc.integer({ min: -2_000, max: 2_000 }), (a, by) => {
      const b = Math.max(0, a + by);
      expect(Math.sign(momentOf(a) < momentOf(b) ? -1 : Number(momentOf(a) > momentOf(b)))).toBe(
        Math.sign(a - b),
      );
    }),
  );
});

test('a moment is read back to the microsecond', () => {
  fc.assert(fc.property(anyMicros, (micros) => microsOf(momentOf(micros)) === micros));
});

test.each([
  ['2026-01-31T09:30:00Z', '2026-01-31T09:30:00.000000Z'],
  ['2026-01-31T09:30:00.1Z', '2026-01-31T09:30:00.100000Z'],
  ['2026-01-31T09:30:00.125Z', '2026-01-31T09:30:00.125000Z'],
  ['2026-01-31T09:30:00.1254Z', '2026-01-31T09:30:00.125400Z'],
  ['2026-01-31T09:30:00.125400Z', '2026-01-31T09:30:00.125400Z'],
  ['2026-01-31T09:30:00.125400999Z', '2026-01-31T09:30:00.125400Z'],
  ['2026-01-31T15:00:00.000001+05:30', '2026-01-31T09:30:00.000001Z'],
  ['2026-01-31T15:00:00+20:00', '2026-01-30T19:00:00.000000Z'],
  ['0001-01-01T00:00:00.001001Z', '0001-01-01T00:00:00.001001Z'],
  ['9999-12-31T23:59:59.999999Z', '9999-12-31T23:59:59.999999Z'],
])('%s is %s', (written, moment) => {
  expect(toMoment(written)).toBe(moment);
});
