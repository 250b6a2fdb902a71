// What is only tried out, beside what is said in earnest: for every history and every question.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isConfirmationOf, termsConfirmed } from '../../../ledger/core/consent/confirmation.ts';
import { stoneOf } from '../../../ledger/core/consent/record/erasure.ts';
import { stoneSchema } from '../../../ledger/core/consent/record/stone.ts';
import type { ConsentRecord } from '../../../ledger/core/consent/record.ts';
import { standing } from '../../../ledger/core/consent/standing.ts';
import { asTried } from '../../../ledger/core/consent/state.ts';
import { parseState } from '../../../ledger/core/consent/state-text.ts';
import { undoneBy } from '../../../ledger/core/consent/undo.ts';
import { judge } from '../../../ledger/core/gate/judge.ts';
import { anyHistory, bytesOf, everyAnswer, everyQuestion, foldAll } from '../consent/any-history.ts';
import {
  confirmedRecord,
  moment,
  optInRecord,
  optOutRecord,
  recordId,
  resumedRecord,
  subject,
  undoRecord,
} from '../consent/sample-consent.ts';

const now = moment(100);
const shipping = { purpose: 'shipping_update', scope: 'message' } as const;
const judged = (history: readonly ConsentRecord[], test = false) =>
  judge(shipping, { state: foldAll(history), test }, now);

/** The same history, in which some was only tried out: a tick is undone as what it is. */
function marked(history: readonly ConsentRecord[], isTest: (n: number) => boolean): ConsentRecord[] {
  const tests = new Set(history.filter((_, n) => isTest(n)).map(({ id }) => id));
  return history.map((record): ConsentRecord => {
    const about =
      record.kind === 'confirmed'
        ? record.confirms
        : record.kind === 'opt_out'
          ? record.undoes?.record
          : undefined;
    if (record.kind === 'opt_out' && record.undoes !== undefined)
      return tests.has(about!) ? { ...record, undoes: { ...record.undoes, test: true } } : record;
    return tests.has(record.id) || tests.has(about ?? '') ? { ...record, test: true } : record;
  });
}

/** Only a business all of whose records are tests can have a link that is one. */
const withoutLinks = anyHistory.map((history) => history.filter(({ kind }) => kind !== 'linked'));

/** A history, and which records of it were only tried out. */
const anyMarked = fc
  .tuple(withoutLinks, fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }))
  .map(([history, flags]) => marked(history, (n) => flags[n] === true));

const isOfTest = (record: ConsentRecord): boolean =>
  record.kind === 'opt_out' && record.undoes !== undefined
    ? record.undoes.test === true
    : record.test === true;

const ends: ReadonlySet<string> = new Set([
  ...(['opt_out', 'objected', 'declined', 'suspended', 'identifier_changed'] as const),
]);

describe('whatever was tried out beside what was said in earnest', () => {
  test('turns no answer into an allow, and no grant names it', () => {
    fc.assert(
      fc.property(anyMarked, (history) => {
        const [all, live] = [foldAll(history), foldAll(history.filter((one) => !isOfTest(one)))];
        const tried = new Set(history.filter(isOfTest).map(({ id }) => id));
        for (const { purpose, scope, now } of everyQuestion) {
          const found = standing(all, purpose, scope, now);
          if (found.kind !== 'granted') continue;
          expect(tried.has(found.grant.record)).toBe(false);
          expect(standing(live, purpose, scope, now).kind).toBe('granted');
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('says exactly what is said without what would have granted or lifted', () => {
    fc.assert(
      fc.property(anyMarked, (history) => {
        const heard = history.filter(
          (record) => !isOfTest(record) || (ends.has(record.kind) && !('undoes' in record)),
        );
        expect(everyAnswer(foldAll(history))).toEqual(everyAnswer(foldAll(heard)));
      }),
      { numRuns: 1000 },
    );
  });

  test('gives one state in any order, and the state that is stored is read back', () => {
    const twoOrders = anyMarked.chain((history) =>
      fc.tuple(
        fc.constant(history),
        fc.shuffledSubarray(history, { minLength: history.length, maxLength: history.length }),
      ),
    );
    fc.assert(
      fc.property(twoOrders, ([one, other]) => {
        const bytes = bytesOf(foldAll(one));
        expect(bytesOf(foldAll(other))).toBe(bytes);
        expect(parseState(subject, bytes)).toEqual(foldAll(one));
      }),
    );
  });

  test('is judged, by those who try, as if all of it were in earnest', () => {
    fc.assert(
      fc.property(withoutLinks, (history) => {
        const tried = asTried(foldAll(marked(history, () => true)));
        expect(everyAnswer(tried)).toEqual(everyAnswer(foldAll(history)));
      }),
    );
  });
});

const tried = optInRecord({ id: recordId(1), test: true });
const yes = optInRecord({ id: recordId(2), occurred_at: moment(-5), recorded_at: moment(-5) });

describe('the gate', () => {
  test('denies what was only tried out, and says so', () => {
    expect(judged([tried])).toEqual({ decision: 'deny', reasons: ['test'], record: tried.id });
  });

  test('allows by the earlier consent that was given in earnest', () => {
    expect(judged([yes, tried])).toMatchObject({ decision: 'allow', record: yes.id });
  });

  test('tells a test what it would say, and never allows it anything, not even by a live consent', () => {
    expect(judged([tried], true)).toMatchObject({
      ...{ decision: 'deny', reasons: ['test'] },
      would: { decision: 'allow', record: tried.id },
    });
    expect(judged([yes], true)).toMatchObject({ decision: 'deny', would: { decision: 'allow' } });
    const freeForm = { kind: 'free_form', sender: '106540352242922', scope: 'message' } as const;
    const facts = { state: undefined, lastInbound: moment(50), test: true };
    expect(judge(freeForm, facts, now)).toMatchObject({
      ...{ decision: 'deny', reasons: ['test'] },
      would: { decision: 'allow' },
    });
  });

  test('hears a stop that a test says, and a stop is not lifted by one', () => {
    const stop = optOutRecord({ id: recordId(3), recorded_at: moment(5), test: true });
    expect(judged([yes, stop])).toMatchObject({ decision: 'deny', reasons: ['withdrawn'], record: stop.id });
    const signal = { by: 'word', sha256: 'a'.repeat(64) } as const;
    const word = optOutRecord({ id: recordId(4), recorded_at: moment(5), signal });
    const start = { occurred_at: moment(6), recorded_at: moment(6), signal };
    const lifting = resumedRecord({ id: recordId(5), ...start, test: true });
    expect(judged([yes, word, lifting]).decision).toBe('deny');
    expect(judged([yes, word, { ...lifting, test: undefined } as ConsentRecord]).decision).toBe('allow');
  });
});

describe('what is about another record stands where that stands', () => {
  const tick = optInRecord({ id: recordId(6), undoable: true, test: true });

  test('a proof of the number makes no test one that counts, whoever asked for it', () => {
    const proof = confirmedRecord(tick, { ...termsConfirmed(tick), id: recordId(7) });
    expect(proof.test).toBe(true);
    expect(isConfirmationOf(proof, tick)).toBe(true);
    const { test: _, ...unmarked } = proof;
    expect(isConfirmationOf(unmarked, tick)).toBe(false);
    expect(judged([tick, proof])).toMatchObject({ decision: 'deny', reasons: ['test'] });
  });

  test('a test that proves a number makes no consent stronger that was given in earnest', () => {
    const live = optInRecord({ id: recordId(8), grade: 'E2', undoable: true });
    const proof = confirmedRecord(live, { id: recordId(9), test: true });
    expect(judged([live, proof])).toMatchObject({ decision: 'allow', grade: 'E2', record: live.id });
  });

  test('undoing a tick ends that tick, whoever undoes it', () => {
    expect(undoneBy(tick).test).toBe(true);
    const live = optInRecord({ id: recordId(10), undoable: true });
    const undo = undoRecord(live, { id: recordId(11), recorded_at: moment(5), test: true });
    expect(judged([live, undo]).decision).toBe('deny');
    const other = undoRecord(tick, { id: recordId(12), recorded_at: moment(5) });
    expect(judged([live, tick, other])).toMatchObject({ decision: 'allow', record: live.id });
    expect(judged([live, tick, other], true).would).toMatchObject({ record: live.id });
  });
});

test('a stone holds nothing that was tried out', () => {
  const stone = { subject, tags: [], state: foldAll([tried]) };
  expect(stoneSchema.safeParse(stone).success).toBe(false);
  const made = stoneOf(stone, { at: moment(9), record: recordId(13) });
  expect(stoneSchema.safeParse(made).success).toBe(true);
});
