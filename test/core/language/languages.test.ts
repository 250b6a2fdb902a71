import { describe, expect, test } from 'vitest';
import { accessLanguages } from '../../../ledger/core/language/access-languages.ts';
import { en as enAccess } from '../../../ledger/core/language/en/access.ts';
import { en as enErasure } from '../../../ledger/core/language/en/erasure.ts';
import { en as enHosted } from '../../../ledger/core/language/en/hosted.ts';
import { en } from '../../../ledger/core/language/en/person.ts';
import { erasureLanguages } from '../../../ledger/core/language/erasure-languages.ts';
import { hostedWords } from '../../../ledger/core/language/languages.ts';
import { acceptedLanguages, languageFor } from '../../../ledger/core/language/person-languages.ts';
import { prescribedLanguages } from '../../../ledger/core/language/wording.ts';

type Nested = { [key: string]: string | Nested };

/** Every word of the page by its path, as in `gradeShows.E2`. */
function flat(words: Nested, under = ''): Record<string, string> {
  return Object.assign(
    {},
    ...Object.entries(words).map(([key, word]) =>
      typeof word === 'string' ? { [under + key]: word } : flat(word, `${under}${key}.`),
    ),
  );
}

const english = flat({ ...en, hosted: enHosted, access: enAccess, erasure: enErasure });
const placeholders = (text = '') => (text.match(/\{\w+\}/g) ?? []).toSorted();
const bidiMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

test("the person's pages and the hosted page speak every language that has consent wording", () => {
  for (const words of [hostedWords, accessLanguages, erasureLanguages])
    expect(Object.keys(words).toSorted()).toEqual(prescribedLanguages.toSorted());
  expect(prescribedLanguages.filter((tag) => languageFor([tag]).lang !== tag)).toEqual([]);
});

describe.each(prescribedLanguages.filter((tag) => tag !== 'en'))('the pages in %s', (tag) => {
  const [hosted, access, erasure] = [hostedWords[tag]!, accessLanguages[tag]!, erasureLanguages[tag]!];
  const words = flat({ ...languageFor([tag]).strings, hosted, access, erasure });

  test('has the same words as in English, with the same places to fill', () => {
    expect(Object.keys(words).toSorted()).toEqual(Object.keys(english).toSorted());
    for (const [key, text] of Object.entries(words)) {
      expect(placeholders(text), key).toEqual(placeholders(english[key]));
      expect(text.replaceAll(/\{\w+\}/g, ''), key).not.toMatch(/[{}<>&]/);
    }
  });

  test('is translated, with WhatsApp and the levels left as they are', () => {
    for (const [key, text] of Object.entries(words)) {
      const original = english[key]!;
      // A single word may happen to be the English one; a sentence may not.
      const said = original.replaceAll(/\{\w+\}|WhatsApp/g, '').match(/\S*[a-z]\S*/gi) ?? [];
      if (said.length > 1) expect(text, key).not.toBe(original);
      expect(text.includes('WhatsApp'), key).toBe(original.includes('WhatsApp'));
      expect(new Set(text.match(/E[0-4]/g)), key).toEqual(new Set(original.match(/E[0-4]/g)));
    }
  });

  test('is written in one way: NFC, no control or direction mark, no space around a line', () => {
    for (const [key, text] of Object.entries(words)) {
      expect(text.normalize('NFC'), key).toBe(text);
      expect(text.trim(), key).toBe(text);
      expect(text, key).not.toMatch(/\p{Cc}| {2}/u);
      expect(text, key).not.toMatch(bidiMarks);
    }
  });
});

describe('the language of the page', () => {
  test.each([
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['zh-TW,zh;q=0.9', 'zh-Hant'],
    ['zh-Hans-HK', 'zh'],
    ['sw;q=0.3, uk;q=0.9', 'uk'],
    ['eo, fr;q=0.5', 'fr'],
    ['iw', 'he'],
    ['de_AT', 'de'],
    ['de;q=0, it', 'it'],
  ])('for "%s" is %s', (header, lang) => {
    expect(languageFor(acceptedLanguages(header)).lang).toBe(lang);
  });

  test.each([undefined, '', '*', 'eo', '%%%', 'constructor', '__proto__', ';q=1', ',,,', '-'])(
    'is English where none is named that the page speaks: %j',
    (header) => {
      expect(languageFor(acceptedLanguages(header))).toMatchObject({ lang: 'en', dir: 'ltr' });
    },
  );

  test.each(['ar', 'fa', 'he', 'ur'])('runs from right to left in %s', (lang) => {
    expect(languageFor([lang]).dir).toBe('rtl');
  });
});
