// Letters of one script that look like those of another. Keyboards of two languages and copied texts mix
// them within a word: "STОP" with a Cyrillic О. No word of any language is written so, and the person means
// the one that it looks like. A word wholly of one script is left as it is, since it may be a word of its
// own; but for "ЅТОР", which is one in no language.
// Small letters and capitals in one: the text is in small letters by now (words.ts).

import { lookAlikeLetters } from '../../core/look-alike-letters.ts';

const scripts = lookAlikeLetters.map(({ script, letters }) => ({
  letter: new RegExp(`\\p{sc=${script}}`, 'u'),
  toLatin: new Map(letters),
  fromLatin: new Map(letters.map(([own, latin]) => [latin, own] as const).toReversed()),
}));

const latin = /\p{sc=Latin}/u;
/** The zero stands for the letter beside other letters. */
const zero = new Map([['0', 'o']]);
const foreign = /[\p{sc=Cyrillic}\p{sc=Greek}0]/u;

const toLatin = new Map([...zero, ...scripts.flatMap((one) => [...one.toLatin])]);

const folded = (word: string, letters: ReadonlyMap<string, string>): string =>
  [...word].map((letter) => letters.get(letter) ?? letter).join('');

/** @param plain words in small letters @returns what they look like, where it is something else */
export function lookAlikes(plain: string): string[] {
  if (!foreign.test(plain)) return [];
  const words = plain.split(' ');
  const inLatin = words.map((word) => (latin.test(word) ? folded(word, toLatin) : word));
  const inOwn = scripts.map(({ letter, fromLatin }) =>
    words.map((word) => (letter.test(word) ? folded(folded(word, zero), fromLatin) : word)),
  );
  const found = [inLatin, ...inOwn].map((some) => some.join(' '));
  if (folded(plain, toLatin) === 'stop') found.push('stop');
  return [...new Set(found)].filter((one) => one !== plain);
}
