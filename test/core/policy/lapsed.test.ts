// Consent that ended by silence: what it ends, and what not. That the fold keeps enough of it is tried by the
// thousand in state.test.ts.

import { expect, test } from 'vitest';
import { componentOf } from '../../../ledger/core/consent/component.ts';
import type { ConsentRecord, LapsedRecord } from '../../../ledger/core/consent/record.ts';
import { standing } from '../../../ledger/core/consent/standing.ts';
import { type ConsentState, emptyState, fold } from '../../../ledger/core/consent/state.ts';
import { gapsIn } from '../../../ledger/core/import/gap.ts';
import {
  changedRecord,
  importedRecord,
  lapsedRecord,
  linkedRecord,
  moment,
  optInRecord,
  recordId,
} from '../consent/sample-consent.ts';

const [a, b] = [recordId(501), recordId(502)];
const yes = (at: number, of = a) =>
  optInRecord({
    ...{ subject: of, id: recordId(100 + at), purposes: ['marketing', 'shipping_update'] },
    ...{ occurred_at: moment(at), recorded_at: moment(at) },
  });
const lapse = (over: Partial<LapsedRecord> = {}) =>
  lapsedRecord({
    ...{ subject: a, id: recordId(200), purposes: ['marketing'] },
    ...{ recorded_at: moment(50), inactive_since: moment(5) },
    ...over,
  });
const folded = (...records: ConsentRecord[]): ConsentState => records.reduce(fold, emptyState);
const marketing = (state: ConsentState, now = moment(60)) => standing(state, 'marketing', 'message', now);

test('what was given up to then has ended, of its purpose alone', () => {
  const state = folded(yes(1), lapse());
  expect(marketing(state)).toMatchObject({ kind: 'expired', grant: { until: moment(50) } });
  expect(standing(state, 'shipping_update', 'message', moment(60)).kind).toBe('granted');
});

test('what was given since stands, however weak: it is no stop', () => {
  expect(marketing(folded(yes(1), lapse(), yes(6))).kind).toBe('granted');
  expect(marketing(folded(yes(6), lapse(), yes(1))).kind).toBe('granted');
});

test('of two the one that reaches farther counts, in any order', () => {
  const farther = lapse({ id: recordId(201), recorded_at: moment(40), inactive_since: moment(9) });
  for (const state of [folded(yes(7), lapse(), farther), folded(yes(7), farther, lapse())])
    expect(marketing(state)).toMatchObject({ kind: 'expired', grant: { until: moment(40) } });
});

test('a list of before fills no gap that it leaves', () => {
  const imported = importedRecord({ purposes: ['marketing'], recorded_at: moment(55), id: recordId(300) });
  expect(gapsIn(folded(yes(1), lapse()), imported, moment(60))).toMatchObject({ why: 'expired' });
});

test('it crosses no link to another person, and is of every name of its own', () => {
  const beyond = (record: typeof changedRecord | typeof linkedRecord) => {
    const [own, other] = [
      folded(yes(1), lapse(), record({ subject: a, other_subject: b, recorded_at: moment(2) })),
      folded(record({ subject: b, other_subject: a, recorded_at: moment(2) }), yes(3, b)),
    ];
    return componentOf([b], (subject) => (subject === a ? own : other));
  };
  const apart = beyond(changedRecord);
  expect(apart.own).toEqual([b]);
  expect(marketing(apart.state).kind).toBe('granted');
  const same = beyond(linkedRecord);
  expect(same.own.toSorted()).toEqual([a, b]);
  expect(marketing(same.state).kind).toBe('expired');
});
