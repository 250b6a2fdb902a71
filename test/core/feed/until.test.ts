// Until when a line of the feed says that consent stands.

import { expect, test } from 'vitest';
import { emptyState, fold } from '../../../ledger/core/consent/state.ts';
import { untilIn } from '../../../ledger/core/feed/change.ts';
import { moment, optInRecord, optOutRecord, recordId } from '../consent/sample-consent.ts';

const until = (...records: Parameters<typeof fold>[1][]) =>
  new Set(Object.values(untilIn(records.reduce(fold, emptyState), moment(20))));
const given = (n: number, end?: string) =>
  optInRecord({
    ...{ id: recordId(n), occurred_at: moment(n), recorded_at: moment(n) },
    ...(end !== undefined && { valid_until: end }),
  });

test('the last end counts, one without an end has none, and what is stopped or over ends no more', () => {
  expect(until(given(1, moment(40)))).toEqual(new Set([moment(40)]));
  expect(until(given(1, moment(40)), given(2, moment(50)))).toEqual(new Set([moment(50)]));
  expect(until(given(1, moment(50)), given(2, moment(40)))).toEqual(new Set([moment(50)]));
  expect(until(given(1, moment(40)), given(2))).toEqual(new Set());
  expect(until(given(1, moment(15)))).toEqual(new Set());
  const stop = optOutRecord({ id: recordId(9), occurred_at: moment(10), recorded_at: moment(10) });
  expect(until(given(1, moment(40)), stop)).toEqual(new Set());
});
