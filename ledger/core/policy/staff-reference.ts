// What a business calls a member of its staff, in evidence and where a second one confirms. Two references
// are compared as a reader takes them: who took a form down as `staff-7` must not pass as a second pair of
// eyes by `STAFF 07`, by a letter of another script, or by what cannot be seen. Of two people whose
// references look alike one is refused in error, and a clearer reference mends that.

import { plainLetters } from '../import/plain-letters.ts';
import { looksLatin } from '../look-alike-letters.ts';
import { asciiDigits } from '../subject/notation.ts';

/**
 * Latin letters of living alphabets that are no other letter with an accent, each as the one it is taken for.
 * No other is a letter of a reference: there are hundreds that look like these (ʂ, ȿ, ƭ, ꜱ).
 */
const ownLetters: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ ß: 'ss', æ: 'ae', œ: 'oe', ð: 'd', þ: 'p', ħ: 'h', ŧ: 't', ŋ: 'n', ə: 'e', ɛ: 'e', ɔ: 'o' },
    ...{ ɓ: 'b', ɖ: 'd', ɗ: 'd', ƒ: 'f', ɣ: 'y', ƙ: 'k', ʋ: 'u', ƴ: 'y' },
  }),
);
/** In a font, or in capitals, one for the other: I, l and 1, and O and 0. */
const alike: Readonly<Record<string, string>> = { '0': 'o', '1': 'l', i: 'l' };

/** Other signs, blanks and accents, zeros before a number, and what shows nothing, make no other person. */
const asRead = (reference: string): string => {
  const plain = asciiDigits(plainLetters(reference))
    .replace(/(?<!\p{N})0+(?=\p{N})/gu, '')
    .replace(/[^\p{L}\p{N}\p{M}|]|(?=\p{M})\p{sc=Inherited}|\p{Default_Ignorable_Code_Point}/gu, '')
    .replaceAll('|', 'l');
  return [...plain]
    .map((letter) => looksLatin.get(letter) ?? ownLetters.get(letter) ?? letter)
    .map((letter) => alike[letter] ?? letter)
    .join('');
};

export const isSameReference = (one: string, other: string): boolean => asRead(one) === asRead(other);

const scripts = [
  ...[
    'Latin',
    'Cyrillic',
    'Greek',
    'Arabic',
    'Hebrew',
    'Devanagari',
    'Bengali',
    'Gurmukhi',
    'Gujarati',
    'Oriya',
  ],
  ...['Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Thai', 'Lao', 'Khmer', 'Myanmar', 'Ethiopic'],
  ...['Armenian', 'Georgian'],
];
/** Of the East Asian scripts several stand in one word, beside Latin letters. */
const eastAsian = ['Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo', 'Latin'];

const wordOf = (some: readonly string[]) =>
  new RegExp(`^(?:[${some.map((script) => `\\p{scx=${script}}`).join('')}]|\\p{sc=Inherited})+$`, 'u');
const wholeWords = [...scripts.map((script) => wordOf([script])), wordOf(eastAsian)];
/** They show letters in another order than they stand. */
const reordering = /[\u202a-\u202e\u2066-\u2069]/u;

/** Whether a reader sees what stands there: no word of letters of several scripts, and none in disguise. */
export const isPlainReference = (reference: string): boolean => {
  const text = reference.normalize('NFKC');
  if (reordering.test(text)) return false;
  const latin = plainLetters(text).match(/\p{sc=Latin}/gu) ?? [];
  if (latin.some((letter) => !/[a-z]/.test(letter) && !ownLetters.has(letter))) return false;
  const found = text.replace(/\p{Default_Ignorable_Code_Point}/gu, '').match(/[\p{L}\p{M}]+/gu) ?? [];
  return found.every((word) => wholeWords.some((whole) => whole.test(word)));
};
