// A page takes back its tick, and nothing else: whoever holds a publishable key can tick for anybody, but
// silence nobody.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grades } from '../../../ledger/core/consent/grade.ts';
import type { ConsentRecord, OptInRecord, OptOutRecord } from '../../../ledger/core/consent/record.ts';
import { standing } from '../../../ledger/core/consent/standing.ts';
import {
  anyHistory,
  anyLifetime,
  anyOptIn,
  bytesOf,
  everyAnswer,
  foldAll,
  someMoment,
  verdictOf,
} from './any-history.ts';
import {
  confirmedRecord,
  moment,
  optInRecord,
  optOutRecord,
  recordId,
  undoRecord,
} from './sample-consent.ts';

/** The standing of shipping updates by message, a moment after everything. */
const shipping = (history: ConsentRecord[]) =>
  standing(foldAll(history), 'shipping_update', 'message', moment(100));
const yes = (at: number, changes: Partial<OptInRecord> = {}) =>
  optInRecord({ id: recordId(1000 + at), occurred_at: moment(at), recorded_at: moment(at), ...changes });
const stop = (at: number, changes: Partial<OptOutRecord> = {}) =>
  optOutRecord({ id: recordId(2000 + at), occurred_at: moment(at), recorded_at: moment(at), ...changes });

describe('undoing a tick', () => {
  const tick = (at: number, changes: Partial<OptInRecord> = {}) => yes(at, { undoable: true, ...changes });
  const undo = (at: number, of: OptInRecord) =>
    undoRecord(of, { id: recordId(4000 + at), recorded_at: moment(at) });

  test('ends the consent that was nothing but this tick', () => {
    expect(verdictOf(shipping([tick(0), undo(5, tick(0))]))).toEqual({
      kind: 'withdrawn',
      record: undo(5, tick(0)).id,
    });
  });

  test('whatever was said otherwise stands as if neither had been: nobody is silenced by a page key', () => {
    const invented = fc.record({ given: anyOptIn, until: anyLifetime, undoneAt: someMoment });
    fc.assert(
      fc.property(anyHistory, invented, (history, { given, until, undoneAt }) => {
        const changes = {
          ...given,
          ...(until !== undefined && { valid_until: until }),
          undoable: true as const,
        };
        const forged = optInRecord({ ...changes, id: recordId(98) });
        const back = undoRecord(forged, { id: recordId(99), recorded_at: undoneAt });
        const [before, after] = [history, [...history, forged, back]].map(foldAll).map(everyAnswer);
        for (const [i, answer] of before!.entries()) {
          const now = after![i]!;
          // Only "never asked" becomes "taken back", and a no may name another record; no yes is lost, none
          // is made.
          if (answer.kind === 'none' || answer.kind === 'withdrawn')
            expect(['none', 'withdrawn']).toContain(now.kind);
          else expect(now).toEqual(answer);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('leaves an earlier consent of every grade, imported ones too', () => {
    for (const grade of grades) {
      const history = [yes(0, { grade }), tick(5), undo(9, tick(5))];
      expect(verdictOf(shipping(history))).toMatchObject({ kind: 'granted', record: yes(0).id, grade });
    }
  });

  test('leaves another tick, earlier or later, of the same page or another', () => {
    expect(verdictOf(shipping([tick(0), tick(5), undo(9, tick(5))]))).toMatchObject({ record: tick(0).id });
    expect(verdictOf(shipping([tick(0), tick(5), undo(9, tick(0))]))).toMatchObject({ record: tick(5).id });
    expect(shipping([tick(0), undo(5, tick(0)), tick(6)]).kind).toBe('granted');
  });

  test('takes what confirmed the tick with it, whenever it was confirmed', () => {
    const confirmed = confirmedRecord(tick(0), { id: recordId(50), recorded_at: moment(3) });
    expect(shipping([tick(0), confirmed]).kind).toBe('granted');
    expect(shipping([tick(0), confirmed, undo(5, tick(0))]).kind).toBe('withdrawn');
  });

  test('demands no higher grade of the next consent, as a withdrawal does', () => {
    expect(shipping([tick(0), undo(5, tick(0)), yes(6, { grade: 'E1' })]).kind).toBe('granted');
    expect(shipping([stop(5), yes(6, { grade: 'E1' })]).kind).toBe('too_weak_after_withdrawal');
  });

  test('neither lifts a withdrawal nor brings back what it ended', () => {
    expect(shipping([tick(0), stop(5), undo(9, tick(0))]).kind).toBe('withdrawn');
    expect(shipping([yes(0), stop(5), tick(6), undo(9, tick(6))]).kind).toBe('withdrawn');
  });

  test('does nothing to an opt-in that more than a page vouched for', () => {
    expect(shipping([yes(0), undo(5, yes(0))]).kind).toBe('granted');
  });

  test('leaves nothing behind once a withdrawal has come after it, in whatever order they arrive', () => {
    const history = [tick(0), undo(2, tick(0)), stop(5)];
    const plain = bytesOf(foldAll([stop(5)]));
    for (const order of [history, history.toReversed(), [history[2]!, history[0]!, history[1]!]]) {
      expect(bytesOf(foldAll(order))).toBe(plain);
    }
  });
});
