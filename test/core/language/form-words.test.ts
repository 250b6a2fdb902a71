import { describe, expect, test } from 'vitest';
import { formStrings } from '../../../ledger/core/language/form-words.ts';
import { formWords } from '../../../ledger/core/language/languages.ts';
import { prescribedLanguages } from '../../../ledger/core/language/wording.ts';

const latin = /^(?:de|en|es|fr|id|it|nl|pl|pt|sw|tr|vi)$/;

test('a form speaks every language that has consent wording', () => {
  expect(Object.keys(formWords).toSorted()).toEqual(prescribedLanguages.toSorted());
});

test('a language that has no words of its own is answered in English', () => {
  expect(formStrings('fi')).toBe(formStrings('en'));
});

describe.each(prescribedLanguages)('the words around a form in %s', (tag) => {
  const { reviewed, ...words } = formStrings(tag);

  test('are whole, plain and in their own script', () => {
    for (const [name, text] of Object.entries(words)) {
      expect(text.normalize('NFC'), name).toBe(text);
      expect(text.trim(), name).toBe(text);
      expect(text, name).toMatch(/\p{L}/u);
      expect(text, name).not.toMatch(/[{}<>&\p{Cc}\u202a-\u202e\u2066-\u2069]| {2}/u);
      if (!latin.test(tag)) expect(text.replaceAll('WhatsApp', ''), name).not.toMatch(/[a-z]/i);
    }
    expect(new Set(Object.values(words)).size).toBe(Object.keys(words).length);
  });

  test('are English in English alone', () => {
    if (tag === 'en') return;
    const english = formStrings('en');
    for (const name of ['number', 'tick', 'signature', 'aloud', 'scanOnFile'] as const)
      expect(words[name], name).not.toBe(english[name]);
  });

  test('are not reviewed before a person who reads them says so', () => {
    expect(reviewed).toBe(tag === 'en');
  });
});
