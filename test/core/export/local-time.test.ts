// A moment in a time zone is the same moment, with the offset that its clocks had.

import { expect, test } from 'vitest';
import { clockOf } from '../../../ledger/core/export/local-time.ts';

test.each([
  ['UTC', '2026-03-01T09:30:00.125000Z', '2026-03-01T09:30:00.125000+00:00'],
  ['Asia/Kolkata', '2026-03-01T20:30:00.125400Z', '2026-03-02T02:00:00.125400+05:30'],
  ['Asia/Kathmandu', '2026-03-01T09:30:00.125Z', '2026-03-01T15:15:00.125+05:45'],
  ['America/Sao_Paulo', '2026-03-01T02:30:00.000000Z', '2026-02-28T23:30:00.000000-03:00'],
  // Before and in summer time; midnight is 00, not 24.
  ['Europe/Berlin', '2026-03-29T00:59:59.999999Z', '2026-03-29T01:59:59.999999+01:00'],
  ['Europe/Berlin', '2026-03-29T01:00:00.000000Z', '2026-03-29T03:00:00.000000+02:00'],
  ['Europe/Berlin', '2026-01-31T23:00:00.000000Z', '2026-02-01T00:00:00.000000+01:00'],
])('in %s %s is %s', (zone, moment, local) => {
  expect(clockOf(zone)(moment)).toBe(local);
  expect(Date.parse(local)).toBe(Date.parse(moment));
});
