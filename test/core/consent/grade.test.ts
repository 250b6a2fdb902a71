import { describe, expect, test } from 'vitest';
import type { OptIn, Proof } from '../../../ledger/core/consent/command.ts';
import type { Channel } from '../../../ledger/core/consent/evidence.ts';
import {
  gradeAtLeast,
  grades,
  gradingOf,
  keptReasons,
  reasonsKept,
} from '../../../ledger/core/consent/grade.ts';
import { gradeReasonSchema } from '../../../ledger/core/consent/grade-reasons.ts';
import { goodEvidence, optIn, pageOptIn, pageSubmission, seen, seenBefore, shown } from './sample-consent.ts';

const gradeOf = (command: OptIn) => gradingOf(command).grade;
const proofs: Proof['kind'][] = ['none', 'key', 'nonce'];
const byPage = (kind: Proof['kind']) => pageOptIn({ submission: { ...pageSubmission, proof: { kind } } });
const byServer = { by: 'server', key: 'key-1' };
const forwarded = { ...byServer, jws: pageSubmission.jws, thumbprint: 'thumbprint' };
const saw = (change: object) => ({ evidence: { ...goodEvidence.web, seen: { ...seen, ...change } } });
const sawBefore = (change: object) => ({
  evidence: { ...goodEvidence.web, seen: { ...seenBefore, ...change } },
});
const { seen: _, ...boxOnly } = goodEvidence.web;

describe('grades', () => {
  test('an opt-in signed by the page, seen, ticked by the person, with a nonce is E3', () => {
    expect(gradeOf(pageOptIn())).toBe('E3');
  });

  test.each(['none', 'key'] as const)('with %s in place of that nonce it is E2', (kind) => {
    expect(gradeOf(byPage(kind))).toBe('E2');
  });

  test('it is the same whether the page or its shop posted what the page signed', () => {
    for (const kind of proofs) {
      const submission = { ...forwarded, proof: { kind } };
      expect(gradeOf(pageOptIn({ submission }))).toBe(gradeOf(byPage(kind)));
    }
  });

  test.each(proofs)(
    'a page on an origin that is none of its site’s is E1, whatever the proof (%s)',
    (kind) => {
      const submission = { ...pageSubmission, proof: { kind }, elsewhere: true as const };
      expect(gradingOf(pageOptIn({ submission }))).toEqual({ grade: 'E1', reasons: ['page_not_of_site'] });
    },
  );

  test.each(proofs)('what a server says a page saw is E1, whatever the proof (%s)', (kind) => {
    expect(gradeOf(optIn('web', { submission: { ...byServer, proof: { kind } } }))).toBe('E1');
  });

  test.each([
    ['nothing was seen', { evidence: boxOnly }],
    ['a script made the tick', saw({ gesture: { type: 'click', trusted: false } })],
    ['there was no gesture', saw({ gesture: { type: 'none', trusted: true } })],
    ['less than half of it was in view', saw({ visible_ratio: 0.49 })],
    ['it was never in view', saw({ visible_ms: 0 })],
    ['something lay over it', saw({ hit_test: false })],
    ['it had no width', saw({ box: { width: 0, height: 48 } })],
    ['it had no height', saw({ box: { width: 320, height: 0 } })],
    ['its letters were the colour of the page', saw({ contrast: 1 })],
    ['its letters were hardly darker than the page', saw({ contrast: 2.9 })],
    ['its colours could not be vouched for', saw({ contrast: null })],
    ['the browser says it was hidden', saw({ check_visibility: false })],
    ['the browser says it was covered', saw({ unobscured: false })],
    ['its letters were too small to read', saw({ font_px: 11.9 })],
    ['a stranger framed it and the engine does not vouch', saw({ same_origin: false, unobscured: null })],
    ['a stranger framed it and the engine says covered', saw({ same_origin: false, unobscured: false })],
    ['nobody ticked the box', { evidence: { ...goodEvidence.web, action: 'none' } }],
    [
      'the box is said to have been ticked at first',
      {
        evidence: { ...goodEvidence.web, initially: 'ticked' },
      },
    ],
    ['the box was ticked at first', saw({ initially: 'ticked' })],
  ])('signed by the page with a nonce, but %s, it is E1', (_, change) => {
    expect(gradeOf(pageOptIn(change))).toBe('E1');
  });

  test.each([
    ['the browser cannot tell whether it was hidden', saw({ check_visibility: null, hit_test: null })],
    ['the browser cannot tell whether it was covered', saw({ unobscured: null })],
    ['the contrast is that of large text', saw({ contrast: 3 })],
    ['its letters were small', saw({ font_px: 12 })],
    ['it was in view for a moment: a quick hand', saw({ visible_ms: 1 })],
    ['the shop framed itself', saw({ framed: true, ancestors: 1, same_origin: true, unobscured: null })],
    ['a stranger framed it and the engine vouches', saw({ framed: true, ancestors: 1, same_origin: false })],
    ['a program drives the browser, and says so', saw({ automation: true })],
    ['the browser had forgotten the press', saw({ activation: false })],
    ['the browser keeps no account of presses', saw({ activation: null })],
    ['the page was zoomed out', saw({ pixel_ratio: 0.5 })],
    ['the colours were the reader’s own', saw({ forced_colors: true })],
    ['the page demanded no digest', saw({ integrity: null })],
    ['the record is from before the engine was asked', sawBefore({})],
    ['such a record had a contrast that could not be computed', sawBefore({ contrast: null })],
    ['such a record was in view for a moment', sawBefore({ visible_ms: 1 })],
    ['such a record was framed', sawBefore({ framed: true })],
    ['half of it was in view', saw({ visible_ratio: 0.5 })],
    ['it was ticked by keyboard', saw({ gesture: { type: 'keydown', trusted: true } })],
    ['its gesture was told without the chain', saw({ gesture: { type: 'pointerdown', trusted: true } })],
    ['it was ticked by a screen reader', saw({ gesture: { type: 'click', trusted: true } })],
  ])('that %s costs no grade', (_, change) => {
    expect(gradeOf(pageOptIn(change))).toBe('E3');
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    ['less than half of the words in view', saw({ visible_ratio: 0.4 }), ['words_out_of_view']],
    ['words under something', saw({ hit_test: false, unobscured: false }), ['words_covered']],
    ['small and pale words', saw({ font_px: 9, contrast: 2 }), ['words_too_small', 'words_too_faint']],
    ['a frame of a stranger’s', saw({ same_origin: false, unobscured: null }), ['framed_by_another']],
    ['a click of a script', saw({ gesture: { type: 'click', trusted: false } }), ['gesture_not_trusted']],
    ['a box that was ticked', saw({ initially: 'ticked' }), ['ticked_before']],
    ['all of it', saw({ visible_ms: 0, initially: 'ticked' }), ['ticked_before', 'words_out_of_view']],
    ['nothing seen', { evidence: boxOnly }, ['not_signed_by_page']],
    ['nothing amiss', {}, ['number_not_proven']],
  ])('with %s, the reasons say what keeps it from the next grade', (_, change, reasons) => {
    expect(gradingOf(pageOptIn(change)).reasons).toEqual(reasons);
  });

  const appSaid = (change: object, proof: Proof['kind'] = 'nonce', more: object = {}) =>
    optIn('app', {
      submission: { ...pageSubmission, proof: { kind: proof }, ...more },
      evidence: { ...goodEvidence.app, shown: { ...shown, ...change } },
    });

  test('an app that signs is graded as a page: E3 with a fresh nonce, E2 without, and never more', () => {
    expect(gradingOf(appSaid({}))).toEqual({ grade: 'E3', reasons: ['number_not_proven'] });
    for (const kind of ['none', 'key'] as const)
      expect(gradingOf(appSaid({}, kind))).toEqual({ grade: 'E2', reasons: ['no_fresh_nonce'] });
  });

  test.each<[string, OptIn, string[]]>([
    ['the box was ticked at first', appSaid({ initially: 'ticked' }), ['ticked_before']],
    ['no event made the tick', appSaid({ gesture: { type: 'none' } }), ['gesture_not_trusted']],
    ['part of the words was off the screen', appSaid({ in_view: false }), ['words_out_of_view']],
    [
      'another app’s window lay over it',
      appSaid({ gesture: { type: 'touch', obscured: true } }),
      ['words_covered'],
    ],
    ['its letters were too small', appSaid({ font_px: 11.9 }), ['words_too_small']],
    ['the site does not list the app', appSaid({}, 'nonce', { elsewhere: true }), ['page_not_of_site']],
    [
      'the page’s evidence stands in the place of its own',
      optIn('app', { submission: pageSubmission, evidence: { ...goodEvidence.app, shown: undefined, seen } }),
      ['act_not_shown', 'words_not_shown'],
    ],
  ])('signed by an app with a nonce, but %s, it is E1', (_, command, reasons) => {
    expect(gradingOf(command)).toEqual({ grade: 'E1', reasons });
  });

  test.each([
    ['a screen reader was on', appSaid({ screen_reader: true, gesture: { type: 'assistive' } })],
    ['nobody knows whether one was', appSaid({ screen_reader: null })],
    ['the platform does not say whether it was covered', appSaid({ gesture: { type: 'touch' } })],
    ['the letters were small', appSaid({ font_px: 12 })],
  ])('that %s costs an app no grade', (_, command) => {
    expect(gradingOf(command).grade).toBe('E3');
  });

  test('without a fresh nonce, an act or words that the ledger knows, the reason says so', () => {
    expect(gradingOf(byPage('key')).reasons).toEqual(['no_fresh_nonce']);
    expect(gradingOf(optIn('ivr')).reasons).toEqual(['words_not_shown']);
    expect(gradingOf(optIn('sms')).reasons).toEqual(['act_not_shown', 'words_not_shown']);
    expect(gradingOf(optIn('import')).reasons).toEqual(['imported']);
  });

  const byChannel: [Channel, string][] = [
    ['import', 'E0'],
    ['email', 'E1'],
    ['sms', 'E1'],
    ['app', 'E1'],
    ['agent', 'E1'],
    ['paper', 'E1'],
    ['whatsapp', 'E1'],
    ['web', 'E1'],
    ['ivr', 'E1'],
  ];
  test.each(byChannel)('a server that posts by %s reaches %s and no more', (channel, grade) => {
    for (const kind of ['key', 'nonce'] as const)
      expect(gradeOf(optIn(channel, { submission: { ...byServer, proof: { kind } } }))).toBe(grade);
  });

  test('are ordered from imported to proven', () => {
    const atLeast = grades.map((grade) => grades.filter((floor) => gradeAtLeast(grade, floor)));
    expect(atLeast).toEqual(grades.map((_, rank) => grades.slice(0, rank + 1)));
  });
});

describe('why a grade is not the next one', () => {
  test('is read back from a state as it was, in its order, whatever the grade', () => {
    const all = gradeReasonSchema.options;
    for (const grade of grades)
      for (const reasons of [[], ...all.map((one) => [one]), all, all.toReversed()])
        expect(reasonsKept(grade, keptReasons(grade, reasons))).toEqual(reasons);
  });

  test('takes no room in a state where it is what nearly every such record says', () => {
    for (const command of [pageOptIn(), byPage('key'), optIn('ivr'), optIn('import')]) {
      const { grade, reasons } = gradingOf(command);
      expect(keptReasons(grade, reasons)).toBeUndefined();
    }
    expect(keptReasons('E1', ['act_not_shown', 'words_not_shown'])).toHaveLength(2);
  });
});
