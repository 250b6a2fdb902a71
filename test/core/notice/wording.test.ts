import { describe, expect, test } from 'vitest';
import { noticeDraftSchema } from '../../../ledger/core/notice/notice.ts';
import { renderNotice } from '../../../ledger/core/notice/render.ts';
import { prescribed, prescribedLanguages } from '../../../ledger/core/notice/wording.ts';
import { draft, publishedNotice } from '../consent/sample-consent.ts';

const slots = {
  sentence: ['{what}', '{business}', '{masked}'],
  prompt: ['{what}', '{business}', '{masked}'],
  privacy: ['{business}', '{privacy_url}'],
  withdrawal: ['{withdrawal_url}'],
  contact: ['{business}', '{contact}'],
};

describe.each(prescribedLanguages)('the prescribed words in %s', (language) => {
  const words = prescribed(language);

  test('have every slot, each once, and no other', () => {
    for (const [name, wanted] of Object.entries(slots)) {
      const found = words[name as keyof typeof words].match(/\{\w+\}/g) ?? [];
      expect(found.toSorted(), name).toEqual(wanted.toSorted());
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
    expect(words.prompt.split(/[.।]\s*/).filter(Boolean)).toHaveLength(3);
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
    for (const form of ['shown', 'spoken'] as const) {
      const lines = renderNotice(notice, notice.locales[language]!, '+919876547890', form);
      expect(Object.values(lines).join('\n')).not.toMatch(/[{}]/);
    }
  });
});

test.each([
  ['es-MX', 'es'],
  ['hi-Deva-IN', 'hi'],
  ['en-GB', 'en'],
])('the words of %s are those of %s', (locale, language) => {
  expect(prescribed(locale)).toEqual(prescribed(language));
});

test('each language has words of its own', () => {
  const sentences = prescribedLanguages.map((language) => prescribed(language).sentence);
  expect(new Set(sentences).size).toBe(sentences.length);
});

test('a language without prescribed words is answered in English', () => {
  expect(prescribed('fr')).toEqual(prescribed('en'));
});
