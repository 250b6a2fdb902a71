import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConsentRecord, OptInRecord, OptOutRecord } from '../../../ledger/core/consent/record.ts';
import { standing } from '../../../ledger/core/consent/standing.ts';
import { emptyState, fold } from '../../../ledger/core/consent/state.ts';
import { parseState } from '../../../ledger/core/consent/state-text.ts';
import { purposes } from '../../../ledger/core/notice/purpose.ts';
import {
  anyHistory,
  anyLifetime,
  anyOptIn,
  anyOptOut,
  anyRecord,
  bytesOf,
  everyAnswer,
  everyQuestion,
  foldAll,
  verdictOf,
} from './any-history.ts';
import { judge } from './consent-model.ts';
import { confirmedRecord, moment, optInRecord, optOutRecord, recordId, subject } from './sample-consent.ts';

const noon = moment(0);
const later = moment(100);

/** The standing of shipping updates by message, a moment after everything. */
const shipping = (history: ConsentRecord[], now = later) =>
  standing(foldAll(history), 'shipping_update', 'message', now);

const yes = (at: number, changes: Partial<OptInRecord> = {}) =>
  optInRecord({ id: recordId(1000 + at), occurred_at: moment(at), recorded_at: moment(at), ...changes });
const stop = (at: number, changes: Partial<OptOutRecord> = {}) =>
  optOutRecord({ id: recordId(2000 + at), occurred_at: moment(at), recorded_at: moment(at), ...changes });

const shuffled = (history: ConsentRecord[]) =>
  fc.shuffledSubarray(history, { minLength: history.length, maxLength: history.length });

describe('any order of the same records', () => {
  test('gives the same state, byte for byte', () => {
    const twoOrders = anyHistory.chain((history) => fc.tuple(fc.constant(history), shuffled(history)));
    fc.assert(
      fc.property(twoOrders, ([one, other]) => {
        expect(bytesOf(foldAll(other))).toBe(bytesOf(foldAll(one)));
      }),
      { numRuns: 1000 },
    );
  });

  test('gives the same standing, down to the records it names', () => {
    const twoOrders = anyHistory.chain((history) => fc.tuple(fc.constant(history), shuffled(history)));
    fc.assert(
      fc.property(twoOrders, ([one, other]) => {
        expect(everyAnswer(foldAll(other))).toEqual(everyAnswer(foldAll(one)));
      }),
    );
  });

  test('a record folded again changes nothing, but a tick that was undone: neither is kept', () => {
    const isUndone = ({ id }: ConsentRecord, history: ConsentRecord[]) =>
      history.some((record) => record.kind === 'opt_out' && record.undoes?.record === id);
    fc.assert(
      fc.property(anyHistory, fc.nat(), (history, pick) => {
        const state = foldAll(history);
        const once = history.filter((record) => !isUndone(record, history) && !('undoes' in record));
        const again = once[pick % Math.max(1, once.length)];
        if (again !== undefined) expect(bytesOf(fold(state, again))).toBe(bytesOf(state));
      }),
    );
  });

  test('a state that was stored and read back is the state', () => {
    fc.assert(
      fc.property(anyHistory, anyRecord, (history, next) => {
        const stored = parseState(subject, bytesOf(foldAll(history)))!;
        expect(everyAnswer(stored)).toEqual(everyAnswer(foldAll(history)));
        expect(bytesOf(fold(stored, next))).toBe(bytesOf(foldAll([...history, next])));
      }),
    );
  });

  test('folding leaves the given state as it was', () => {
    fc.assert(
      fc.property(anyHistory, anyRecord, (history, next) => {
        const state = foldAll(history);
        const before = bytesOf(state);
        fold(state, next);
        expect(bytesOf(state)).toBe(before);
      }),
    );
    expect(emptyState).toEqual({ grants: {}, stops: {} });
  });
});

describe('the standing', () => {
  test('is what the plain rules say, read from the whole history', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const state = foldAll(history);
        for (const { purpose, scope, now } of everyQuestion) {
          expect(verdictOf(standing(state, purpose, scope, now))).toEqual(
            judge(history, purpose, scope, now),
          );
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('another tick never turns a yes into a no, nor makes it weaker, however soon it ends', () => {
    const anyTick = fc.tuple(anyOptIn, anyLifetime, fc.boolean()).map(([given, until, settled]) => {
      const ends = until !== undefined && { valid_until: until };
      const bySome = settled && { settled: true as const };
      return optInRecord({ ...given, ...ends, undoable: true, ...bySome, id: recordId(99) });
    });
    fc.assert(
      fc.property(anyHistory, anyTick, (history, tick) => {
        for (const { purpose, scope, now } of everyQuestion) {
          const before = standing(foldAll(history), purpose, scope, now);
          const after = standing(foldAll([...history, tick]), purpose, scope, now);
          if (before.kind !== 'granted') continue;
          expect(after.kind === 'granted' && after.grade >= before.grade).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('another yes of whoever the business itself vouches for hides at most an import', () => {
    fc.assert(
      fc.property(anyHistory, anyOptIn, anyLifetime, (history, given, until) => {
        const ends = until !== undefined && { valid_until: until };
        const before = shipping(history);
        const after = shipping([...history, optInRecord({ ...given, ...ends, id: recordId(99) })]);
        if (before.kind === 'granted' && before.grade !== 'E0') expect(after.kind).toBe('granted');
      }),
      { numRuns: 1000 },
    );
  });

  test('another stop never turns a no into a yes', () => {
    fc.assert(
      fc.property(anyHistory, anyOptOut, (history, { purposes, ...given }) => {
        const record = optOutRecord({ ...given, ...(purposes && { purposes }), id: recordId(99) });
        if (shipping(history).kind !== 'granted') {
          expect(shipping([...history, record]).kind).not.toBe('granted');
        }
      }),
    );
  });

  test('of nobody asked is none', () => {
    for (const purpose of purposes) expect(standing(emptyState, purpose, 'message', noon).kind).toBe('none');
  });

  test('a grant is for its purposes only', () => {
    const state = foldAll([yes(0)]);
    const granted = purposes.filter(
      (purpose) => standing(state, purpose, 'message', later).kind === 'granted',
    );
    expect(granted).toEqual(['payment_update', 'shipping_update']);
  });

  test('a grant for messages does not allow calls, nor one for calls messages', () => {
    const calls = foldAll([yes(0, { scope: ['call'] })]);
    expect(standing(foldAll([yes(0)]), 'shipping_update', 'call', later).kind).toBe('none');
    expect(standing(calls, 'shipping_update', 'message', later).kind).toBe('none');
    expect(standing(calls, 'shipping_update', 'call', later).kind).toBe('granted');
  });

  test.each([
    [
      'a published notice',
      { kind: 'notice_published', notice: { id: 'n', version: 1, sha256: '' }, document: '' },
    ],
    [
      'a reviewed notice',
      { kind: 'notice_reviewed', notice: { id: 'n', version: 1, sha256: '' }, locale: 'pt', reviewer: 'Ana' },
    ],
    ['a retired notice', { kind: 'notice_retired', notice: { id: 'n', version: 1, sha256: '' } }],
    ['a reading', { kind: 'accessed', access: { operation: 'history', by: 'key-1' } }],
  ] as const)('%s has no effect on consent', (_, rest) => {
    const header = {
      v: 2,
      id: recordId(9),
      business: 'b',
      occurred_at: noon,
      recorded_at: noon,
      source: { system: 's' },
    } as const;
    const state = foldAll([yes(0), stop(1)]);
    expect(fold(state, { ...header, ...rest })).toBe(state);
  });
});

describe('a withdrawal', () => {
  test('ends the consent before it', () => {
    expect(verdictOf(shipping([yes(0), stop(1)]))).toEqual({ kind: 'withdrawn', record: stop(1).id });
  });

  test('wins over a grant of the same moment', () => {
    expect(shipping([yes(1), stop(1)]).kind).toBe('withdrawn');
  });

  test('is not undone by an opt-in that waited in a queue since before it', () => {
    const queued = yes(0, { recorded_at: moment(50) });
    expect(shipping([stop(10), queued]).kind).toBe('withdrawn');
  });

  test('is not undone by an opt-in that claims a moment after it was recorded', () => {
    const boastful = yes(0, { occurred_at: moment(90), recorded_at: moment(5) });
    expect(shipping([stop(10), boastful]).kind).toBe('withdrawn');
  });

  test('takes effect when it is recorded, whatever moment it claims', () => {
    const late = stop(20, { occurred_at: moment(0) });
    expect(shipping([yes(10), late]).kind).toBe('withdrawn');
    const early = stop(5, { occurred_at: moment(90) });
    expect(shipping([early, yes(10)]).kind).toBe('granted');
  });

  test('of one purpose leaves the others', () => {
    const state = foldAll([yes(0), stop(1, { purposes: ['payment_update'] })]);
    expect(standing(state, 'payment_update', 'message', later).kind).toBe('withdrawn');
    expect(standing(state, 'shipping_update', 'message', later).kind).toBe('granted');
  });

  test.each(purposes)('without a purpose withdraws %s, granted before or never', (purpose) => {
    const granted = foldAll([yes(0, { purposes: [purpose] }), stop(1)]);
    expect(standing(granted, purpose, 'message', later).kind).toBe('withdrawn');
    expect(standing(foldAll([stop(1)]), purpose, 'call', later).kind).toBe('withdrawn');
  });

  test('without a purpose holds for a purpose that first appears later, until a grant strong enough', () => {
    const weak = yes(5, { purposes: ['marketing'], grade: 'E1' });
    expect(standing(foldAll([stop(1), weak]), 'marketing', 'message', later).kind).toBe(
      'too_weak_after_withdrawal',
    );
    const strong = yes(6, { purposes: ['marketing'], grade: 'E2' });
    expect(standing(foldAll([stop(1), weak, strong]), 'marketing', 'message', later).kind).toBe('granted');
  });

  test('stops messages and calls alike', () => {
    const state = foldAll([
      yes(0, { scope: ['message', 'call'] }),
      stop(1, { purposes: ['shipping_update'] }),
    ]);
    for (const scope of ['message', 'call'] as const) {
      expect(standing(state, 'shipping_update', scope, later).kind).toBe('withdrawn');
    }
  });
});

describe('a grant after a withdrawal', () => {
  const strict: OptInRecord['packs'] = [{ name: 'strict-2020', version: 1 }];
  const general: OptInRecord['packs'] = [{ name: 'general-2024', version: 1 }];

  test.each([
    [strict, 'E0', 'too_weak_after_withdrawal'],
    [strict, 'E1', 'too_weak_after_withdrawal'],
    [strict, 'E2', 'granted'],
    [strict, 'E3', 'granted'],
    [strict, 'E4', 'granted'],
    [general, 'E0', 'too_weak_after_withdrawal'],
    [general, 'E1', 'granted'],
    [general, 'E2', 'granted'],
  ] as const)('under %j of grade %s is %s', (packs, grade, kind) => {
    expect(shipping([yes(0), stop(1), yes(2, { packs, grade })]).kind).toBe(kind);
  });

  test('counts under its own policy, whatever is said later under a stricter one', () => {
    const history = [
      stop(1),
      yes(2, { packs: general, grade: 'E1' }),
      yes(3, { packs: strict, grade: 'E1' }),
    ];
    expect(verdictOf(shipping(history))).toMatchObject({ kind: 'granted', record: yes(2).id, grade: 'E1' });
  });

  test('judged by several packs, meets the strictest of them', () => {
    const packs = [...general, ...strict];
    expect(shipping([stop(1), yes(2, { packs, grade: 'E1' })]).kind).toBe('too_weak_after_withdrawal');
    expect(shipping([stop(1), yes(2, { packs, grade: 'E2' })]).kind).toBe('granted');
  });

  test('that is too weak is named, the latest of several', () => {
    const history = [yes(4, { grade: 'E1' }), stop(1), yes(2, { grade: 'E0' })];
    expect(verdictOf(shipping(history))).toMatchObject({ record: yes(4).id });
  });
});

describe('an import', () => {
  test('grants where nobody ever said anything', () => {
    expect(shipping([yes(0, { grade: 'E0' })])).toMatchObject({ kind: 'granted', grade: 'E0' });
  });

  test('never replaces what a person said, even when it is later', () => {
    const history = [yes(0, { grade: 'E1' }), yes(9, { grade: 'E0' })];
    expect(verdictOf(shipping(history))).toMatchObject({ kind: 'granted', record: yes(0).id, grade: 'E1' });
  });

  test('does not prolong a consent that expired', () => {
    const history = [yes(0, { valid_until: moment(5) }), yes(9, { grade: 'E0' })];
    expect(shipping(history).kind).toBe('expired');
  });

  test('never lifts a withdrawal', () => {
    expect(shipping([stop(0), yes(9, { grade: 'E0' })]).kind).toBe('too_weak_after_withdrawal');
  });
});

describe('a confirmation', () => {
  const confirmed = (at: number, optIn = yes(0)) =>
    confirmedRecord(optIn, { id: recordId(3000 + at), recorded_at: moment(at) });

  test('makes the consent one of grade E4, whichever of the two is named first', () => {
    const verdict = { kind: 'granted', record: confirmed(9).id, grade: 'E4', why: [] };
    expect(verdictOf(shipping([yes(0), confirmed(9)]))).toEqual(verdict);
    const before = confirmedRecord(yes(0), { id: recordId(1), recorded_at: moment(9) });
    expect(verdictOf(shipping([yes(0), before]))).toEqual({ ...verdict, record: before.id });
  });

  test('is as old as its opt-in: a withdrawal in between stays one', () => {
    expect(shipping([yes(0), stop(5), confirmed(9)]).kind).toBe('withdrawn');
    expect(shipping([yes(5), stop(5), confirmed(9, yes(5))]).kind).toBe('withdrawn');
  });

  test('ends with the withdrawal that comes after it', () => {
    expect(shipping([yes(0), confirmed(5), stop(9)]).kind).toBe('withdrawn');
  });

  test('holds no longer than its opt-in', () => {
    const brief = yes(0, { valid_until: moment(50) });
    expect(shipping([brief, confirmed(40, brief)], moment(49))).toMatchObject({ grade: 'E4' });
    expect(shipping([brief, confirmed(40, brief)], moment(50)).kind).toBe('expired');
  });

  test('covers the purposes and scope of its opt-in and no others', () => {
    const state = foldAll([yes(0), confirmed(9)]);
    expect(standing(state, 'payment_update', 'message', later)).toMatchObject({ grade: 'E4' });
    expect(standing(state, 'marketing', 'message', later).kind).toBe('none');
    expect(standing(state, 'payment_update', 'call', later).kind).toBe('none');
  });

  test('does not give way to a later opt-in of a lower grade, as long as it stands', () => {
    const history = [yes(0), confirmed(9), yes(20, { grade: 'E2' })];
    expect(verdictOf(shipping(history))).toMatchObject({ record: confirmed(9).id, grade: 'E4' });
    const brief = yes(0, { valid_until: moment(50) });
    const renewed = [brief, confirmed(9, brief), yes(20, { grade: 'E2' })];
    expect(verdictOf(shipping(renewed, moment(49)))).toMatchObject({ grade: 'E4' });
    expect(verdictOf(shipping(renewed, moment(50)))).toMatchObject({ record: yes(20).id, grade: 'E2' });
  });
});

describe('time', () => {
  test('what is recorded has been said, also where the clock of whoever asks is behind', () => {
    expect(shipping([yes(50)], moment(49)).kind).toBe('granted');
  });

  test('a withdrawal from the future holds already', () => {
    expect(shipping([yes(0), stop(50)], moment(10)).kind).toBe('withdrawn');
  });

  test('a consent expires at its last moment, not after it', () => {
    const history = [yes(0, { valid_until: moment(50) })];
    expect(shipping(history, moment(49)).kind).toBe('granted');
    expect(shipping(history, moment(50)).kind).toBe('expired');
  });

  test('a renewed consent is judged by its own lifetime', () => {
    const history = [yes(0, { valid_until: moment(50) }), yes(40, { valid_until: moment(90) })];
    expect(shipping(history, moment(60)).kind).toBe('granted');
    expect(shipping(history, moment(90)).kind).toBe('expired');
  });
});
