import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ImportedRecord } from '../../../ledger/core/consent/record.ts';
import { slotKey } from '../../../ledger/core/consent/slot.ts';
import { standing } from '../../../ledger/core/consent/standing.ts';
import { fold } from '../../../ledger/core/consent/state.ts';
import { stopsOf } from '../../../ledger/core/consent/stops.ts';
import { gapsIn } from '../../../ledger/core/import/gap.ts';
import {
  anyHistory,
  anyLifetime,
  everyQuestion,
  fewPurposes,
  foldAll,
  someMoment,
  somePurposes,
} from '../consent/any-history.ts';
import {
  declinedRecord,
  moment,
  objectedRecord,
  optInRecord,
  optOutRecord,
  recordId,
  suspendedRecord,
  undoRecord,
} from '../consent/sample-consent.ts';

const imported = (over: Partial<ImportedRecord> = {}): ImportedRecord => {
  const { subject, identifiers, packs, source, notice } = optInRecord();
  return {
    ...{ v: 2, id: recordId(700), kind: 'imported', business: 'fresh-produce', subject, identifiers, packs },
    ...{ source, notice, purposes: ['marketing'], scope: ['message'], channel: 'import' },
    ...{ grade: 'E0', grade_reasons: ['imported'], authority: 'any', evidence: {} },
    ...{ occurred_at: moment(3), recorded_at: moment(3), ...over },
  };
};

describe('an import', () => {
  const anyImport = fc
    .tuple(somePurposes, someMoment, someMoment, anyLifetime)
    .map(([purposes, a, b, until]) =>
      imported({
        purposes,
        occurred_at: a,
        recorded_at: b,
        ...(until !== undefined && { valid_until: until }),
      }),
    );

  const someScopes = fc.uniqueArray(fc.constantFrom('message' as const, 'call' as const), { minLength: 1 });
  const now = moment(50);
  const given = { purposes: ['marketing' as const], occurred_at: moment(1), recorded_at: moment(1) };
  const later = { ...given, occurred_at: moment(2), recorded_at: moment(2) };
  const tick = optInRecord({ ...given, undoable: true });
  const told = { occurred_at: moment(1), recorded_at: moment(1) };

  test('never upgrades, and lifts no stop, no objection and no suspension, whatever the history', () => {
    fc.assert(
      fc.property(anyHistory, anyImport, (history, list) => {
        const before = foldAll(history);
        const after = fold(before, list);
        for (const { purpose, scope, now } of everyQuestion) {
          const [was, is] = [standing(before, purpose, scope, now), standing(after, purpose, scope, now)];
          // Of what the person said it changes nothing.
          if (was.kind === 'granted' && was.grade !== 'E0') expect(is).toEqual(was);
          if (is.kind !== 'granted' || is.grant.record !== list.id) continue;
          expect(is.grade).toBe('E0');
          expect(stopsOf(before, purpose).latest).toBeUndefined();
          expect(before.suspended).toBeUndefined();
          expect(was.kind).not.toBe('objected');
          expect(before.declined?.[slotKey({ purpose, scope })]).toBeUndefined();
        }
      }),
    );
  });

  test('of its gaps alone changes nothing else: what was expired stays so, whatever the history', () => {
    fc.assert(
      fc.property(anyHistory, anyImport, someScopes, someMoment, (history, list, scope, now) => {
        const before = foldAll(history);
        const { why: _, ...gaps } = gapsIn(before, { ...list, scope }, now);
        if (gaps.purposes === undefined) return;
        const after = fold(before, { ...list, ...gaps });
        for (const purpose of fewPurposes) {
          for (const scope of ['message', 'call'] as const) {
            const [was, is] = [standing(before, purpose, scope, now), standing(after, purpose, scope, now)];
            if (!gaps.purposes.includes(purpose) || !gaps.scope.includes(scope)) expect(is).toEqual(was);
            else {
              expect(['granted', 'expired']).not.toContain(was.kind);
              expect(is).toMatchObject({ kind: 'granted', grade: 'E0' });
            }
          }
        }
      }),
    );
  });

  test('leaves out what is no gap, and says why', () => {
    const ended = imported({ id: recordId(1), valid_until: moment(9) });
    const both = { ...told, purposes: ['marketing' as const, 'alert_update' as const] };
    expect(gapsIn(foldAll([ended]), imported(both), now)).toEqual({
      ...{ purposes: ['alert_update'], scope: ['message'], why: 'expired' },
    });
    const calls = imported({ ...told, scope: ['message', 'call'] });
    expect(gapsIn(foldAll([ended]), calls, now)).toEqual({
      ...{ purposes: ['marketing'], scope: ['call'], why: 'expired' },
    });
    expect(gapsIn(foldAll([ended]), imported({ ...both, scope: ['message', 'call'] }), now)).toEqual({
      ...{ purposes: ['alert_update'], scope: ['message', 'call'], why: 'expired' },
    });
  });

  test('counts for nothing beside a no, whichever was recorded first', () => {
    const records = [imported(), declinedRecord({ recorded_at: moment(4), occurred_at: moment(4) })];
    for (const history of [records, records.toReversed()]) {
      const found = standing(foldAll(history), 'marketing', 'message', now);
      expect(found).toEqual({ kind: 'withdrawn', stop: { at: moment(4), record: recordId(600) } });
      expect(standing(foldAll(history), 'marketing', 'call', now)).toEqual({ kind: 'none' });
    }
  });

  test('is the same in whatever order the records arrive', () => {
    fc.assert(
      fc.property(anyHistory, anyImport, (history, list) => {
        expect(fold(foldAll(history), list)).toEqual(foldAll([list, ...history]));
      }),
    );
  });

  test.each([
    ['nothing is known', [], undefined],
    ['another purpose was agreed to', [optInRecord({ ...given, purposes: ['alert_update'] })], undefined],
    ['the person agreed', [optInRecord(given)], 'agreed_already'],
    ['another list says so', [imported({ id: recordId(1) })], 'agreed_already'],
    ['the person agreed, and that has ended', [optInRecord({ ...given, valid_until: moment(9) })], 'expired'],
    [
      'a list said so, and that has ended',
      [imported({ id: recordId(1), valid_until: moment(9) })],
      'expired',
    ],
    ['the person stopped', [optOutRecord(told)], 'stopped'],
    [
      'the person agreed and stopped',
      [optInRecord(given), optOutRecord({ ...told, recorded_at: moment(2) })],
      'stopped',
    ],
    ['the person said no', [declinedRecord(told)], 'declined'],
    [
      'the person said no to something else',
      [declinedRecord({ ...told, purposes: ['alert_update'] })],
      undefined,
    ],
    ['the person said no to calls alone', [declinedRecord({ ...told, scope: ['call'] })], undefined],
    ['the person said no, and yes since', [declinedRecord(told), optInRecord(later)], 'agreed_already'],
    [
      'the person said no, and yes since, and that has ended',
      [declinedRecord(told), optInRecord({ ...later, valid_until: moment(9) })],
      'expired',
    ],
    ['the person said no and stopped', [declinedRecord(told), optOutRecord(told)], 'stopped'],
    ['a tick after the no was taken back', [declinedRecord(told), tick, undoRecord(tick, told)], 'declined'],
    ['the person objects', [objectedRecord({ ...told, scope: 'marketing', authority: 'any' })], 'objected'],
    ['the number may be another’s', [suspendedRecord(told)], 'suspended'],
  ])('where %s: %#', (_, history, why) => {
    const { purposes, ...said } = gapsIn(
      foldAll(history),
      imported({ recorded_at: now, occurred_at: now }),
      now,
    );
    expect([purposes, said.why]).toEqual([why === undefined ? ['marketing'] : undefined, why]);
  });
});
