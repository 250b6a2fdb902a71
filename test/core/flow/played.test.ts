import { expect, test } from 'vitest';
import { askText, playedText } from '../../../ledger/core/flow/played.ts';
import { number } from '../consent/sample-consent.ts';
import { sampleFlow } from './sample-flow.ts';

const audio = (name: string) => ({ url: `https://fresh.example/${name}.mp3`, sha256: 'a'.repeat(64) });

test('a caller hears who asks, for what, about which number, how to stop, and the keys', () => {
  const [line, ...others] = playedText(sampleFlow(), 'en', ['ask'], { number });
  expect(others).toEqual([]);
  expect(line).toEqual({
    locale: 'en',
    name: 'ask',
    text:
      'To receive order updates from Fresh Produce on your WhatsApp number ending in 3 2 1 0, press 1. ' +
      'You can stop at any time: write STOP in WhatsApp. To decline, press 2. To use another number, press 3. ' +
      'To hear this again, press 9. To stop all WhatsApp messages from Fresh Produce, press 0.',
    ending: '3 2 1 0',
  });
  expect(askText(sampleFlow(), 'en', number)).toBe(line!.text);
});

test('prompts follow one another, each a line of its own', () => {
  const lines = playedText(sampleFlow(), 'en', ['silence', 'ask'], { number });
  expect(lines.map(({ name }) => name)).toEqual(['silence', 'ask']);
});

test('each language offers itself, in its own words, the default one first', () => {
  const flow = sampleFlow({ default_locale: 'es', locales: { en: {}, es: {} } });
  expect(playedText(flow, 'es', ['language']).map(({ locale, text }) => [locale, text])).toEqual([
    ['es', 'Para continuar en español, marque 4.'],
    ['en', 'For English, press 5.'],
  ]);
});

test('what stands in a name is said as it is, and fills no slot', () => {
  const flow = sampleFlow();
  const named = { ...flow, business: { ...flow.business, name: '{yes} {constructor}' } };
  expect(askText(named, 'en', number)).toContain('from {yes} {constructor} on your WhatsApp');
});

test('a recording is played for its words, and a voice says the end of the number behind it', () => {
  const ask = '{what} {business} WhatsApp {yes} {no} {stop} Your number ends in {ending}.';
  const flow = sampleFlow({
    locales: { en: { prompts: { ask }, audio: { ask: audio('ask'), recorded: audio('recorded') } } },
  });
  const [recording, voice, recorded] = playedText(flow, 'en', ['ask', 'recorded'], { number });
  expect(recording).toMatchObject({ name: 'ask', audio: audio('ask') });
  expect(recording).not.toHaveProperty('ending');
  expect(voice).toEqual({ locale: 'en', name: 'ask', text: '3 2 1 0.', ending: '3 2 1 0' });
  expect(`${recording!.text} ${voice!.text}`).toBe(askText(flow, 'en', number));
  expect(recorded).toMatchObject({ name: 'recorded', audio: audio('recorded') });
});
