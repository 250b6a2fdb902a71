import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grades } from '../../../ledger/core/consent/grade.ts';
import type { ConsentRecord } from '../../../ledger/core/consent/record.ts';
import { standing } from '../../../ledger/core/consent/standing.ts';
import { emptyState, fold, joinStates } from '../../../ledger/core/consent/state.ts';
import { anyResumed, anySignal, bytesOf } from './any-history.ts';
import { moment, optInRecord, optOutRecord, recordId, resumedRecord, undoRecord } from './sample-consent.ts';

const stateOf = (history: readonly ConsentRecord[]) => history.reduce(fold, emptyState);
const joined = (...histories: ConsentRecord[][]) => bytesOf(histories.map(stateOf).reduce(joinStates));

const someMoment = fc.integer({ min: 0, max: 5 }).map(moment);
const anyOptIn = fc
  .record({
    grade: fc.constantFrom(...grades),
    packs: fc
      .constantFrom('strict-2020' as const, 'general-2024' as const)
      .map((name) => [{ name, version: 1 }]),
    occurred_at: someMoment,
    recorded_at: someMoment,
  })
  .chain((given) => fc.constantFrom(optInRecord(given), optInRecord({ ...given, undoable: true })));
const anyOptOut = fc
  .record({ recorded_at: someMoment, all: fc.boolean() })
  .map(({ recorded_at, all }) =>
    optOutRecord({ recorded_at, ...(!all && { purposes: ['shipping_update'] }) }),
  );

const anySignalled = fc
  .tuple(anyOptOut, anySignal, someMoment)
  .map(([record, signal, occurred_at]) => ({ ...record, signal, occurred_at }));

/** What two subjects of one person each recorded. */
const twoHistories = fc
  .tuple(
    fc.array(fc.oneof(anyOptIn, anyOptOut, anySignalled, anyResumed.map(resumedRecord)), { maxLength: 8 }),
    fc.nat(8),
  )
  .map(([records, cut]) => {
    const history = records.map((record, n): ConsentRecord => ({ ...record, id: recordId(n + 1) }));
    const undos = history
      .filter((record) => record.kind === 'opt_in')
      .slice(0, 2)
      .map((optIn, n) => undoRecord(optIn, { id: recordId(20 + n), recorded_at: moment(4) }));
    const other: ConsentRecord[] = [...history.slice(cut), ...undos];
    return [history.slice(0, cut), other] as const;
  });

describe('the states of one person known as two subjects', () => {
  test('joined, are the state of all their records', () => {
    fc.assert(
      fc.property(twoHistories, ([one, other]) => {
        expect(joined(one, other)).toBe(bytesOf(stateOf([...one, ...other])));
      }),
    );
  });

  test('may be joined in any order, and again', () => {
    fc.assert(
      fc.property(twoHistories, ([one, other]) => {
        expect(joined(other, one)).toBe(joined(one, other));
        expect(joined(one, other, one, other)).toBe(joined(one, other));
      }),
    );
  });

  test('are left as they were', () => {
    fc.assert(
      fc.property(twoHistories, ([one, other]) => {
        const [a, b] = [stateOf(one), stateOf(other)];
        const before = [bytesOf(a), bytesOf(b)];
        joinStates(a, b);
        expect([bytesOf(a), bytesOf(b)]).toEqual(before);
      }),
    );
  });

  test('stop together: a withdrawal by either ends the consent of the other', () => {
    const consented = stateOf([optInRecord({ id: recordId(1) })]);
    const stopped = stateOf([optOutRecord({ id: recordId(2), recorded_at: moment(1) })]);
    for (const state of [joinStates(consented, stopped), joinStates(stopped, consented)]) {
      expect(standing(state, 'shipping_update', 'message', moment(9)).kind).toBe('withdrawn');
    }
  });

  test('with nobody are themselves', () => {
    const state = stateOf([optInRecord(), optOutRecord()]);
    expect(bytesOf(joinStates(state, emptyState))).toBe(bytesOf(state));
    expect(bytesOf(joinStates(emptyState, state))).toBe(bytesOf(state));
  });
});
