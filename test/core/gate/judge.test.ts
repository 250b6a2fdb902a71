import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grades } from '../../../ledger/core/consent/grade.ts';
import type { ConsentRecord } from '../../../ledger/core/consent/record.ts';
import { type ConsentState, emptyState, fold } from '../../../ledger/core/consent/state.ts';
import { judge, reasons, serviceWindowMs } from '../../../ledger/core/gate/judge.ts';
import type { TemplateState } from '../../../ledger/core/gate/template.ts';
import { type Purpose, purposes } from '../../../ledger/core/notice/purpose.ts';
import { microsOf, momentOf, toMoment } from '../../../ledger/core/when.ts';
import { moment, optInRecord, optOutRecord, recordId, suspendedRecord } from '../consent/sample-consent.ts';

const question = { purpose: 'shipping_update', scope: 'message' } as const;
const stateAfter = (...history: ConsentRecord[]) => history.reduce(fold, emptyState);
const now = moment(100);
const decide = (asked: { purpose: Purpose; scope: 'message' | 'call' }, state: ConsentState | undefined) =>
  judge(asked, { state }, now);
const yes = optInRecord({ id: recordId(1) });
const no = optOutRecord({ id: recordId(2), recorded_at: moment(1) });
const weak = optInRecord({ id: recordId(3), grade: 'E1', occurred_at: moment(2), recorded_at: moment(2) });

describe('after a restore', () => {
  const freeForm = { kind: 'free_form', sender: '106540352242922', scope: 'message' } as const;
  const restoredAt = moment(50);
  const judged = (asked: Parameters<typeof judge>[0], facts: object) =>
    judge(asked, { state: stateAfter(yes), restoredAt, ...facts }, now);

  test('what was agreed to before it does not count, and that is said; what is agreed to since does', () => {
    expect(judged(question, {})).toMatchObject({ decision: 'deny', reasons: ['restored'] });
    const anew = optInRecord({ id: recordId(9), occurred_at: moment(60), recorded_at: moment(60) });
    expect(judged(question, { state: stateAfter(yes, anew) })).toMatchObject({
      decision: 'allow',
      record: anew.id,
    });
  });

  test('a message of the person from before it opens no window: a stop after it may be lost', () => {
    expect(judged(freeForm, { lastInbound: moment(49) })).toMatchObject({
      decision: 'deny',
      reasons: ['restored'],
    });
    expect(judged(freeForm, { lastInbound: moment(51) })).toMatchObject({ decision: 'allow' });
  });
});

describe('the gate', () => {
  test('allows what the person agreed to, and names the record', () => {
    expect(decide(question, stateAfter(yes))).toEqual({
      decision: 'allow',
      reasons: ['granted'],
      record: yes.id,
      grade: 'E3',
      grade_reasons: ['number_not_proven'],
    });
  });

  test('denies a recipient nobody knows', () => {
    expect(decide(question, undefined)).toEqual({ decision: 'deny', reasons: ['unknown_recipient'] });
  });

  test('denies a person who never said anything', () => {
    expect(decide(question, emptyState)).toEqual({ decision: 'deny', reasons: ['no_consent'] });
  });

  test('denies a purpose the person did not agree to', () => {
    const marketing = { ...question, purpose: 'marketing' } as const;
    expect(decide(marketing, stateAfter(yes))).toEqual({ decision: 'deny', reasons: ['no_consent'] });
  });

  test('denies a call where the person agreed to messages', () => {
    expect(decide({ ...question, scope: 'call' }, stateAfter(yes)).decision).toBe('deny');
  });

  test('denies after a withdrawal, and names the withdrawal', () => {
    expect(decide(question, stateAfter(yes, no))).toEqual({
      decision: 'deny',
      reasons: ['withdrawn'],
      record: no.id,
    });
  });

  test('denies when the grant after a withdrawal is too weak, with both reasons', () => {
    expect(decide(question, stateAfter(yes, no, weak))).toEqual({
      decision: 'deny',
      reasons: ['withdrawn', 'grade_too_low_after_withdrawal'],
      record: no.id,
    });
  });

  test('denies when the consent expired, and names it', () => {
    const brief = optInRecord({ valid_until: moment(50) });
    expect(decide(question, stateAfter(brief))).toEqual({
      decision: 'deny',
      reasons: ['expired'],
      record: brief.id,
    });
  });

  test('denies what was agreed before the person may have become another, and names what says so', () => {
    const suspended = suspendedRecord({ recorded_at: moment(1) });
    expect(decide(question, stateAfter(yes, suspended))).toEqual({
      decision: 'deny',
      reasons: ['suspended_until_confirmed'],
      record: suspended.id,
    });
  });

  test('denies whoever has more names than anybody looks at', () => {
    const state = { ...stateAfter(yes), unjudgeable: 'too_many_links' } as const;
    expect(decide(question, state)).toEqual({ decision: 'deny', reasons: ['too_many_links'] });
  });

  test('allows by what is recorded, also where its clock is behind the one that recorded it', () => {
    const ahead = optInRecord({ occurred_at: moment(101), recorded_at: moment(101) });
    expect(decide(question, stateAfter(ahead))).toMatchObject({ decision: 'allow', record: ahead.id });
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
        const answer = decide({ ...question, purpose }, stateAfter(...history));
        expect(answer.reasons.length).toBeGreaterThan(0);
        for (const reason of answer.reasons) expect(reasons).toContain(reason);
        expect(answer.decision === 'allow').toBe(answer.reasons.includes('granted'));
        if (answer.decision === 'allow') expect(answer.reasons).toEqual(['granted']);
      }),
    );
  });
});

describe('a free-form answer', () => {
  const at = toMoment(moment(0));
  const ago = (ms: number) => momentOf(microsOf(at) - ms * 1000);
  const answer = { kind: 'free_form', sender: '106540352242922', scope: 'message' } as const;
  const decideFreeForm = (lastInbound: string | undefined, state: ConsentState | undefined) =>
    judge(answer, { state, lastInbound }, at);

  test('is allowed for a day after the person’s own message, and not a moment longer', () => {
    expect(decideFreeForm(ago(serviceWindowMs - 1), undefined)).toEqual({
      decision: 'allow',
      reasons: ['service_window'],
    });
    for (const last of [undefined, ago(serviceWindowMs), ago(serviceWindowMs + 1), ago(-1)]) {
      expect(decideFreeForm(last, stateAfter(yes))).toEqual({
        decision: 'deny',
        reasons: ['no_service_window'],
      });
    }
  });

  test('is denied once the person has stopped everything, at the same moment or later', () => {
    const all = optOutRecord({ id: recordId(2), recorded_at: ago(1000) });
    for (const last of [ago(1000), ago(2000)])
      expect(decideFreeForm(last, stateAfter(all))).toMatchObject({
        reasons: ['withdrawn'],
        record: all.id,
      });
    expect(decideFreeForm(ago(999), stateAfter(all)).decision).toBe('allow');
  });

  test('is denied where the writer may have become another since, or has too many names', () => {
    const suspended = stateAfter(suspendedRecord({ recorded_at: ago(1000) }));
    expect(decideFreeForm(ago(2000), suspended).reasons).toEqual(['suspended_until_confirmed']);
    expect(decideFreeForm(ago(999), suspended).decision).toBe('allow');
    const many = { ...emptyState, unjudgeable: 'too_many_links' } as const;
    expect(decideFreeForm(ago(1), many).reasons).toEqual(['too_many_links']);
  });

  test('is allowed to whoever has stopped one kind of message', () => {
    const some = optOutRecord({ id: recordId(2), recorded_at: ago(1000), purposes: ['marketing'] });
    expect(decideFreeForm(ago(2000), stateAfter(some)).decision).toBe('allow');
  });
});

test('a free-form call is never allowed: a message asks for an answer in writing', () => {
  const call = { kind: 'free_form', sender: '106540352242922', scope: 'call' } as const;
  const facts = { state: stateAfter(yes), lastInbound: moment(99) };
  expect(judge({ ...call, scope: 'message' }, facts, now).decision).toBe('allow');
  expect(judge(call, facts, now)).toEqual({ decision: 'deny', reasons: ['no_service_window'] });
});

describe('a template', () => {
  const asked = { template: { name: 'order_shipped', language: 'en' }, scope: 'message' } as const;
  const said = { at: moment(0), record: recordId(9) };
  const mapped: TemplateState = {
    purpose: { value: 'shipping_update', ...said },
    category: { value: 'UTILITY', said_by: 'business', ...said },
  };
  const retagged: TemplateState = {
    ...mapped,
    category: { value: 'MARKETING', said_by: 'meta', ...said },
  };
  const paused: TemplateState = { ...mapped, status: { value: 'PAUSED', ...said } };
  const says = (templates: TemplateState[], ...history: ConsentRecord[]) =>
    judge(asked, { state: stateAfter(...history), templates }, now);
  const offers = optInRecord({ id: recordId(4), purposes: ['marketing'] });

  test('is allowed to whoever agreed to what it needs, and says what that is', () => {
    const { record, grade } = { record: yes.id, grade: 'E3' };
    const grading = { grade, grade_reasons: ['number_not_proven'] };
    const allowed = { decision: 'allow', reasons: ['granted'], ...grading };
    expect(says([mapped], yes)).toEqual({ ...allowed, record, purpose: 'shipping_update' });
    expect(says([retagged], offers)).toEqual({ ...allowed, record: offers.id, purpose: 'marketing' });
    expect(says([retagged], yes)).toEqual({
      decision: 'deny',
      reasons: ['no_consent'],
      purpose: 'marketing',
    });
  });

  test('is denied to whoever has stopped what it is mapped to, and names the withdrawal', () => {
    const stopped = optOutRecord({ id: recordId(5), recorded_at: moment(3), purposes: ['shipping_update'] });
    expect(says([retagged], offers, stopped)).toEqual({
      decision: 'deny',
      reasons: ['withdrawn'],
      record: stopped.id,
      purpose: 'marketing',
    });
  });

  test('that nobody has mapped is denied, whatever the person agreed to', () => {
    const unmapped = { decision: 'deny', reasons: ['template_unmapped'] };
    for (const templates of [[], [{}], [mapped, {}]]) expect(says(templates, yes)).toEqual(unmapped);
  });

  test('that Meta would not send is denied, with what else speaks against it', () => {
    expect(says([paused], yes)).toMatchObject({ decision: 'deny', reasons: ['template_not_approved'] });
    expect(says([paused], yes, no)).toMatchObject({ reasons: ['withdrawn', 'template_not_approved'] });
  });

  test('of several accounts must be allowed in each: the first that denies answers', () => {
    expect(says([mapped, retagged], yes, offers)).toMatchObject({ decision: 'allow', record: yes.id });
    expect(says([mapped, retagged], yes)).toMatchObject({ reasons: ['no_consent'], purpose: 'marketing' });
  });
});
