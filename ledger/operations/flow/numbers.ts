// The numbers of a call: the caller's, as the provider gives it, and one that the caller keys in. Neither may
// be guessed to be in a country that nothing names; but a stop goes to each number that may be meant.

import { nationalMax, normalizeNumber } from '../../core/subject/number.ts';
import { callingCodeOf, isOfItsPlan, isValid, longestIn } from '../../core/subject/numbering-plan.ts';

const international = /^\s*(?:\+|00|(?:tel|whatsapp):)/i;

/**
 * The caller's number, E.164; undefined where it is none, or where it comes without a calling code and may be
 * the number of two people.
 */
export function callerNumber(given: string | undefined, callingCode: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  if (international.test(given)) return normalized(given);
  return callingCode === undefined ? undefined : onlyOne(existing(readingsOf(given, callingCode)));
}

/**
 * Each number that the caller may have, where they stop: one that exists, as far as is known, or any that is
 * possible where none does.
 */
export function callerReadings(given: string | undefined, callingCode: string | undefined): string[] {
  if (given === undefined) return [];
  const readings = international.test(given) ? [normalized(given)] : readingsOf(given, callingCode);
  const known = existing(readings);
  return known.length > 0 ? known : readings.filter((one) => one !== undefined);
}

/**
 * What was keyed in, E.164: a number of the flow's country, or of the caller's own where the flow names none,
 * or one that begins with a calling code. Where there is no country, only a number that is dialled as an
 * international one (00): ten digits of one country are often a number of another, and its last digits, which
 * are read back, are the same. With another country's code only where it is too long to be one of this
 * country with a digit too many: what is read back of a slip is the same too.
 */
export function keyedNumber(
  digits: string,
  { callingCode, caller }: { callingCode: string | undefined; caller: string | undefined },
): string | undefined {
  if (digits.startsWith('00')) return normalized(digits);
  const code = callingCode ?? (caller === undefined ? undefined : callingCodeOf(caller.slice(1)));
  if (code === undefined) return undefined;
  const readings = readingsOf(digits, code);
  const [own] = readings;
  const number = onlyOne(valid(readings));
  const isForeign = digits.length >= longestIn(code) + slipsMax;
  return number === own || number?.startsWith(`+${code}`) || isForeign ? number : undefined;
}

/** A number of so many digits too many is no slip. */
const slipsMax = 2;

/**
 * As it is dialled in its country, with or without the zero before it; and with a calling code, its own or
 * another country's.
 */
function readingsOf(
  given: string,
  callingCode: string | undefined,
): [own: string | undefined, whole: string | undefined] {
  const digits = given.trim();
  const own =
    callingCode === undefined ? undefined : normalized(`+${callingCode}${digits.replace(/^0/, '')}`);
  return [own, normalized(`+${digits}`)];
}

/**
 * As far as is known: of digits that are too many to lack a calling code, a plan's outline will do. The first
 * is the own country's, which is what a slip of another's would look like.
 */
function existing([own, whole]: readonly (string | undefined)[]): string[] {
  const isWhole = whole !== undefined && whole.length > nationalMax + 1 && isOfItsPlan(whole.slice(1));
  return [...new Set([...valid([own, whole]), ...(isWhole ? [whole] : [])])];
}

const valid = (readings: readonly (string | undefined)[]): string[] => [
  ...new Set(readings.filter((one): one is string => one !== undefined && isValid(one.slice(1)))),
];

/** Whose it is must not be guessed of two. */
const onlyOne = (numbers: readonly string[]): string | undefined =>
  numbers.length === 1 ? numbers[0] : undefined;

function normalized(written: string): string | undefined {
  const number = normalizeNumber(written);
  return number.kind === 'number' ? number.e164 : undefined;
}
