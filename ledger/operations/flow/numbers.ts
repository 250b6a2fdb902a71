// The numbers of a call: the caller's, as the provider gives it, and one that the caller keys in. Neither may
// be guessed to be in a country that nothing names.

import { normalizeNumber } from '../../core/subject/number.ts';
import { callingCodeOf, isValid, longestIn } from '../../core/subject/numbering-plan.ts';

const international = /^\s*(?:\+|00|(?:tel|sip|sips|whatsapp):)/i;

/**
 * The caller's number, E.164; undefined where it is none, or where it comes without a calling code and the
 * flow does not say which.
 */
export function callerNumber(given: string | undefined, callingCode: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  if (international.test(given)) return normalized(given);
  return callingCode === undefined ? undefined : within(callingCode, given);
}

/**
 * What was keyed in, E.164: a number of the flow's country, or of the caller's own where the flow names none,
 * or one that begins with a calling code. Where there is no country, only a number that is dialled as an
 * international one (00): ten digits of one country are often a number of another, and its last digits, which
 * are read back, are the same.
 */
export function keyedNumber(
  digits: string,
  { callingCode, caller }: { callingCode: string | undefined; caller: string | undefined },
): string | undefined {
  if (digits.startsWith('00')) return normalized(digits);
  const code = callingCode ?? (caller === undefined ? undefined : callingCodeOf(caller.slice(1)));
  return code === undefined ? undefined : within(code, digits);
}

/**
 * As it is dialled in its country, with or without the zero before it; or with the calling code. With another
 * country's only where it is too long to be one of this country with a digit too many: what is read back
 * are the last digits, and those of a slip are the same.
 */
function within(callingCode: string, digits: string): string | undefined {
  const own = normalized(`+${callingCode}${digits.trim().replace(/^0/, '')}`);
  if (own !== undefined) return own;
  const whole = normalized(`+${digits.trim()}`);
  if (whole === undefined || !isValid(whole.slice(1))) return undefined;
  const isForeign = digits.trim().length >= longestIn(callingCode) + slipsMax;
  return whole.startsWith(`+${callingCode}`) || isForeign ? whole : undefined;
}

/** A number of so many digits too many is no slip. */
const slipsMax = 2;

function normalized(written: string): string | undefined {
  const number = normalizeNumber(written);
  return number.kind === 'number' ? number.e164 : undefined;
}
