// Letters as the words of a list are compared: people and exports keep accents or lose them.

const accents = /[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u3099\u309a]/g;
/** Letters that have no accent to take away, though exports write them as if they had. */
const letters: Readonly<Record<string, string>> = { ı: 'i', ł: 'l', ø: 'o', đ: 'd' };

/** Small ones, without their accents, and in one form where there are several. */
export const plainLetters = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(accents, '')
    .toLowerCase()
    .replaceAll(/[ıłøđ]/g, (letter) => letters[letter]!);
