import { describe, expect, test } from 'vitest';
import { readSms } from '../../../ledger/channels/sms/said.ts';
import { understand } from '../../../ledger/channels/whatsapp/words.ts';
import { smsWords } from '../../../ledger/core/language/sms-languages.ts';
import {
  answersIn,
  everyAnswer,
  languageOfCountry,
  prescribedReply,
  smsStrings,
} from '../../../ledger/core/language/sms-words.ts';
import { namesCalls, prescribedLanguages } from '../../../ledger/core/language/wording.ts';
import { smsText } from '../../../ledger/core/notice/sms.ts';
import { segmentsOf, smsFaults } from '../../../ledger/core/notice/sms-rules.ts';
import { publishedNotice } from '../consent/sample-consent.ts';

const slots: Record<string, readonly string[]> = {
  ask: ['business', 'what'],
  help: ['contact'],
  recorded: ['business', 'business', 'what'],
  stopped: ['business'],
};
const bidiMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

test('a person is written to in every language that has consent wording', () => {
  expect(Object.keys(smsWords).toSorted()).toEqual(prescribedLanguages.toSorted());
});

describe.each(prescribedLanguages)('what a person reads in %s', (tag) => {
  const { yes, no, helpWords, reviewed, ...sentences } = smsStrings(tag);
  const notice = publishedNotice({
    default_locale: tag,
    locales: { [tag]: { what: 'order updates', sms: { keywords: ['ORDERS'] } } },
  });

  test('passes the rules of its own publication, and names no calls', () => {
    expect(smsFaults(notice)).toEqual([]);
    expect(namesCalls(tag, prescribedReply(tag))).toBe(false);
  });

  test('has the slots it must have, and no other', () => {
    for (const [name, text] of Object.entries(sentences)) {
      const found = Array.from(text.matchAll(/\{(\w+)\}/g), ([, slot]) => slot);
      expect(found.toSorted(), name).toEqual([...(slots[name] ?? [])].toSorted());
      expect(text.normalize('NFC'), name).toBe(text);
      expect(text.trim(), name).toBe(text);
      expect(text, name).not.toMatch(bidiMarks);
    }
  });

  test('offers one word that agrees, and hears it, and never takes a yes for a stop', () => {
    const context = { locale: tag, isAsked: true, keywords: new Set<string>() };
    for (const [kind, words] of Object.entries({ yes, no }))
      for (const word of words) expect(readSms(word, context).kind, word).toBe(kind);
    for (const word of answersIn(tag, 'yes')) expect(understand(word), word).toBeUndefined();
    for (const word of helpWords) expect(readSms(word, { ...context, isAsked: false }).kind).toBe('help');
  });

  test('fits few text messages', () => {
    expect(segmentsOf(smsText(notice.notice, notice.notice.locales[tag]!)!)).toBeLessThanOrEqual(4);
  });

  test('is not reviewed before somebody who reads it says so', () => {
    expect(reviewed).toBe(tag === 'en');
  });
});

test('a yes in one language is a no in none', () => {
  const all = Object.keys(smsWords);
  for (const [tag, other] of all.flatMap((one) => all.map((two) => [one, two] as const)))
    for (const word of smsStrings(tag).yes)
      expect(smsStrings(other).no, `${tag} ${other}`).not.toContain(word);
  expect(everyAnswer.length).toBeGreaterThan(2 * all.length);
});

test.each([
  ['IN', 'hi'],
  ['DE', 'de'],
  ['BR', 'pt'],
  ['TW', 'zh-Hant'],
  ['US', 'en'],
  ['IS', 'en'],
])('a number of %s is answered in %s', (country, tag) => {
  expect(languageOfCountry(country)).toBe(tag);
});
