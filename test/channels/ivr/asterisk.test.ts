import { describe, expect, test } from 'vitest';
import { asterisk, soundFiles } from '../../../ledger/channels/ivr/asterisk.ts';
import type { IvrRequest, Line, Reply } from '../../../ledger/channels/ivr/dialect.ts';
import { type PromptName, promptNames } from '../../../ledger/core/flow/prompt.ts';
import { sampleFlow } from '../../core/flow/sample-flow.ts';

const url = 'https://ledger.example/v1/ivr/asterisk/acme/order-line';

function request(body: string, query = '?s='): IvrRequest {
  const header = (name: string) =>
    name === 'content-type' ? 'application/x-www-form-urlencoded' : undefined;
  return { method: 'POST', url: url + query, header, body: Buffer.from(body) };
}

const flow = { id: 'order-line', version: 3 };
const going = { ended: false, result: 'going_on', call: '1764590000.7', flow } as const;
const answer = (reply: Reply) =>
  Object.fromEntries(new URLSearchParams(asterisk.answer(reply, request('')).body));

describe('the dialplan says', () => {
  // Empty fields are those that it always sends.
  test.each([
    [
      'that a call begins',
      request('call=1764590000.7&caller=%2B14155550100&locale=&event=begin'),
      { caller: '+14155550100', event: 'begin' },
    ],
    [
      'that a key was pressed',
      request('call=1764590000.7&caller=&locale=&event=keys&digits=%23', '?s=2'),
      { event: 'keys', digits: '#', step: 2 },
    ],
    ['that none was', request('call=1764590000.7&event=silence', '?s=2'), { event: 'silence', step: 2 }],
    [
      'that the caller is gone',
      request('call=1764590000.7&event=hangup', '?s=2'),
      { event: 'hangup', step: 2 },
    ],
    [
      'what STIR says',
      request('call=1764590000.7&event=begin&attested=B'),
      { event: 'begin', attested: 'B' },
    ],
  ])('%s', (_, asked, facts) => {
    expect(asterisk.read(asked)).toEqual({ call: '1764590000.7', ...facts });
  });
});

describe('the answer', () => {
  const gather = { digits: 1, timeoutSeconds: 6, next: `${url}?s=2`, yes: '1' };
  const ask = { name: 'ask', locale: 'pt-BR' } as const;

  test('has every field, and no key that says yes too early', () => {
    const lines: Line[] = [
      { name: 'silence', locale: 'pt-BR', text: 'Não ouvi.' },
      { ...ask, text: 'Sim?' },
    ];
    expect(answer({ ...going, lines, gather })).toEqual({
      result: 'going_on',
      call: '1764590000.7',
      step: '2',
      play: 'optmark/order-line/3/pt-BR/silence&optmark/order-line/3/pt-BR/ask',
      keys: '023456789*#',
      digits: '1',
      timeout: '6',
      language: 'pt_BR',
    });
  });

  test('reads the end of the number between two files', () => {
    const line = { ...ask, text: 'The number ending in 3 2 1 0, press 1.', ending: '3 2 1 0' };
    const folder = 'optmark/order-line/3/pt-BR';
    expect(answer({ ...going, lines: [line], gather }).play).toBe(
      `${folder}/ask-1&digits/3&digits/2&digits/1&digits/0&${folder}/ask-2`,
    );
  });

  test('is the same where the question has a recording on the web', () => {
    const audio = { url: 'https://fresh.example/ask.mp3' };
    const lines: Line[] = [
      { ...ask, text: 'The number ending in', audio },
      { ...ask, text: '3 2 1 0, press 1.', ending: '3 2 1 0' },
    ];
    const folder = 'optmark/order-line/3/pt-BR';
    expect(answer({ ...going, lines, gather }).play).toBe(
      `${folder}/ask-1&digits/3&digits/2&digits/1&digits/0&${folder}/ask-2`,
    );
  });

  test('names no file for a full stop', () => {
    const line = { ...ask, text: '3 2 1 0.', ending: '3 2 1 0' };
    expect(answer({ ...going, lines: [line], gather }).play).toBe('digits/3&digits/2&digits/1&digits/0');
  });

  test('ends the call', () => {
    const lines: Line[] = [{ name: 'recorded', locale: 'en', text: 'Thank you.' }];
    expect(answer({ ...going, lines, ended: true, result: 'recorded' })).toEqual({
      result: 'recorded',
      call: '1764590000.7',
      step: '',
      play: 'optmark/order-line/3/en/recorded',
      keys: '',
      digits: '0',
      timeout: '0',
      language: 'en',
    });
  });

  test('is one line that a strange value cannot add a field to', () => {
    const { body } = asterisk.answer({ ...going, call: 'a&result=recorded\r\nb', lines: [] }, request(''));
    expect(body).not.toMatch(/[\r\n]|=recorded/);
  });
});

test('each file of a flow is known with its words, and no file holds what only a call knows', () => {
  const sample = { ...sampleFlow(), version: 3 };
  const fixed = Object.fromEntries(promptNames.map((name) => [name, `${name}.`])) as Record<
    PromptName,
    string
  >;
  const prompts = { ...fixed, language: 'For {what}, press {key}.', ask: 'Ending in {ending}: press {yes}.' };
  const spoken = { what: 'orders', stop: 'STOP', prompts };
  const one = { ...sample, locales: { en: spoken } };
  const names = promptNames.filter((name) => name !== 'language' && name !== 'ask');
  const file = (locale: string, name: string) => `optmark/order-line/3/${locale}/${name}`;
  expect(soundFiles(one)).toEqual(
    expect.arrayContaining([
      { file: file('en', 'ask-1'), words: 'Ending in' },
      { file: file('en', 'ask-2'), words: ': press 1.' },
      ...names.map((name) => ({ file: file('en', name), words: `${name}.` })),
    ]),
  );
  expect(soundFiles(one)).toHaveLength(names.length + 2);
  const two = { ...sample, locales: { en: spoken, es: { ...spoken, what: 'pedidos' } } };
  expect(soundFiles(two).filter(({ file }) => file.endsWith('language'))).toEqual([
    { file: file('en', 'language'), words: 'For orders, press 4.' },
    { file: file('es', 'language'), words: 'For pedidos, press 5.' },
  ]);
});
