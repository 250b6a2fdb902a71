// An opt-in by a call: the ledger itself had the words said, and the record holds what was played.

import { describe, expect, test } from 'vitest';
import { admit } from '../../../ledger/core/consent/admission.ts';
import type { OptIn } from '../../../ledger/core/consent/command.ts';
import { statedIn } from '../../../ledger/core/consent/evidence.ts';
import { gradingOf } from '../../../ledger/core/consent/grade.ts';
import { askText } from '../../../ledger/core/flow/played.ts';
import { sampleFlow } from '../flow/sample-flow.ts';
import { number, optIn, publishedNotice } from './sample-consent.ts';

const flow = sampleFlow();
const evidence = { call_id: 'c-1', key: '1', prompt: 'order-line@2', dialect: 'twilio', number: 'caller' };
const by = (changes: object = {}) => ({
  by: 'flow',
  flow,
  isSigned: true,
  proof: { kind: 'none' },
  ...changes,
});

const call = (changes: Record<string, unknown> = {}): OptIn =>
  optIn('ivr', {
    notice: { id: 'order-updates', version: 3 },
    text: askText(flow, 'en', number),
    evidence,
    submission: by(),
    source: { system: 'twilio', entry_point: 'ivr' },
    ...changes,
  });

function failed(command: OptIn, notice = publishedNotice()): string[] {
  const admission = admit(command, notice);
  return admission.kind === 'admitted' ? [] : admission.failures.map(({ rule }) => rule);
}

test.each(['strict-2020', 'general-2024'] as const)(
  'is admitted under %s with the words that were played',
  (policy) => {
    const notice = publishedNotice({ policy });
    const own = sampleFlow({}, notice);
    const admission = admit(call({ submission: by({ flow: own }) }), notice);
    expect(admission).toMatchObject({ kind: 'admitted', text: { spoken: askText(own, 'en', number) } });
  },
);

describe('is refused', () => {
  test.each([
    ['without the words', { text: undefined }],
    ['with words for another number', { text: askText(flow, 'en', '+919876543219') }],
    ['with the words of the notice, which nobody said', { text: 'I consent to receive order updates' }],
    ['with more than was asked', { text: `You chose nothing. ${askText(flow, 'en', number)}` }],
  ])('%s', (_, changes) => {
    expect(failed(call(changes))).toEqual(['text_as_published']);
  });

  test.each(['2', '0', '3', '9', '#'])('for key %s', (key) => {
    expect(failed(call({ evidence: { ...evidence, key } }))).toEqual(['accept_key']);
  });

  test('for a key that agrees in another flow', () => {
    const other = sampleFlow({ keys: { yes: '7' } });
    const text = askText(other, 'en', number);
    const submission = by({ flow: other });
    expect(failed(call({ submission, text }))).toEqual(['accept_key']);
    expect(failed(call({ submission, text, evidence: { ...evidence, key: '7' } }))).toEqual([]);
  });

  test.each([
    ['another notice', { ...flow, notice: { ...flow.notice, id: 'offers' } }],
    ['another version of the notice', { ...flow, notice: { ...flow.notice, version: 2 } }],
    ['other bytes of the notice', { ...flow, notice: { ...flow.notice, sha256: 'b'.repeat(64) } }],
    ['another business', { ...flow, business: { ...flow.business, id: 'others' } }],
  ])('by a flow of %s', (_, other) => {
    expect(failed(call({ submission: by({ flow: other }) }))).toEqual(['flow_of_notice']);
  });

  test.each([
    ['the prompt of another version', { prompt: 'order-line@1' }],
    ['a recording that the flow does not have', { audio_sha256: 'a'.repeat(64) }],
  ])('with %s', (_, changes) => {
    expect(failed(call({ evidence: { ...evidence, ...changes } }))).toEqual(['prompt_of_flow']);
  });

  test('without the recording that was played', () => {
    const ask = '{what} {business} WhatsApp {yes} {no} {stop} Your number ends in {ending}.';
    const audio = { ask: { url: 'https://fresh.example/ask.mp3', sha256: 'a'.repeat(64) } };
    const recorded = sampleFlow({ locales: { en: { prompts: { ask }, audio } } });
    const played = { submission: by({ flow: recorded }), text: askText(recorded, 'en', number) };
    expect(failed(call(played))).toEqual(['prompt_of_flow']);
    const named = { ...evidence, audio_sha256: audio.ask.sha256 };
    expect(failed(call({ ...played, evidence: named }))).toEqual([]);
  });

  test('in a language that the flow does not speak', () => {
    expect(failed(call({ locale: 'es' }))).toEqual(['flow_of_notice']);
  });
});

describe('is graded', () => {
  test.each([
    [
      'E3 where the provider signed it and the number is the caller’s',
      true,
      'caller',
      'E3',
      ['number_not_proven'],
    ],
    ['E2 with the flow’s own secret', false, 'caller', 'E2', ['call_not_signed']],
    ['E2 for a number that was keyed in', true, 'keyed', 'E2', ['number_keyed_in']],
    ['E2 for both', false, 'keyed', 'E2', ['call_not_signed', 'number_keyed_in']],
    ['E2 where nothing says whose number it is', true, undefined, 'E2', ['number_keyed_in']],
  ])('%s', (_, isSigned, whose, grade, reasons) => {
    const command = call({ submission: by({ isSigned }), evidence: { ...evidence, number: whose } });
    expect(gradingOf(command)).toEqual({ grade, reasons });
  });

  test('E1 where a server merely tells of it, whatever it says of the number', () => {
    expect(gradingOf(optIn('ivr', { evidence }))).toEqual({ grade: 'E1', reasons: ['words_not_shown'] });
  });
});

test('its words are nobody’s account: the ledger had them said', () => {
  expect(statedIn({ channel: 'ivr', evidence })).toEqual({ prompt: 'order-line@2' });
  expect(statedIn({ channel: 'ivr', evidence, flow: { id: 'order-line', version: 2 } })).toBeUndefined();
});
