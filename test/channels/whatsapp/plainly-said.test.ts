// What grants, or lifts a stop, counts where nothing around it may turn it round.

import { describe, expect, test } from 'vitest';
import { readSms } from '../../../ledger/channels/sms/said.ts';
import { isPlainlySaid } from '../../../ledger/channels/whatsapp/plainly-said.ts';
import { understand } from '../../../ledger/channels/whatsapp/words.ts';

/** `_` stands for the word. */
const turned = [
  ...[
    '_?',
    '¿_?',
    '_ ?',
    '_？',
    '_؟',
    '_ ⸮',
    '_‽',
    '!_',
    '~_~',
    '_ 👎',
    '🚫 _',
    '❌ _',
    '_ ❌',
    '✗ _',
    '_ :(',
    '_ 😡',
  ],
  ...[
    '_ ☹️',
    '- _',
    '_ -',
    '-_',
    '−_',
    '≠ _',
    '☐ _',
    '[ ] _',
    '(_)',
    '_/no',
    '"_"?',
    '_%',
    '_⃠',
    '_ 🤔',
    '_ 🙄',
    '⛔_',
  ],
  ...['_ <no>', '_=no', '<del>_</del>', '_ 🖕', '_ 😂', '?_'],
];
const plain = [
  ...[
    '_',
    ' _ ',
    '_!',
    '_.',
    '_!!',
    '_…',
    '_ 👍',
    '_ 👍🏽',
    '🙏 _ 🙏🏿',
    '✅ _',
    '*_*',
    '"_"',
    '“_”',
    '‘_’',
    '«_»',
    '_\n',
  ],
  ...['\u2067_\u2069', '_\ufe0f', '_ ❤️', '_ 😊'],
];
const struckOut = (word: string) => [...word].map((letter) => `${letter}\u0336`).join('');

describe.each(['START', 'yes', 'Sí', 'हाँ', 'نعم', 'はい'])('%s', (word) => {
  test.each(turned)('is not plainly said in %j', (text) => {
    expect(isPlainlySaid(text.replaceAll('_', word))).toBe(false);
  });

  test.each(plain)('is in %j', (text) => {
    expect(isPlainlySaid(text.replaceAll('_', word))).toBe(true);
  });

  test('is not with a stroke through it', () => {
    expect(isPlainlySaid(struckOut(word))).toBe(false);
  });
});

describe('what is not plainly said', () => {
  test.each([...turned.map((text) => text.replaceAll('_', 'START')), struckOut('START'), 'start_now'])(
    'lifts no stop: %j',
    (text) => {
      expect(understand(text)?.kind).not.toBe('resume');
    },
  );

  test.each([...turned.map((text) => text.replaceAll('_', 'YES')), struckOut('YES')])(
    'is no yes to a question: %j',
    (text) => {
      const context = { locale: 'en', isAsked: true, keywords: new Set<string>() };
      expect(readSms(text, context).kind).not.toBe('yes');
    },
  );

  test.each(turned.map((text) => text.replaceAll('_', 'STOP')))('is a stop all the same: %j', (text) => {
    const isOfWords = /no|del/.test(text);
    expect(understand(text)?.kind).toBe(isOfWords ? undefined : 'stop');
  });

  test.each(['yes', 'Yes!', 'YES 👍', '“Yes”', 'sí.'])('and %j is a yes', (text) => {
    const context = { locale: 'es', isAsked: true, keywords: new Set<string>() };
    expect(readSms(text, context).kind).toBe('yes');
  });
});
