import { describe, expect, test } from 'vitest';
import {
  isConfirmable,
  isConfirmationOf,
  isWithdrawn,
  termsConfirmed,
} from '../../../ledger/core/consent/confirmation.ts';
import { grades } from '../../../ledger/core/consent/grade.ts';
import { encodeRecord } from '../../../ledger/core/consent/record.ts';
import { standing } from '../../../ledger/core/consent/standing.ts';
import { emptyState, fold } from '../../../ledger/core/consent/state.ts';
import {
  confirmedRecord,
  moment,
  optInRecord,
  optOutRecord,
  parseRecord,
  recordId,
  suspendedRecord,
} from './sample-consent.ts';

const optIn = optInRecord();

test('a confirmation is a record like any other', () => {
  const record = confirmedRecord(optIn);
  expect(parseRecord(encodeRecord(record))).toEqual(record);
});

test('a proof of another form is no record', () => {
  const evidence = { method: 'whatsapp', challenge: 'c-1', body: 'OPT-7K4M-92QX' };
  expect(() => parseRecord(encodeRecord(confirmedRecord(optIn, { evidence: evidence as never })))).toThrow();
});

describe('what can be confirmed', () => {
  test('is an act of the person, not an assertion and not an import', () => {
    const confirmable = grades.filter((grade) => isConfirmable(optInRecord({ grade })));
    expect(confirmable).toEqual(['E2', 'E3', 'E4']);
  });

  test('takes effect when the opt-in did, which is never after it was recorded', () => {
    const queued = optInRecord({ occurred_at: moment(0), recorded_at: moment(50) });
    expect(termsConfirmed(queued).occurred_at).toBe(moment(0));
    const boastful = optInRecord({ occurred_at: moment(90), recorded_at: moment(50) });
    expect(termsConfirmed(boastful).occurred_at).toBe(moment(50));
  });
});

describe('a record confirms an opt-in', () => {
  test('if it repeats its terms and its number, however that is spelt', () => {
    expect(isConfirmationOf(confirmedRecord(optIn), optIn)).toBe(true);
    const lasting = optInRecord({ valid_until: moment(9) });
    expect(isConfirmationOf(confirmedRecord(lasting), lasting)).toBe(true);
  });

  test.for([
    ['another opt-in', { confirms: recordId(7) }],
    ['other purposes', { purposes: ['marketing' as const] }],
    ['another scope', { scope: ['message' as const, 'call' as const] }],
    ['another pack', { packs: [{ name: 'general-2024' as const, version: 1 }] }],
    ['another moment', { occurred_at: moment(1) }],
    ['a longer life', { valid_until: moment(999) }],
    ['another number', { identifiers: [{ kind: 'wa_id' as const, value: '919876543211' }] }],
    ['a person without a number', { identifiers: [{ kind: 'bsuid' as const, value: 'IN.1349' }] }],
  ] as const)('but not with %s', ([, changes]) => {
    expect(isConfirmationOf(confirmedRecord(optIn, changes as object), optIn)).toBe(false);
  });
});

describe('an opt-in has been withdrawn', () => {
  const withdrawnBy = (...stops: Parameters<typeof optOutRecord>[0][]) =>
    isWithdrawn(stops.map(optOutRecord).reduce(fold, fold(emptyState, optIn)), optIn);

  test('if all of it was stopped at its moment or later', () => {
    expect(withdrawnBy({})).toBe(true);
    expect(withdrawnBy({ purposes: ['shipping_update', 'payment_update'], recorded_at: moment(9) })).toBe(
      true,
    );
  });

  test('if its person may have become another since: the new holder of a number could prove it, too', () => {
    const suspendedAt = (at: number) =>
      fold(fold(emptyState, optIn), suspendedRecord({ recorded_at: moment(at) }));
    expect(isWithdrawn(suspendedAt(0), optIn)).toBe(true);
    expect(isWithdrawn(suspendedAt(-1), optIn)).toBe(false);
    const confirmed = fold(suspendedAt(5), confirmedRecord(optIn, { recorded_at: moment(9) }));
    expect(standing(confirmed, 'shipping_update', 'message', moment(99)).kind).toBe('suspended');
    const fresh = optInRecord({ id: recordId(8), occurred_at: moment(9), recorded_at: moment(9) });
    expect(standing(fold(confirmed, fresh), 'shipping_update', 'message', moment(99)).kind).toBe('granted');
  });

  test('but not if something of it is left, or the stop came before', () => {
    expect(withdrawnBy()).toBe(false);
    expect(withdrawnBy({ purposes: ['shipping_update'], recorded_at: moment(9) })).toBe(false);
    expect(withdrawnBy({ recorded_at: moment(-1) })).toBe(false);
  });
});
