// What staff takes down, on paper or spoken: which words its record holds, and how much it claims.

import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../../../ledger/core/canonical.ts';
import { admit } from '../../../ledger/core/consent/admission.ts';
import { takenWords } from '../../../ledger/core/consent/record/taken.ts';
import { wordsOf } from '../../../ledger/core/consent/record/words.ts';
import { flowStrings } from '../../../ledger/core/language/flow-words.ts';
import { prescribedLanguages } from '../../../ledger/core/language/wording.ts';
import { printedWords, readAloud } from '../../../ledger/core/notice/form.ts';
import { goodEvidence, number, optIn, optInRecord, publishedNotice } from './sample-consent.ts';

const notice = publishedNotice();
const { en } = notice.notice.locales;
const form = 'order-updates@3/en';
const onForm = { ...goodEvidence.paper, form };
const byScript = { agent: 'a-7', script: form, recording_sha256: goodEvidence.paper.document_sha256 };

const judged = (channel: 'paper' | 'agent', evidence: object, over: object = {}) =>
  admit(optIn(channel, { evidence, ...over }), notice);
const admitted = (...given: Parameters<typeof judged>) => {
  const admission = judged(...given);
  if (admission.kind === 'refused') throw new Error(JSON.stringify(admission.failures));
  return { ...admission.grading, text: admission.text && wordsOf(admission.text) };
};

describe('a form of the ledger’s', () => {
  test('puts its words into the record, with the blank where the person wrote the number', () => {
    const { text } = admitted('paper', onForm);
    expect(text).toContain(
      'I consent to receive order updates from Fresh Produce on my WhatsApp number __________',
    );
    expect(text).not.toContain(number.slice(-4));
  });

  test('leaves it at E1: no act was shown', () => {
    expect(admitted('paper', onForm)).toMatchObject({ grade: 'E1', reasons: ['act_not_shown'] });
  });

  test('holds no words, and says so, where it is the business’s own', () => {
    expect(admitted('paper', goodEvidence.paper)).toEqual({
      grade: 'E1',
      reasons: ['act_not_shown', 'words_not_shown'],
      text: undefined,
    });
  });

  test.each([
    ['another notice', 'offers@3/en'],
    ['another version', 'order-updates@2/en'],
    ['another language', 'order-updates@3/es'],
  ])('of %s is refused', (_what, other) => {
    expect(judged('paper', { ...onForm, form: other })).toMatchObject({
      kind: 'refused',
      failures: [{ criterion: 'clear_language', rule: 'form_of_notice', pointer: '/evidence/form' }],
    });
  });

  test('is refused where the request says other words', () => {
    const failures = [{ rule: 'text_as_published' }];
    const shown = wordsOf(printedWords(notice.notice, en!)).replace('_', '');
    expect(judged('paper', onForm, { text: shown })).toMatchObject({ kind: 'refused', failures });
  });

  test('is refused unsigned', () => {
    expect(judged('paper', { ...onForm, signed: false })).toMatchObject({
      kind: 'refused',
      failures: [{ rule: 'signed_form', pointer: '/evidence/signed' }],
    });
  });
});

describe('a script of the ledger’s', () => {
  test('puts its sentence into the record, with the digits that were read out', () => {
    const { text, ...rest } = admitted('agent', byScript);
    expect(text).toBe(
      'I consent to receive order updates from Fresh Produce on my WhatsApp number … 3 2 1 0\n' +
        'You can stop at any time: write STOP in WhatsApp.',
    );
    expect(rest).toEqual({ grade: 'E1', reasons: ['act_not_shown'] });
  });

  test('without a recording: nothing on file has the words in it', () => {
    const { recording_sha256: _, ...unrecorded } = byScript;
    expect(admitted('agent', unrecorded)).toMatchObject({
      grade: 'E1',
      reasons: ['act_not_shown', 'words_not_shown'],
    });
  });

  test('asks for no key', () => {
    for (const [locale, wording] of Object.entries(notice.notice.locales))
      expect(readAloud(notice.notice, wording, { ending: '1 2 3 4', locale })).not.toContain('press');
  });

  test('says how to stop in words that never change: old records are drawn again from them', () => {
    const stops = prescribedLanguages.toSorted().map((tag) => [tag, flowStrings(tag).stop]);
    expect(sha256Hex(JSON.stringify(stops))).toBe(
      'a8d73fe4637bc4a763a8a2c0c739c97f337f049f35c943008ab7b15c88aab935',
    );
  });

  test('of another notice is refused', () => {
    expect(judged('agent', { ...byScript, script: 'offers@3/en' })).toMatchObject({
      kind: 'refused',
      failures: [{ rule: 'form_of_notice', pointer: '/evidence/script' }],
    });
  });
});

test.each([
  ['paper', { ...onForm, place: 'Pune store' }, 'on paper, taken at Pune store, scan on file'],
  ['paper', { ...onForm, taken_by: 'a-7', line: 3 }, 'on paper, taken by a-7, scan on file, line 3'],
  [
    'agent',
    { ...byScript, spoken: 'by_phone', place: 'desk 2' },
    'spoken on the phone, taken at desk 2 by a-7, recording on file',
  ],
  ['agent', goodEvidence.agent, 'spoken, taken by a-7, no recording'],
  ['web', goodEvidence.web, undefined],
] as const)('a record on %s tells how it was taken: %#', (channel, evidence, words) => {
  expect(takenWords(optInRecord({ channel, evidence }))).toBe(words);
});
