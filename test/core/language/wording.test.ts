import { describe, expect, test } from 'vitest';
import {
  isReviewed,
  namesCalls,
  prescribed,
  prescribedLanguages,
  reviewOf,
} from '../../../ledger/core/language/wording.ts';
import { noticeDraftSchema } from '../../../ledger/core/notice/notice.ts';
import { renderNotice, renderPrompt } from '../../../ledger/core/notice/render.ts';
import { draft, publishedNotice } from '../consent/sample-consent.ts';

const slots = {
  sentence: ['{what}', '{business}', '{masked}'],
  prompt: ['{what}', '{business}', '{masked}'],
  privacy: ['{business}', '{privacy_url}'],
  withdrawal: ['{withdrawal_url}'],
  contact: ['{business}', '{contact}'],
};

/** Direction marks, embeddings, overrides and isolates. */
const bidiMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** Ends of sentences, with what closes or separates them. */
const sentenceEnd = /[.。।۔؟?]\s*/;
/**
 * Thai ends a sentence with a space, and puts one around digits too: told by the words that begin the next.
 */
const thaiSentenceEnd = / (?=คุณ|หากไม่)/;

/** Those not written in Latin letters: their script, ISO 15924 by its long name. */
const scripts: Record<string, string> = {
  ar: 'Arabic',
  bg: 'Cyrillic',
  bn: 'Bengali',
  el: 'Greek',
  fa: 'Arabic',
  gu: 'Gujarati',
  he: 'Hebrew',
  hi: 'Devanagari',
  ja: 'Hiragana',
  kn: 'Kannada',
  ko: 'Hangul',
  ml: 'Malayalam',
  mr: 'Devanagari',
  pa: 'Gurmukhi',
  ru: 'Cyrillic',
  ta: 'Tamil',
  te: 'Telugu',
  th: 'Thai',
  uk: 'Cyrillic',
  ur: 'Arabic',
  zh: 'Han',
  'zh-Hant': 'Han',
};

describe.each(prescribedLanguages)('the prescribed words in %s', (language) => {
  const words = prescribed(language);
  const lines = Object.values(words);

  test('have every slot, each once, and no other', () => {
    for (const [name, wanted] of Object.entries(slots)) {
      const found = words[name as keyof typeof words].match(/\{\w+\}/g) ?? [];
      expect(found.toSorted(), name).toEqual(wanted.toSorted());
      expect(words[name as keyof typeof words].replaceAll(/\{\w+\}/g, '')).not.toMatch(/[{}]/);
    }
  });

  test('say WhatsApp where the person agrees, on a screen and on the telephone', () => {
    expect(words.sentence).toContain('WhatsApp');
    expect(words.prompt).toContain('WhatsApp');
  });

  test('offer a key to agree and a key to decline, and tell that one can stop', () => {
    expect(words.prompt).toContain('1');
    expect(words.prompt).toContain('2');
    // Three sentences: what key 1 does, that one can stop at any time, what key 2 does.
    expect(
      words.prompt.split(language === 'th' ? thaiSentenceEnd : sentenceEnd).filter(Boolean),
    ).toHaveLength(3);
  });

  test('are written once and the same way everywhere: NFC, trimmed, no control or direction mark', () => {
    for (const line of lines) {
      expect(line.normalize('NFC')).toBe(line);
      expect(line.trim()).toBe(line);
      expect(line).not.toMatch(/\p{Cc}| {2}/u);
      expect(line).not.toMatch(bidiMarks);
    }
  });

  test('are in its own script, but for WhatsApp', () => {
    const script = scripts[language] ?? 'Latin';
    for (const line of lines) {
      const own = line.replaceAll(/\{\w+\}|WhatsApp/g, '');
      expect(own).toMatch(new RegExp(`\\p{Script=${script}}`, 'u'));
      if (script !== 'Latin') expect(own).not.toMatch(/[a-z]/i);
    }
  });

  test('keep the mask, the business and the addresses apart with words of their own script', () => {
    // In a right-to-left line two Latin words side by side are one run, and change places with what is around
    // them.
    if (!/[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(words.sentence)) return;
    for (const line of lines) {
      expect(line).not.toMatch(/(\{\w+\}|WhatsApp)[^\p{L}]*(\{\w+\}|WhatsApp)/u);
    }
  });

  test('do not speak of calls by themselves', () => {
    expect(namesCalls(language, words.sentence)).toBe(false);
    expect(namesCalls(language, words.prompt)).toBe(false);
  });

  test('are not reviewed before somebody who reads them says so', () => {
    expect(isReviewed(language)).toBe(language === 'en');
  });

  test('are accepted as the words of a draft', () => {
    const locales = { [language]: { what: 'order updates', ...words } };
    expect(noticeDraftSchema.safeParse({ ...draft, default_locale: language, locales }).success).toBe(true);
  });

  test('leave no slot unfilled', () => {
    const { notice } = publishedNotice({
      default_locale: language,
      locales: { [language]: { what: 'order updates' } },
    });
    for (const render of [renderNotice, renderPrompt]) {
      const lines = render(notice, notice.locales[language]!, '+919876547890');
      expect(Object.values(lines).join('\n')).not.toMatch(/[{}]/);
    }
  });
});

test('there are words in every language that issue and market ask for', () => {
  const asked =
    'ar he ur hi bn ta te mr gu kn ml pa id pt es fr de it tr ru ja zh zh-Hant ko vi nl pl th uk sw fa en';
  expect(prescribedLanguages.length).toBeGreaterThanOrEqual(32);
  expect(prescribedLanguages).toEqual(expect.arrayContaining(asked.split(' ')));
});

test.each([
  ['es-MX', 'es'],
  ['hi-Deva-IN', 'hi'],
  ['en-GB', 'en'],
  ['ar-EG', 'ar'],
  ['fa-AF', 'fa'],
  ['pt-BR', 'pt'],
  ['zh-CN', 'zh'],
  ['zh-TW', 'zh-Hant'],
  ['zh-HK', 'zh-Hant'],
  ['zh-Hant-MO', 'zh-Hant'],
  ['zh-Hans-HK', 'zh'],
])('the words of %s are those of %s', (locale, language) => {
  expect(prescribed(locale)).toEqual(prescribed(language));
});

test('each language has words of its own', () => {
  for (const name of Object.keys(slots)) {
    const lines = prescribedLanguages.map((tag) => prescribed(tag)[name as keyof typeof slots]);
    expect(new Set(lines).size, name).toBe(lines.length);
  }
});

test('a language without prescribed words is answered in English, which is reviewed', () => {
  expect(prescribed('eo')).toEqual(prescribed('en'));
  expect(isReviewed('eo')).toBe(true);
});

describe('a notice', () => {
  const own = Object.fromEntries(Object.keys(slots).map((name) => [name, 'Words of our own']));

  test('that takes any line from here is as reviewed as the language is', () => {
    expect(reviewOf('hi', {})).toBe(false);
    expect(reviewOf('hi', { what: 'सूचनाएँ', ...prescribed('hi') })).toBe(false);
    expect(reviewOf('en-GB', prescribed('en'))).toBe(true);
    for (const name of Object.keys(slots))
      expect(reviewOf('hi', { ...own, [name]: prescribed('hi')[name as keyof typeof slots] })).toBe(false);
  });

  test('whose every line the business wrote is not ours to judge', () => {
    expect(reviewOf('hi', own)).toBeUndefined();
  });
});

describe('calls', () => {
  test.each([
    ['en', 'offers by message and phone calls'],
    ['es', 'ofertas por mensaje y llamada telefónica'],
    ['hi', 'संदेश और फ़ोन कॉल'],
    ['bn', 'বার্তা ও ফোন কল'],
    ['bn', 'ফোন কলের মাধ্যমে অফার'],
    ['ta', 'தொலைபேசி அழைப்புகள்'],
    ['te', 'సందేశాలు మరియు ఫోన్ కాల్స్'],
    ['mr', 'संदेश आणि फोन कॉल'],
    ['gu', 'સંદેશા અને ફોન કૉલ'],
    ['kn', 'ದೂರವಾಣಿ ಕರೆಗಳು'],
    ['ml', 'സന്ദേശങ്ങളും ഫോൺ കോളുകളും'],
    ['pa', 'ਸੁਨੇਹੇ ਅਤੇ ਫ਼ੋਨ ਕਾਲਾਂ'],
    ['ur', 'پیغامات اور فون کالز'],
    ['ar', 'الرسائل والمكالمات الهاتفية'],
    ['he', 'הודעות ושיחות טלפון'],
    ['fa', 'پیام‌ها و تماس‌های تلفنی'],
    ['id', 'pesan dan panggilan telepon'],
    ['pt', 'mensagens e ligações'],
    ['pt', 'chamadas de voz'],
    ['fr', 'des messages et des appels'],
    ['de', 'Nachrichten und Sprachanrufe'],
    ['it', 'messaggi e chiamate'],
    ['tr', 'mesajlar ve sesli aramalar'],
    ['ru', 'сообщения и звонки'],
    ['uk', 'повідомлення та дзвінки'],
    ['pl', 'wiadomości i połączenia głosowe'],
    ['nl', 'berichten en oproepen'],
    ['ja', 'メッセージと電話'],
    ['ja', '音声通話'],
    ['zh', '消息和语音通话'],
    ['zh-TW', '訊息和來電'],
    ['ko', '메시지와 전화'],
    ['ko', '음성 통화'],
    ['vi', 'tin nhắn và cuộc gọi'],
    ['th', 'ข้อความและการโทร'],
    ['sw', 'ujumbe na simu za sauti'],
  ])('are named in %s by "%s"', (language, text) => {
    expect(namesCalls(language, text)).toBe(true);
  });

  test.each([
    ['en', 'vocally recalled'],
    ['hi', 'कॉलेज और प्रोटोकॉल'],
    ['bn', 'সকল কলম, কলকাতা'],
    ['te', 'కాల్చిన కాల్షియం'],
    ['mr', 'कॉलेज'],
    ['gu', 'કોલસો અને પ્રોટોકોલ'],
    ['kn', 'ಸಕ್ಕರೆ, ಕರೆನ್ಸಿ'],
    ['ml', 'പ്രോട്ടോക്കോൾ'],
    ['pa', 'ਕਾਲਾ ਕਾਲਜ, ਤਤਕਾਲ'],
    ['ur', 'وکالت'],
    ['pt', 'religação do gás'],
    ['de', 'Anrufbeantworter'],
    ['fr', 'rappels de rendez-vous'],
    ['it', 'articoli richiamati'],
    ['tr', 'arama sonuçları'],
    ['ru', 'звонкая монета'],
    ['uk', 'дзвінкий голос'],
    ['pl', 'zmiany połączeń kolejowych'],
    ['nl', 'belletjesplant'],
    ['ja', '電話番号の変更'],
    ['zh', '电话号码变更'],
    ['zh-TW', '電話號碼變更'],
    ['ko', '전화번호 변경, 통화 환율'],
    ['vi', 'gợi ý món ăn'],
    ['th', 'การโทรคมนาคม'],
    ['sw', 'mabadiliko ya nambari ya simu'],
    ['eo', 'telefonaj calls'],
  ])('are not named in %s by "%s", which only looks like it', (language, text) => {
    expect(namesCalls(language, text)).toBe(false);
  });
});
