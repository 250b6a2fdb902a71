// Histories of consent for property tests, and how what they make is compared.

import fc from 'fast-check';
import { authorities } from '../../../ledger/core/consent/authority.ts';
import { grades, reasonsKept } from '../../../ledger/core/consent/grade.ts';
import type { GradeReason } from '../../../ledger/core/consent/grade-reasons.ts';
import type { ConsentRecord, OptInRecord } from '../../../ledger/core/consent/record.ts';
import { type Standing, standing } from '../../../ledger/core/consent/standing.ts';
import { type ConsentState, emptyState, fold } from '../../../ledger/core/consent/state.ts';
import { encodeState } from '../../../ledger/core/consent/state-text.ts';
import type { Purpose } from '../../../ledger/core/notice/purpose.ts';
import type { Verdict } from './consent-model.ts';
import {
  changedRecord,
  confirmedRecord,
  declinedRecord,
  lapsedRecord,
  linkedRecord,
  moment,
  objectedRecord,
  optInRecord,
  optOutRecord,
  recordId,
  resumedRecord,
  subject,
  suspendedRecord,
  undoRecord,
} from './sample-consent.ts';

const later = moment(100);

/** States are compared byte for byte. */
export const bytesOf = (state: ConsentState) => encodeState(subject, state);

export const foldAll = (history: readonly ConsentRecord[]) => history.reduce(fold, emptyState);

// Few purposes, few moments, every grade: histories in which everything collides with everything.
export const fewPurposes: Purpose[] = ['shipping_update', 'marketing'];
export const somePurposes = fc.uniqueArray(fc.constantFrom(...fewPurposes), { minLength: 1 });
export const someMoment = fc.integer({ min: 0, max: 7 }).map(moment);
const someScope = fc.uniqueArray(fc.constantFrom('message' as const, 'call' as const), { minLength: 1 });
export const anyOptIn = fc.record({
  purposes: somePurposes,
  scope: someScope,
  grade: fc.constantFrom(...grades),
  grade_reasons: fc.constantFrom<GradeReason[]>(
    ['words_not_shown'],
    ['number_not_proven'],
    ['ticked_before', 'words_covered'],
    [],
  ),
  packs: fc
    .constantFrom('strict-2020' as const, 'general-2024' as const)
    .map((name) => [{ name, version: 1 }]),
  occurred_at: someMoment,
  recorded_at: someMoment,
});
/**
 * A page, a page beside many others, a caller, the shop that has verified the number, also while the floor of
 * objections is lowered, or just a server.
 */
const anyVoucher = fc.constantFrom<Partial<OptInRecord>>(
  { undoable: true },
  { undoable: true, settled: true },
  { retractable: true },
  { authority: 'customer' },
  { authority: 'customer', floor: { setup: recordId(800) } },
  { authority: 'customer', floor: { setup: recordId(801) } },
  {},
);
export const anyLifetime = fc.option(someMoment, { nil: undefined });
export const anyOptOut = fc.record({
  purposes: fc.option(somePurposes, { nil: undefined }),
  occurred_at: someMoment,
  recorded_at: someMoment,
});
export const anySignal = fc
  .constantFrom('word' as const, 'button' as const, 'preferences' as const, 'status' as const)
  .map((by) => ({ by, sha256: 'a'.repeat(64) }));
export const anyResumed = fc.record({
  signal: anySignal,
  occurred_at: someMoment,
  recorded_at: someMoment,
});
const anyTold = fc.record({ occurred_at: someMoment, recorded_at: someMoment });
const anyOther = fc.constantFrom(recordId(900), recordId(901));
export const anyRecord = fc.oneof(
  fc.tuple(anyOptIn, anyLifetime, anyVoucher).map(([given, until, voucher]) => {
    return optInRecord({ ...given, ...(until !== undefined && { valid_until: until }), ...voucher });
  }),
  fc
    .tuple(anyOptOut, fc.option(anySignal, { nil: undefined }), fc.boolean())
    .map(([{ purposes, ...given }, signal, isVerified]) => {
      const by = signal ? { signal } : isVerified ? { authority: 'customer' as const } : {};
      return optOutRecord({ ...given, ...(purposes && { purposes }), ...by });
    }),
  anyResumed.map(resumedRecord),
  fc
    .tuple(anyTold, fc.constantFrom('marketing' as const, 'all' as const), fc.constantFrom(...authorities))
    .map(([told, scope, authority]) => objectedRecord({ ...told, scope, authority })),
  anyTold.map(suspendedRecord),
  fc
    .tuple(anyTold, somePurposes, someScope)
    .map(([told, purposes, scope]) => declinedRecord({ ...told, purposes, scope })),
  fc
    .tuple(anyTold, somePurposes, someMoment)
    .map(([told, purposes, inactive_since]) => lapsedRecord({ ...told, purposes, inactive_since })),
  fc.tuple(anyTold, anyOther).map(([told, other_subject]) => linkedRecord({ ...told, other_subject })),
  fc
    .tuple(anyTold, anyOther, fc.constantFrom('old' as const, 'new' as const))
    .map(([told, other_subject, side]) => {
      return changedRecord({ ...told, other_subject, side });
    }),
);
/**
 * A history whose records have ids of their own, in an order unlike that of their moments; some of the
 * opt-ins in it are confirmed, and some of the ticks in it undone, at one moment or another.
 */
export const anyHistory: fc.Arbitrary<ConsentRecord[]> = fc
  .tuple(
    fc.array(anyRecord, { maxLength: 10 }),
    fc.array(fc.tuple(fc.nat(), someMoment), { maxLength: 3 }),
    fc.array(fc.tuple(fc.nat(), someMoment), { maxLength: 4 }),
  )
  .map(([records, confirmed, undone]) => {
    const history = records.map((record, n) => ({ ...record, id: recordId(n + 1) }));
    const optIns = history.filter((record) => record.kind === 'opt_in');
    const confirmations = confirmed.slice(0, optIns.length).map(([pick, moment], n) => {
      const optIn = optIns[pick % optIns.length]!;
      const recorded_at = moment > optIn.recorded_at ? moment : optIn.recorded_at;
      return confirmedRecord(optIn, { id: recordId(20 + n), recorded_at });
    });
    const ticks = optIns.filter(({ undoable, retractable }) => undoable ?? retractable);
    // The log holds one undoing of an opt-in at most (operations/consent/taking-back.ts).
    const taken = new Map(ticks.length === 0 ? [] : undone.map(([pick, at]) => [pick % ticks.length, at]));
    const undos = [...taken].map(([pick, recorded_at], n) => {
      return undoRecord(ticks[pick]!, { id: recordId(30 + n), recorded_at });
    });
    return [...history, ...confirmations, ...undos];
  });

export function verdictOf(found: Standing): Verdict {
  switch (found.kind) {
    case 'granted':
      return {
        ...{ kind: found.kind, ...namedBy(found), grade: found.grade },
        why: reasonsKept(found.grade, found.grant.why),
      };
    case 'withdrawn':
    case 'objected':
      return { kind: found.kind, record: found.stop.record };
    case 'expired':
      return { kind: found.kind, ...namedBy(found) };
    case 'too_weak_after_withdrawal':
      return { kind: `too_weak_in_${found.lacks}`, record: found.grant.record };
    case 'suspended':
      return { kind: found.kind, record: found.suspension.record };
    case 'none':
    case 'unjudgeable':
      return { kind: found.kind };
  }
}

const namedBy = ({ grant, floor }: Extract<Standing, { kind: 'granted' | 'expired' }>) => ({
  record: grant.record,
  ...(floor !== undefined && { floor }),
});

export const everyQuestion = fewPurposes.flatMap((purpose) =>
  (['message', 'call'] as const).flatMap((scope) =>
    [moment(-1), moment(3), moment(7), later].map((now) => ({ purpose, scope, now })),
  ),
);
export const everyAnswer = (state: ConsentState) =>
  everyQuestion.map(({ purpose, scope, now }) => standing(state, purpose, scope, now));
