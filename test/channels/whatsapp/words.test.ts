import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stopWords } from '../../../ledger/channels/whatsapp/stop-words.ts';
import { plainWords, understand } from '../../../ledger/channels/whatsapp/words.ts';
import { prescribedLanguages } from '../../../ledger/core/notice/wording.ts';

const all = (list: 'stop' | 'start') => Object.values(stopWords).flatMap((words) => words[list]);

test('every language in which people are asked has words to stop and to start', () => {
  expect(Object.keys(stopWords).length).toBeGreaterThanOrEqual(40);
  for (const language of prescribedLanguages) {
    const { stop, start } = stopWords[language.toLowerCase()] ?? { stop: [], start: [] };
    expect([language, stop.length > 0, start.length > 0]).toEqual([language, true, true]);
  }
});

test('no word both stops and starts', () => {
  const stops = new Set(all('stop').map(plainWords));
  expect(all('start').filter((word) => stops.has(plainWords(word)))).toEqual([]);
});

test.each(all('stop'))('"%s" stops', (word) => {
  expect(understand(word)).toEqual({ kind: 'stop' });
});

test.each(all('start'))('"%s" lifts', (word) => {
  expect(understand(word)).toEqual({ kind: 'resume' });
});

describe('a stop is one', () => {
  test.each([
    ...[
      'STOP',
      ' stop ',
      'Stop.',
      'stop!!!',
      '*STOP*',
      '“Stop”',
      'STOP 🛑',
      '🛑stop🛑🏽',
      '\u200fstop\u200e',
    ],
    ...[
      'ＳＴＯＰ',
      'STOP STOP stop',
      'Opt-out',
      'opt  out\n',
      'İPTAL',
      'ARRÊT',
      'arre\u0302t',
      'बंद करें।',
      '停止。',
    ],
    ...['إلغاء الاشتراك', 'توقـــف', '¡BASTA!', 'Стоп!', 'sto\u200bp'],
    ...[
      'Desuscribir',
      'DESUSCRIBIRME',
      'Ngưng',
      'NGỪNG',
      'ngu\u031bng',
      'Désabonnez-moi !',
      'Descadastrar-me',
    ],
    ...['ABONELİKTEN ÇIK', 'UNREG', 'Band karo', 'إيقاف الرسائل', 'Bitte abmelden.', 'Disiscrivermi'],
  ])('written as %j', (text) => {
    expect(understand(text)).toEqual({ kind: 'stop' });
  });

  test.each([
    ['STOP PROMOTIONS', ['marketing']],
    ['Unsubscribe from Promos', ['marketing']],
    ['Stop Delivery Updates', ['shipping_update']],
  ])('of some messages only, as %s says', (label, purposes) => {
    expect(understand(label)).toEqual({ kind: 'stop', purposes });
  });
});

describe('nothing is', () => {
  test.each([
    ...["stop, Zé isn't coming", 'please do not stop', 'stop?? why', 'where is the bus stop', 'S T O P', ''],
    ...['cancel my order', 'the end', 'Ich möchte mich nicht abmelden', 'paralelo', 'yes', '🛑', '!!!'],
    ...['constructor', '__proto__', 'toString', `stop ${'p'.repeat(200)}`],
  ])('%j', (text) => {
    expect(understand(text)).toBeUndefined();
  });

  test('whatever somebody writes, understanding it does not fail', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void understand(text)));
  });
});
