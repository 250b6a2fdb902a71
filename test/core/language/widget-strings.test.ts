import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { en } from '../../../ledger/core/language/en/widget.ts';
import type { Strings } from '../../../ledger/core/language/widget-strings.ts';
import { prescribedLanguages } from '../../../ledger/core/language/wording.ts';

const folder = new URL('../../../ledger/core/language/', import.meta.url);
const tags = readdirSync(folder)
  .filter((name) => !name.endsWith('.ts'))
  .toSorted();
const translated = await Promise.all(
  tags.filter((tag) => tag !== 'en').map(async (tag) => ({ tag, words: await wordsOf(tag) })),
);

async function wordsOf(tag: string): Promise<Strings> {
  const module: Record<string, Strings> = await import(new URL(`${tag}/widget.ts`, folder).href);
  const [exported] = Object.values(module);
  if (!exported) throw new Error(`${tag}/widget.ts exports nothing`);
  return exported;
}

const keys = Object.keys(en) as (keyof Strings)[];
const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted();
const bidiMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
/** The one place that needs marks: among letters from right to left, "+91" would be drawn as "91+". */
const isolatedCode = '\u2066+{code}\u2069';
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** Words that are the English ones by chance. */
const sameWord: Record<string, (keyof Strings)[]> = {
  de: ['codeLabel'],
  es: ['errorPrefix'],
  fr: ['codeLabel'],
  nl: ['codeLabel'],
};

/** What stands in one line beside something else, and would push it away. */
const labels = [
  'numberLabel',
  'newTab',
  'saving',
  'saved',
  'undoing',
  'undone',
  'numberChanged',
  'yourConsent',
  'confirmByMessage',
  'confirmByCode',
  'codeLabel',
  'codeSend',
] as const;

const errors = [
  'numberIncomplete',
  'numberNotPossible',
  'numberRefused',
  'noticeChanged',
  'unreachable',
  'unreachableCarried',
  'refused',
  'tooMany',
  'undoFailed',
  'byHand',
  'codeWrong',
  'codeExpired',
  'confirmUnavailable',
] as const;

/** "Please", "sorry", "oops", "valid" and "invalid", as each language's own forms say them. */
const forbidden: Record<string, RegExp> = {
  en: /\b(?:please|sorry|oops|(?:in)?valid)\b/i,
  ar: /يرجى|رجاء|عذر|نأسف|غير صالح/,
  bn: /অনুগ্রহ|দুঃখিত|অবৈধ/,
  de: /bitte|leider|entschuldig|hoppla|(?:un)?gültig/i,
  es: /por favor|lo sentimos|vaya|(?:in)?válid/i,
  fa: /لطفا|متأسف|متاسف|نامعتبر/,
  fr: /veuillez|s’il vous plaît|désolé|oups|(?:in)?valide\b/i,
  gu: /કૃપા|માફ કર|અમાન્ય/,
  he: /בבקשה|אנא|מצטער|סליחה|חוקי|תקין/,
  hi: /कृपया|क्षमा|खेद|अमान्य/,
  id: /mohon|harap|silakan|maaf|tidak valid/i,
  it: /per favore|per cortesia|ci dispiace|ops|(?:non )?valid/i,
  ja: /申し訳|恐れ入り|すみません|無効/,
  kn: /ದಯವಿಟ್ಟು|ಕ್ಷಮಿಸಿ|ಅಮಾನ್ಯ/,
  ko: /죄송|유효하지|잘못된 번호/,
  ml: /ദയവായി|ക്ഷമിക്ക|അസാധു/,
  mr: /कृपया|क्षमस्व|अवैध/,
  nl: /alstublieft|sorry|helaas|oeps|(?:on)?geldig/i,
  pa: /ਕਿਰਪਾ|ਮਾਫ਼|ਅਵੈਧ/,
  pl: /prosz|przepraszamy|niestety|ups|(?:nie)?prawidłow/i,
  pt: /por favor|desculp|lamentamos|ops|(?:in)?válid/i,
  ru: /пожалуйста|извините|простите|к сожалению|недействит|недопустим/i,
  sw: /tafadhali|samahani|pole|batili/i,
  ta: /தயவு|மன்னி|தவறான எண்/,
  te: /దయచేసి|క్షమించ|చెల్లని/,
  th: /กรุณา|โปรด|ขออภัย|ไม่ถูกต้อง/,
  tr: /lütfen|üzgün|maalesef|geçersiz/i,
  uk: /будь ласка|вибачте|на жаль|недійсн|неприпустим/i,
  ur: /براہ کرم|براہِ کرم|معذرت|غلط نمبر/,
  vi: /vui lòng|xin lỗi|rất tiếc|không hợp lệ/i,
  zh: /请|抱歉|对不起|无效/,
  'zh-hant': /請|抱歉|對不起|無效/,
};

test('the element speaks every language that has consent wording', () => {
  expect(tags).toEqual(prescribedLanguages.map((tag) => tag.toLowerCase()).toSorted());
  expect(tags.length).toBeGreaterThanOrEqual(24);
});

test('no error says please, sorry, valid or invalid in English', () => {
  for (const key of errors) expect(en[key]).not.toMatch(forbidden.en!);
});

describe.each(translated)('the words in $tag', ({ tag, words }) => {
  test('name their own language, by a tag that browsers know', () => {
    expect(words.lang.toLowerCase()).toBe(tag);
    expect(Intl.getCanonicalLocales(words.lang)).toEqual([words.lang]);
  });

  test('are as many as in English, and fill the same places', () => {
    expect(Object.keys(words)).toEqual(keys);
    for (const key of keys) expect(placeholders(words[key]), key).toEqual(placeholders(en[key]));
  });

  test('are translated, each of them, with WhatsApp left as it is', () => {
    for (const key of keys) {
      if (!sameWord[tag]?.includes(key)) expect(words[key], key).not.toBe(en[key]);
      expect(words[key].includes('WhatsApp'), key).toBe(en[key].includes('WhatsApp'));
    }
  });

  test('are written in one way: NFC, no control or direction mark, no space around them', () => {
    for (const key of keys) {
      expect(words[key].normalize('NFC'), key).toBe(words[key]);
      expect(words[key], key).not.toMatch(/\p{Cc}| {2}/u);
      expect(words[key].replaceAll(isolatedCode, ''), key).not.toMatch(bidiMarks);
      // Only what is put before an error may end in the space that parts them.
      expect(key === 'errorPrefix' ? words[key].trimEnd() : words[key], key).toBe(words[key].trim());
    }
  });

  test('keep + before the calling code where the line runs from right to left, and only there', () => {
    expect(words.hintWithCode.includes(isolatedCode)).toBe(rightToLeft.test(words.hintWithCode));
  });

  test('show that something goes on where English does, and end no message with a full stop', () => {
    for (const key of keys) {
      expect(words[key].endsWith('…'), key).toBe(en[key].endsWith('…'));
      expect(words[key], key).not.toMatch(/[.。।۔]$/);
    }
  });

  test('are short where they stand beside something else', () => {
    // Twenty characters fit everywhere; a word of five letters may well need more than twice its length.
    for (const key of labels) {
      expect(words[key].length, key).toBeLessThanOrEqual(Math.max(20, 2.2 * en[key].length));
    }
  });

  test('say in errors what to do, without please, sorry, valid or invalid', () => {
    for (const key of errors) {
      expect(words[key], key).not.toMatch(forbidden.en!);
      expect(words[key], key).not.toMatch(forbidden[tag]!);
    }
  });
});
