// When consent to one purpose ends because nothing is heard of the person.

import { describe, expect, test } from 'vitest';
import { emptyState, fold } from '../../../ledger/core/consent/state.ts';
import {
  formatLapse,
  type Lapse,
  lapseDaysMax,
  lapseDaysMin,
  lapseSettingSchema,
  lapsingOf,
  parseLapse,
} from '../../../ledger/core/policy/lapse.ts';
import type { Facets } from '../../../ledger/core/register/facets.ts';
import { optInRecord, recordId } from '../consent/sample-consent.ts';

const rule = (over: Partial<Lapse> = {}): Lapse => ({
  ...{ jurisdiction: '*', purpose: 'marketing', inactive_for: 365, from: '2020-01-01' },
  ...over,
});
const at = '2026-01-01T00:00:00.000000Z';
const now = '2026-06-01T00:00:00.000000Z';
const state = fold(
  emptyState,
  optInRecord({ purposes: ['marketing', 'shipping_update'], occurred_at: at, recorded_at: at }),
);
const facet = (over: Partial<Facets> = {}): Facets => ({
  ...{ index: 0, record: recordId(1), kind: 'opt_in', recorded_at: at, jurisdiction: 'IN' },
  ...over,
});
const ends = (facets: Facets[], rules: Lapse[], lastRead?: string) =>
  lapsingOf({ facets, state }, rules, lastRead, now).map(({ rule: name, at: end }) => [
    name,
    end.slice(0, 10),
  ]);

test('it ends so many days after the person was last heard of, and that purpose alone', () => {
  expect(ends([facet()], [rule()])).toEqual([['lapse/*/marketing', '2027-01-01']]);
  expect(ends([facet()], [rule({ purpose: 'payment_update' })])).toEqual([]);
  expect(lapsingOf({ facets: [facet()], state }, [rule()], undefined, now)).toMatchObject([
    { purpose: 'marketing', days: 365, since: at },
  ]);
});

test('what the person did since, or has read, puts it off; a look, a correction and a lapse do not', () => {
  const later = '2026-03-01T00:00:00.000000Z';
  for (const kind of ['confirmed', 'opt_out', 'declined', 'linked', 'resumed'])
    expect(ends([facet(), facet({ kind, recorded_at: later })], [rule()])[0]).toContain('2027-03-01');
  for (const kind of ['accessed', 'corrected', 'lapsed'])
    expect(ends([facet(), facet({ kind, recorded_at: later })], [rule()])[0]).toContain('2027-01-01');
  expect(ends([facet()], [rule()], '2026-05-01T10:00:00Z')[0]).toContain('2027-05-01');
});

test('nothing ends before the day from which the rule counts', () => {
  expect(ends([facet()], [rule({ from: '2028-02-02' })])).toEqual([['lapse/*/marketing', '2028-02-02']]);
});

test('what cannot be read may be a word of the person: nothing ends', () => {
  expect(ends([facet(), facet({ unread: 'later' })], [rule()])).toEqual([]);
  expect(ends([], [rule()])).toEqual([]);
});

test('the rule of the place counts, the longest of several, and none where one of them has none', () => {
  const india = rule({ jurisdiction: 'IN', inactive_for: 1_095 });
  expect(ends([facet()], [rule(), india])).toEqual([['lapse/IN/marketing', '2028-12-31']]);
  expect(ends([facet({ jurisdiction: 'FR' })], [rule(), india])).toEqual([
    ['lapse/*/marketing', '2027-01-01'],
  ]);
  expect(ends([facet({ jurisdiction: 'FR' })], [india])).toEqual([]);
  const both = [facet(), facet({ jurisdiction: 'FR' })];
  expect(ends(both, [rule(), india])).toEqual([['lapse/IN/marketing', '2028-12-31']]);
  expect(ends(both, [india])).toEqual([]);
  const { jurisdiction: _, ...nowhere } = facet();
  expect(ends([nowhere], [india])).toEqual([]);
  expect(ends([nowhere], [rule(), india])).toEqual([['lapse/IN/marketing', '2028-12-31']]);
});

describe('a setting', () => {
  test('has a floor and a purpose of its own, and is refused by field and rule', () => {
    const { from: _, ...setting } = rule();
    expect(lapseSettingSchema.safeParse(setting).success).toBe(true);
    const broken = (over: object) =>
      lapseSettingSchema.safeParse({ ...setting, ...over }).error?.issues.map(({ path }) => path.join());
    expect(broken({ inactive_for: lapseDaysMin - 1 })).toEqual(['inactive_for']);
    expect(broken({ inactive_for: lapseDaysMax + 1 })).toEqual(['inactive_for']);
    expect(broken({ purpose: '*' })).toEqual(['purpose']);
    expect(broken({ jurisdiction: 'India' })).toEqual(['jurisdiction']);
  });

  test('is read back as it was written, and a line of a later release is not guessed at', () => {
    const lapse = rule({ jurisdiction: 'IN', from: '2027-01-02' });
    const [word, ...rest] = formatLapse(lapse).split(' ');
    expect([word, parseLapse(rest)]).toEqual(['lapse', lapse]);
    for (const line of ['IN marketing 365', 'IN marketing 365 2027-01-02 x', 'IN * 365 2027-01-02', ''])
      expect(parseLapse(line.split(' '))).toBeUndefined();
  });
});
