import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as around from '../../../ledger/channels/whatsapp/around-words.ts';
import { stopWords } from '../../../ledger/channels/whatsapp/stop-words.ts';
import {
  isOptOutLabel,
  plainWords,
  stopsOffered,
  understand,
} from '../../../ledger/channels/whatsapp/words.ts';
import { prescribedLanguages } from '../../../ledger/core/language/wording.ts';

const { before, after, particles, offersStopped, withTopic, withList, ending, ...others } = around;
const { refusals, refusalsUnspaced, ...plain } = others;
/** Parts of what is set around a word; the others stop offers, or stop with what is sent. */
const aroundWords = Object.values({ ...plain, before, after, particles }).flat();

type List = 'stop' | 'weakStop' | 'start' | 'weakStart';
const all = (...lists: List[]) =>
  lists.flatMap((list) =>
    Object.entries(stopWords).flatMap(([language, words]) =>
      words[list].map((word) => [word, language.split('-')[0]!] as const),
    ),
  );

test('every language in which people are asked has words to stop and to start', () => {
  expect(Object.keys(stopWords).length).toBeGreaterThanOrEqual(40);
  for (const language of prescribedLanguages) {
    const { stop, start } = stopWords[language.toLowerCase()] ?? { stop: [], start: [] };
    expect([language, stop.length > 0, start.length > 0]).toEqual([language, true, true]);
  }
});

test('no word both stops and starts', () => {
  const stops = new Set(all('stop', 'weakStop').map(([word]) => plainWords(word)));
  expect(all('start', 'weakStart').filter(([word]) => stops.has(plainWords(word)))).toEqual([]);
});

test('no word mixes scripts: one that does is a slip of the hand, and nobody writes it', () => {
  const scripts = [
    'Latin',
    'Cyrillic',
    'Greek',
    'Arabic',
    'Hebrew',
    'Devanagari',
    'Bengali',
    'Tamil',
    'Telugu',
  ];
  const others = ['Gujarati', 'Gurmukhi', 'Kannada', 'Malayalam', 'Thai', 'Hangul'];
  const found = [...all('stop', 'weakStop', 'start', 'weakStart').map(([word]) => word), ...aroundWords]
    .flatMap((words) => words.split(' '))
    .filter((word) => {
      const isIn = (script: string) =>
        new RegExp(`\\p{scx=${script}}`, 'u').test(word.replace(/\p{M}/gu, ''));
      return [...scripts, ...others].filter(isIn).length > 1;
    });
  expect(found).toEqual([]);
});

test('what stands around a word stops nothing by itself, nor all of it together', () => {
  const said = aroundWords.map((word) => [word, understand(word)] as const);
  expect(said.filter(([, one]) => one !== undefined)).toEqual([]);
});

test.each(all('stop'))('"%s" stops', (word) => {
  expect(understand(word)).toEqual({ kind: 'stop' });
});

test.each(all('start'))('"%s" lifts', (word) => {
  expect(understand(word)).toEqual({ kind: 'resume' });
});

test.each(all('weakStop'))(
  '"%s" stops whoever agreed in %s, unless it stops everywhere',
  (word, language) => {
    const said = understand(word);
    expect(said?.kind).toBe('stop');
    expect(said?.languages ?? [language]).toContain(language);
  },
);

test.each(all('weakStart'))('"%s" lifts nothing by itself', (word) => {
  expect(understand(word)?.kind).not.toBe('resume');
});

describe('an ordinary word is offered', () => {
  test.each([
    ['Responda SAIR para não receber mais mensagens', ['sair']],
    ['Your order is on its way. Reply "cancel" to stop these messages.', ['cancel']],
    ['Reply *ALTO* or BAJA to unsubscribe', ['alto']],
    ['İPTAL yazın, mesaj göndermeyelim', ['iptal']],
  ])('by %j', (text, words) => {
    expect(stopsOffered(text)).toEqual(words);
  });

  test.each([
    'Choose: RED or BLUE',
    'Reply CANCEL to cancel your appointment',
    'to stop messages, cancel',
    '',
  ])('and not by %j', (text) => {
    expect(stopsOffered(text)).toEqual([]);
  });
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
      'S T O P',
      'ARRÊT',
      'arre\u0302t',
      'बंद करें।',
      '停止。',
    ],
    ...['إلغاء الاشتراك', 'توقـــف', 'Стоп!', 'sto\u200bp'],
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

describe('what shows nothing, or parts nothing, hides no stop', () => {
  test.each([
    ...[
      'STOP\x1a',
      '\x02STOP\x03',
      'STOP\0',
      'S\0TOP',
      'STOP\x7f',
      'STOP\u0085',
      'stop\u0085messages',
      'stop\x1fall',
    ],
    ...[
      'S\ufe00TOP',
      'STOP\ufe0f',
      'S\u{e0100}TOP',
      'S\u180bTOP',
      'S\u3164TOP',
      'S\u115fT\u1160OP',
      'STO\uffa0P',
    ],
    ...[
      'STOP\u20e0',
      'S\u0336T\u0336O\u0336P\u0336',
      'STOP\ue056',
      'STOP\ud83d',
      'STOP\ufffd',
      'STOP\u{1fadf}',
    ],
    ...[`STOP${' '.repeat(220)}`, `STOP${'!'.repeat(220)}`, `${'\n'.repeat(220)}STOP`, 'STOP '.repeat(60)],
    ...[`STO${'O'.repeat(300)}P`, `S${'\u200b'.repeat(300)}TOP`, `STOP${'\0'.repeat(300)}`],
  ])('%j', (text) => {
    expect(understand(text)).toEqual({ kind: 'stop' });
  });
});

describe('a sign alone', () => {
  test.each(['🛑', '⛔', '⛔\ufe0f', '✋', '✋🏽', '🚫', '🚫🚫🚫', ' 🛑! ', '“🛑”', '🛑\u200d', '✋🏿🛑'])(
    '%s stops',
    (text) => {
      expect(understand(text)).toEqual({ kind: 'stop' });
    },
  );

  test.each(['✋ hi', 'thanks ✋', 'order 🚫', '👍🛑', '🏽', '🛑 12', `${'🛑'.repeat(2_000)}👍`])(
    'beside more, as in %j, does not',
    (text) => {
      expect(understand(text)).toBeUndefined();
    },
  );

  test('is no label of a button: it may be of an order', () => {
    expect(isOptOutLabel('🚫')).toBeUndefined();
    expect(isOptOutLabel('🛑 STOP')).toEqual({ kind: 'stop' });
  });
});

describe('one slip of the hand', () => {
  test.each(['STPO', 'sotp', 'TSOP', 'sstop', 'STTOP', 'stopp', 'stpo please', 'stpo sending me messages'])(
    '%j is STOP',
    (text) => {
      expect(understand(text)).toEqual({ kind: 'stop' });
    },
  );

  test.each([
    'unsubcsribe',
    'nsubscribe',
    'UNSUBSCRIIBE',
    'désabonenr',
    'abmleden',
    'Descadastra',
    'unsubscrib me',
  ])('in a long word, as in %j, stops', (text) => {
    expect(understand(text)).toEqual({ kind: 'stop' });
  });

  test.each(
    [
      'shop',
      'step',
      'stoop',
      'top',
      'spot',
      'post',
      'stow',
      'slop',
      'stp',
      'sto',
      'sop',
      'tops',
      'stops',
      'atop',
    ].concat(['prestante', 'anmelden', 'subscribe to news', 'resubscribing']),
  )('that makes another word, as %j, does not', (text) => {
    expect(understand(text)).toBeUndefined();
  });

  test('lifts nothing', () => {
    const lifted = ['strat', 'sttart', 'usntop', 'subcsribe', 'resubscirbe'].map(understand);
    expect(lifted.filter((said) => said?.kind === 'resume')).toEqual([]);
  });
});

describe('nothing is', () => {
  test.each([
    ...[`do not stop${'!'.repeat(220)}`, "don't\0 stop", `stop ${'now '.repeat(60)}or never`],
    ...["stop, Zé isn't coming", 'please do not stop', 'stop?? why', 'where is the bus stop', ''],
    ...['cancel my order', 'the end', 'Ich möchte mich nicht abmelden', 'paralelo', 'yes', '👋', '❌', '!!!'],
    ...['constructor', '__proto__', 'toString', `stop ${'p'.repeat(200)}`],
  ])('%j', (text) => {
    expect(understand(text)).toBeUndefined();
  });

  test('whatever somebody writes, understanding it does not fail', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void understand(text)));
  });
});

test.each([
  'stop,unsubscribe',
  'STOP / UNSUBSCRIBE',
  'optout all',
  'UNSUBSCIRBE',
  // With the joiner of older keyboards, and without.
  'നിര്\u200dത്തുക',
  'നിർത്തുക',
  'I do not consent',
  '停止して',
])('%j is a stop', (text) => {
  expect(understand(text)).toEqual({ kind: 'stop' });
});
