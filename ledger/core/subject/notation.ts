// How numbers are written, in any script, down to a plus and ASCII digits. Knows notation, not numbering
// plans. There is one reader: the widget reads a typed number with it, the ledger a posted one, so that no
// sign means one thing to one of them and another, or nothing, to the other. It must stay free of imports:
// the widget ships this file.
//
//   ＋44 ７７００ ９００３０１   digits of every script, plus signs and brackets of every width
//   +44–7700–900301         dashes and dots as libphonenumber knows them (VALID_PUNCTUATION), and white space
//   U+202A +44… U+202C      what cannot be seen: contact cards bring direction marks along (UAX #9)
//   tel:+44-7700-900301     RFC 3966, without parameters
//   +44 (0)7700 900301      a zero that is dialled at home and not from abroad, or, in Italy, always

export type Notation = {
  /** A plus stands before the digits. */
  readonly plus: boolean;
  readonly digits: string;
  /** The digits without the zero in parentheses, if there is one. */
  readonly withoutZero?: string;
  /** Behind `tel:`. */
  readonly uri: boolean;
  /** Something stands between digits: a person grouped them. */
  readonly grouped: boolean;
};

const uriScheme = /^tel:/i;
const digit = /\p{Nd}/u;
const anyDigit = /\p{Nd}/gu;
const plus = /[\uff0b\ufe62]/g;
// White space and signs that cannot be seen; dashes, minus, the long vowel mark that Japanese keyboards give
// for one, tilde; brackets; stop, slash. Of full width too.
const unseen = /[\s\p{Cf}]/gu;
const punctuation = /[\p{Pd}\u2212\u30fc~\u2053\u223c\uff5e()[\]\uff08\uff09\uff3b\uff3d./\uff0e\uff0f]/gu;
// Only behind the calling code: further on it is a zero like any other.
const zeroInBrackets = /^(\+?\D*\d{1,5}\D*?)[([\uff08\uff3b]0[)\]\uff09\uff3d]/;

/**
 * Digits of every script as ASCII: the ten of a script stand in one row, beginning with zero (Unicode,
 * section 4.6).
 */
export function asciiDigits(text: string): string {
  return text.replace(anyDigit, (one) => {
    const point = one.codePointAt(0)!;
    let zero = point;
    while (digit.test(String.fromCodePoint(zero - 1))) zero--;
    return String((point - zero) % 10);
  });
}

/** Undefined if a character never belongs to a written number. Without a digit, `digits` is empty. */
export function readNotation(text: string): Notation | undefined {
  const seen = asciiDigits(text)
    .replace(unseen, (sign) => (sign.trim() === '' ? ' ' : ''))
    .trim();
  const written = seen.replace(uriScheme, '').replace(plus, '+');
  const tight = written.replace(/ /g, '');
  const [, sign, digits] = /^(\+?)(\d*)$/.exec(tight.replace(punctuation, '')) ?? [];
  if (digits === undefined) return undefined;
  return {
    plus: sign !== '',
    digits,
    ...(zeroInBrackets.test(tight) && {
      withoutZero: tight.replace(zeroInBrackets, '$1').replace(/\D/g, ''),
    }),
    uri: written !== seen && uriScheme.test(seen),
    grouped: /\d\D+\d/.test(written),
  };
}
