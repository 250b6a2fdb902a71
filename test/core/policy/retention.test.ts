// What ends and when: by what, where and what for; what keeps a person whatever its age; and how short
// nobody can make it.

import { describe, expect, test } from 'vitest';
import type { ConsentRecord } from '../../../ledger/core/consent/record.ts';
import { emptyState, fold, unreadableState } from '../../../ledger/core/consent/state.ts';
import { endOf } from '../../../ledger/core/policy/ended.ts';
import {
  type Dispute,
  formatRetention,
  type KeepSetting,
  keepOf,
  keepRules,
  keepSettingSchema,
  parseRetention,
} from '../../../ledger/core/policy/retention.ts';
import { facetsOf } from '../../../ledger/core/register/facets.ts';
import { microsOf, momentOf } from '../../../ledger/core/when.ts';
import {
  moment,
  objectedRecord,
  optInRecord,
  optOutRecord,
  recordId,
  subject,
  suspendedRecord,
} from '../consent/sample-consent.ts';

const daysOn = (from: string, days: number) => momentOf(microsOf(from) + days * 86_400_000_000);
const given = moment(0);
const optIn = (over = {}) => optInRecord({ jurisdiction: 'US', ...over });
const stop = (over = {}) =>
  optOutRecord({ id: recordId(9), occurred_at: moment(10), recorded_at: moment(10), ...over });
const looked = {
  v: 2,
  id: recordId(11),
  business: 'fresh-produce',
  kind: 'accessed',
  subject,
  occurred_at: moment(20),
  recorded_at: moment(20),
  source: { system: 'server' },
  access: { operation: 'history', by: 'key-1' },
} as const satisfies ConsentRecord;

const corrected = {
  v: 2,
  id: recordId(12),
  business: 'fresh-produce',
  kind: 'corrected',
  subject,
  occurred_at: moment(30),
  recorded_at: moment(30),
  source: { system: 'server' },
  corrects: optIn().id,
  corrections: [{ field: 'external_id', is: 'C-2' }],
  reason: 'found_in_review',
} as const satisfies ConsentRecord;

function judged(
  records: ConsentRecord[],
  now: string,
  { keep = [], disputes = [] }: { keep?: KeepSetting[]; disputes?: Dispute[] } = {},
) {
  const facets = records.map((record, index) =>
    facetsOf({ index, record: record.id, subject }, { kind: 'known', record }),
  );
  const state = records.reduce(fold, emptyState);
  return endOf({ subjects: [subject], facets, state }, { keep, disputes }, now);
}
const fiveYears = keepOf({ what: 'proof', jurisdiction: 'US', purpose: 'marketing' }, []).days;

describe('proof', () => {
  test('of a consent that stands is kept however old it is', () => {
    expect(judged([optIn()], daysOn(given, 40_000))).toEqual({ kind: 'kept', because: 'standing' });
  });

  test('is kept for its time after the stop, to the microsecond, and then is over', () => {
    const end = daysOn(moment(10), fiveYears);
    expect(judged([optIn(), stop()], momentOf(microsOf(end) - 1))).toMatchObject({
      ...{ kind: 'kept', because: 'time', ends: { at: end } },
    });
    expect(judged([optIn(), stop()], end)).toEqual({ kind: 'over', rule: 'proof/US/*' });
  });

  test('is not kept longer by a correction, and a correction alone is never over', () => {
    const end = daysOn(moment(10), fiveYears);
    const last = { ...corrected, recorded_at: daysOn(moment(10), fiveYears - 1) };
    expect(judged([optIn(), stop(), last], momentOf(microsOf(end) - 1)).kind).toBe('kept');
    expect(judged([optIn(), stop(), last], end)).toEqual({ kind: 'over', rule: 'proof/US/*' });
    expect(judged([last], daysOn(end, 40_000))).toMatchObject({ kind: 'kept', because: 'time' });
  });

  test('of a consent that ended by itself counts from then', () => {
    const until = daysOn(given, 700);
    const one = [optIn({ valid_until: until })];
    expect(judged(one, daysOn(given, fiveYears + 1))).toMatchObject({ because: 'time' });
    expect(judged(one, daysOn(until, fiveYears))).toMatchObject({ kind: 'over' });
  });

  test('of a consent in doubt, which only a fresh act brings back, ends', () => {
    const doubt = suspendedRecord({ id: recordId(8), recorded_at: moment(5), occurred_at: moment(5) });
    expect(judged([optIn(), doubt], daysOn(moment(5), fiveYears))).toMatchObject({ kind: 'over' });
  });

  test('of stops alone ends: the stone holds the stop', () => {
    const objection = objectedRecord({ id: recordId(7), recorded_at: moment(3), occurred_at: moment(3) });
    expect(judged([objection], daysOn(moment(3), 40_000))).toMatchObject({ kind: 'over' });
  });

  test('is kept as long as the strictest place asks, where no record says which it is', () => {
    const nowhere = [optInRecord(), stop()];
    expect(judged(nowhere, daysOn(moment(10), fiveYears + 30))).toMatchObject({ because: 'time' });
    expect(judged(nowhere, daysOn(moment(10), 2557))).toMatchObject({ rule: 'proof/IN/*' });
  });

  test('of one purpose is kept longer where the business says so, and a stop of everything with it', () => {
    const keep: KeepSetting[] = [{ what: 'proof', jurisdiction: 'US', purpose: 'marketing', days: 9_000 }];
    const end = daysOn(moment(10), fiveYears);
    const shipping = { purposes: ['shipping_update' as const] };
    expect(judged([optIn(shipping), stop(shipping)], end, { keep })).toMatchObject({ kind: 'over' });
    expect(judged([optIn(), stop()], end, { keep })).toMatchObject({ because: 'time' });
    expect(judged([optIn(), stop()], daysOn(moment(10), 9_000), { keep })).toEqual({
      kind: 'over',
      rule: 'proof/US/marketing',
    });
  });
});

test('a look keeps the person until its own time is over, and no longer', () => {
  const keep: KeepSetting[] = [{ what: 'look', jurisdiction: '*', purpose: '*', days: 366 }];
  const late = { ...looked, recorded_at: daysOn(moment(10), fiveYears - 1) };
  const all = [optIn(), stop(), late];
  expect(judged(all, daysOn(moment(10), fiveYears), { keep })).toMatchObject({ because: 'time' });
  expect(judged(all, daysOn(late.recorded_at, 366), { keep })).toEqual({ kind: 'over', rule: 'look/*/*' });
});

test('what is in dispute, or cannot be read, ends never', () => {
  const far = daysOn(given, 90_000);
  const all = [optIn(), stop()];
  expect(judged(all, far, { disputes: [{ subject, of: subject }] })).toEqual({
    kind: 'kept',
    because: 'dispute',
  });
  const facets = [facetsOf({ index: 0, record: recordId(1), subject }, undefined)];
  const none = { keep: [], disputes: [] };
  for (const state of [emptyState, unreadableState])
    expect(endOf({ subjects: [subject], facets, state }, none, far)).toMatchObject({ because: 'unreadable' });
  expect(endOf({ subjects: [subject], facets: [], state: emptyState }, none, far).kind).toBe('kept');
});

describe('a setting', () => {
  const setting = { what: 'proof', jurisdiction: '*', purpose: '*', days: 2_000 } as const;
  const rules = (given: unknown) =>
    keepSettingSchema
      .safeParse(given)
      .error?.issues.map((issue) => (issue.code === 'custom' ? issue.params?.rule : issue.path.join('.')));

  test.each(keepRules)('for $what/$jurisdiction/$purpose is refused below the floor', (rule) => {
    const { floorDays, ...about } = rule;
    expect(rules({ ...about, days: floorDays - 1 })).toEqual(['keep_floor']);
    expect(rules({ ...about, days: floorDays })).toBeUndefined();
  });

  test.each([
    [{ ...setting, days: 0 }],
    [{ ...setting, days: 36_501 }],
    [{ ...setting, days: 2_000.5 }],
    [{ ...setting, jurisdiction: 'in' }],
    [{ ...setting, purpose: 'offers' }],
    [{ ...setting, what: 'stop' }],
    [{ ...setting, what: 'look', purpose: 'marketing' }],
    [{ ...setting, what: 'look', jurisdiction: 'IN' }],
  ])('%j cannot be meant', (wrong) => {
    expect(rules(wrong)).toBeDefined();
  });

  test('for every place goes below no floor of one', () => {
    const keep = [setting];
    expect(keepOf({ what: 'proof', jurisdiction: 'FR', purpose: 'marketing' }, keep)).toEqual({
      days: 2_000,
      rule: 'proof/*/*',
    });
    expect(keepOf({ what: 'proof', jurisdiction: 'IN', purpose: 'marketing' }, keep)).toEqual({
      days: 2_557,
      rule: 'proof/IN/*',
    });
  });

  test('of a place counts before one of a purpose', () => {
    const keep: KeepSetting[] = [
      { ...setting, purpose: 'marketing', days: 5_000 },
      { ...setting, jurisdiction: 'FR', days: 4_000 },
    ];
    expect(keepOf({ what: 'proof', jurisdiction: 'FR', purpose: 'marketing' }, keep).days).toBe(4_000);
    expect(keepOf({ what: 'proof', jurisdiction: 'DE', purpose: 'marketing' }, keep).days).toBe(5_000);
  });

  test('is read back as it was written, and a line of a later release is not guessed at', () => {
    const settings = {
      keep: [{ ...setting }],
      disputes: [
        { subject, of: subject },
        { subject: recordId(1), of: subject },
      ],
    };
    expect(parseRetention(formatRetention(settings))).toEqual({
      ...settings,
      disputes: expect.arrayContaining(settings.disputes),
    });
    for (const line of [
      'keep proof * * 2000 quietly',
      'dispute x',
      `dispute ${subject} x`,
      'hold all',
      'keep letter * * 2000',
      '',
    ])
      expect(parseRetention([line])).toBeUndefined();
  });
});
