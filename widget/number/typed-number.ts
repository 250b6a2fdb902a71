// A number as typed becomes the international digits that are signed, without any table of numbering plans: the
// server normalises for real and may refuse. What the person typed is never rewritten in the field.

export type TypedNumber =
  /** E.164 in form: `+` and 7 to 15 digits. */
  | { kind: 'complete'; international: string }
  | { kind: 'incomplete' }
  /** Too short, too long or of no known beginning, by its country's plan. */
  | { kind: 'not_possible' }
  /** Something other than digits and the usual punctuation. */
  | { kind: 'not_a_number' };

const digitsMin = 7;
const digitsMax = 15;

/** Code points of zero in the decimal digits that phone keyboards produce. */
const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xff10];

/** Digits of any common script as ASCII, so that the mask counts what the person sees as digits. */
export function asciiDigits(typed: string): string {
  return typed.replace(/\p{Nd}/gu, (digit) => {
    const point = digit.codePointAt(0)!;
    const zero = zeros.find((first) => point >= first && point < first + 10);
    return zero === undefined ? digit : String(point - zero);
  });
}

/** Whether it says itself to which country it belongs. */
export const isInternational = (typed: string): boolean => /^\s*(\+|00)/.test(typed);

/**
 * `+` or `00` starts an international number; anything else is national and needs the notice's calling code.
 * Leading zeros of a national number are its trunk prefix and fall away, as does the "(0)" of "+44 (0)20 …".
 */
export function parseTypedNumber(typed: string, callingCode?: string): TypedNumber {
  const plain = asciiDigits(typed)
    .replace(/^(\s*(?:\+|00).*)\(0\)/u, '$1')
    // Format characters too: a number pasted from a contact card often brings invisible direction marks.
    .replace(/[\s\p{Cf}\p{Pd}()./]/gu, '');
  if (plain === '') return { kind: 'incomplete' };
  const [, international, digits] = /^(\+|00)?(\d*)$/.exec(plain) ?? [];
  if (digits === undefined) return { kind: 'not_a_number' };
  const whole = international ? digits : national(digits, callingCode);
  // No calling code begins with zero.
  if (whole.startsWith('0') || whole.length < digitsMin || whole.length > digitsMax) {
    return { kind: 'incomplete' };
  }
  return { kind: 'complete', international: `+${whole}` };
}

function national(digits: string, callingCode: string | undefined): string {
  return callingCode === undefined ? '' : callingCode + digits.replace(/^0+/, '');
}
