import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grades } from '../../../ledger/core/consent/grade.ts';
import type { ConsentRecord } from '../../../ledger/core/consent/record.ts';
import { emptyState, fold } from '../../../ledger/core/consent/state.ts';
import { decide, decideFreeForm, reasons } from '../../../ledger/core/gate/decide.ts';
import type { Question } from '../../../ledger/core/gate/question.ts';
import { serviceWindowMs } from '../../../ledger/core/gate/service-window.ts';
import { purposes } from '../../../ledger/core/notice/purpose.ts';
import { moment, optInRecord, optOutRecord, recordId, suspendedRecord } from '../consent/sample-consent.ts';

const question: Question = { business: 'fresh-produce', purpose: 'shipping_update', scope: 'message' };
const stateAfter = (...history: ConsentRecord[]) => history.reduce(fold, emptyState);
const now = moment(100);
const yes = optInRecord({ id: recordId(1) });
const no = optOutRecord({ id: recordId(2), recorded_at: moment(1) });
const weak = optInRecord({ id: recordId(3), grade: 'E1', occurred_at: moment(2), recorded_at: moment(2) });

describe('the gate', () => {
  test('allows what the person agreed to, and names the record', () => {
    expect(decide(question, stateAfter(yes), now)).toEqual({
      decision: 'allow',
      reasons: ['granted'],
      record: yes.id,
      grade: 'E3',
    });
  });

  test('denies a recipient nobody knows', () => {
    expect(decide(question, undefined, now)).toEqual({ decision: 'deny', reasons: ['unknown_recipient'] });
  });

  test('denies a person who never said anything', () => {
    expect(decide(question, emptyState, now)).toEqual({ decision: 'deny', reasons: ['no_consent'] });
  });

  test('denies a purpose the person did not agree to', () => {
    const marketing: Question = { ...question, purpose: 'marketing' };
    expect(decide(marketing, stateAfter(yes), now)).toEqual({ decision: 'deny', reasons: ['no_consent'] });
  });

  test('denies a call where the person agreed to messages', () => {
    expect(decide({ ...question, scope: 'call' }, stateAfter(yes), now).decision).toBe('deny');
  });

  test('denies after a withdrawal, and names the withdrawal', () => {
    expect(decide(question, stateAfter(yes, no), now)).toEqual({
      decision: 'deny',
      reasons: ['withdrawn'],
      record: no.id,
    });
  });

  test('denies when the grant after a withdrawal is too weak, with both reasons', () => {
    expect(decide(question, stateAfter(yes, no, weak), now)).toEqual({
      decision: 'deny',
      reasons: ['withdrawn', 'grade_too_low_after_withdrawal'],
      record: no.id,
    });
  });

  test('denies when the consent expired, and names it', () => {
    const brief = optInRecord({ valid_until: moment(50) });
    expect(decide(question, stateAfter(brief), now)).toEqual({
      decision: 'deny',
      reasons: ['expired'],
      record: brief.id,
    });
  });

  test('denies what was agreed before the person may have become another, and names what says so', () => {
    const suspended = suspendedRecord({ recorded_at: moment(1) });
    expect(decide(question, stateAfter(yes, suspended), now)).toEqual({
      decision: 'deny',
      reasons: ['suspended_until_confirmed'],
      record: suspended.id,
    });
  });

  test('denies whoever has more names than anybody looks at', () => {
    const state = { ...stateAfter(yes), unjudgeable: true } as const;
    expect(decide(question, state, now)).toEqual({ decision: 'deny', reasons: ['too_many_links'] });
  });

  test('denies a grant from the future', () => {
    const ahead = optInRecord({ occurred_at: moment(101), recorded_at: moment(101) });
    expect(decide(question, stateAfter(ahead), now)).toEqual({ decision: 'deny', reasons: ['no_consent'] });
  });

  test('always gives a reason from the list, and allows for one reason only', () => {
    const someMoment = fc.integer({ min: 0, max: 200 }).map(moment);
    const somePurposes = fc.uniqueArray(fc.constantFrom(...purposes), { minLength: 1, maxLength: 3 });
    const optIn = fc
      .record({ purposes: somePurposes, grade: fc.constantFrom(...grades), occurred_at: someMoment })
      .map((given) => optInRecord({ ...given, recorded_at: given.occurred_at }));
    const optOut = fc.record({ recorded_at: someMoment }).map((given) => optOutRecord(given));
    fc.assert(
      fc.property(fc.array(fc.oneof(optIn, optOut)), fc.constantFrom(...purposes), (history, purpose) => {
        const answer = decide({ ...question, purpose }, stateAfter(...history), now);
        expect(answer.reasons.length).toBeGreaterThan(0);
        for (const reason of answer.reasons) expect(reasons).toContain(reason);
        expect(answer.decision === 'allow').toBe(answer.reasons.includes('granted'));
        if (answer.decision === 'allow') expect(answer.reasons).toEqual(['granted']);
      }),
    );
  });
});

describe('a free-form answer', () => {
  const at = new Date(moment(0));
  const ago = (ms: number) => new Date(at.getTime() - ms).toISOString();

  test('is allowed for a day after the person’s own message, and not a moment longer', () => {
    expect(decideFreeForm(ago(serviceWindowMs - 1), undefined, at)).toEqual({
      decision: 'allow',
      reasons: ['service_window'],
    });
    for (const last of [undefined, ago(serviceWindowMs), ago(serviceWindowMs + 1), ago(-1)]) {
      expect(decideFreeForm(last, stateAfter(yes), at)).toEqual({
        decision: 'deny',
        reasons: ['no_service_window'],
      });
    }
  });

  test('is denied once the person has stopped everything, at the same moment or later', () => {
    const all = optOutRecord({ id: recordId(2), recorded_at: ago(1000) });
    for (const last of [ago(1000), ago(2000)])
      expect(decideFreeForm(last, stateAfter(all), at)).toMatchObject({
        reasons: ['withdrawn'],
        record: all.id,
      });
    expect(decideFreeForm(ago(999), stateAfter(all), at).decision).toBe('allow');
  });

  test('is denied where the writer may have become another since, or has too many names', () => {
    const suspended = stateAfter(suspendedRecord({ recorded_at: ago(1000) }));
    expect(decideFreeForm(ago(2000), suspended, at).reasons).toEqual(['suspended_until_confirmed']);
    expect(decideFreeForm(ago(999), suspended, at).decision).toBe('allow');
    const many = { ...emptyState, unjudgeable: true } as const;
    expect(decideFreeForm(ago(1), many, at).reasons).toEqual(['too_many_links']);
  });

  test('is allowed to whoever has stopped one kind of message', () => {
    const some = optOutRecord({ id: recordId(2), recorded_at: ago(1000), purposes: ['marketing'] });
    expect(decideFreeForm(ago(2000), stateAfter(some), at).decision).toBe('allow');
  });
});

describe('a template', () => {
  const retagged: Question = {
    ...question,
    purpose: 'marketing',
    template: { name: 'x', language: 'en', mappedTo: 'shipping_update' },
  };
  const offers = optInRecord({ id: recordId(4), purposes: ['marketing'] });

  test('is allowed to whoever agreed to what it needs', () => {
    expect(decide(retagged, stateAfter(offers), now)).toMatchObject({ decision: 'allow', record: offers.id });
  });

  test('is denied to whoever has stopped what it is mapped to, and names the withdrawal', () => {
    const stopped = optOutRecord({ id: recordId(5), recorded_at: moment(3), purposes: ['shipping_update'] });
    expect(decide(retagged, stateAfter(offers, stopped), now)).toEqual({
      decision: 'deny',
      reasons: ['withdrawn'],
      record: stopped.id,
    });
  });
});
