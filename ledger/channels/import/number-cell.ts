// The number in a cell of a list. Where the operator says of which country the numbers are that lack their
// calling code, the one reader of numbers reads the cell, and the code goes before what it read.

import { normalizeConsenting, normalizeNumber } from '../../core/subject/identifier.ts';
import { readNotation } from '../../core/subject/notation.ts';
import { isOfItsPlan, isValid } from '../../core/subject/numbering-plan.ts';
import { refused } from '../../core/subject/refusal.ts';
import { unwrapped, WRITTEN_NUMBER_MAX } from '../../core/subject/written-number.ts';

/** A number as it is recorded, and in its canonical form. */
export type Read = { given: string; number: string };
type Unread = { rule: string; detail: string };

/** Whose consent it is must not be guessed: there is one reading of the number, or none. */
export function consentingIn(cell: string, callingCode: string | undefined): Read | Unread {
  const digits = callingCode === undefined ? undefined : withoutCode(cell);
  if (callingCode === undefined || digits === undefined) return asWritten(cell, normalizeConsenting);
  if (digits === 'unread') return unread('character');
  const [first, second] = readings(digits, callingCode);
  if (first === undefined) return wholeIn(digits, normalizeConsenting) ?? notOfCountry;
  return second === undefined ? first : twoReadings;
}

/** Under any reading a stop is heard: of whoever may be meant. */
export function stoppingIn(cell: string, callingCode: string | undefined): Read[] | Unread {
  const digits = callingCode === undefined ? undefined : withoutCode(cell);
  if (callingCode === undefined || digits === undefined) {
    const read = asWritten(cell, normalizeNumber);
    return 'rule' in read ? read : [read];
  }
  if (digits === 'unread') return unread('character');
  const found = readings(digits, callingCode);
  if (found.length > 0) return found;
  const whole = wholeIn(digits, normalizeNumber);
  return whole === undefined ? notOfCountry : [whole];
}

/**
 * The same; where nobody says of which country the numbers are, as one of the business's own, like a stop
 * that its server posts (server/named-person.ts). A consent is not guessed about.
 */
export function stoppingAtHome(
  cell: string,
  { callingCode, homeCode }: { callingCode?: string | undefined; homeCode?: string | undefined },
): Read[] | Unread {
  const read = stoppingIn(cell, callingCode);
  const lacksCode = 'rule' in read && read.rule === 'number/calling_code_missing';
  if (!lacksCode || callingCode !== undefined || homeCode === undefined) return read;
  const atHome = stoppingIn(cell, homeCode);
  return 'rule' in atHome ? read : atHome;
}

function asWritten(cell: string, normalize: typeof normalizeNumber): Read | Unread {
  const number = normalize(cell);
  return number.kind === 'number' ? { given: cell, number: number.e164 } : unread(number.rule);
}

function unread(rule: Parameters<typeof refused>[0]): Unread {
  return { rule: `number/${rule}`, detail: refused(rule).detail };
}

/** A day that stands where the number should. */
const day =
  /^(?:(?:19|20)\d\d([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])([-./])(?:0?[1-9]|[12]\d|3[01])\2(?:19|20)\d\d)$/;

/**
 * The digits of a number that is written without its calling code. Undefined where it has one; `unread` where
 * something is there that no number has: a letter, the exponent of a sum.
 */
function withoutCode(cell: string): string | undefined | 'unread' {
  if (cell.length > WRITTEN_NUMBER_MAX) return undefined;
  const bare = unwrapped(cell);
  const notation = readNotation(bare);
  if (notation?.plus === true || notation?.digits === '' || /^[\s([]*00/.test(bare)) return undefined;
  // What stands behind the number belongs to it only where it is international.
  const cut = unwrapped(`+${bare.replace(/^tel:/i, '')}`);
  const read = readNotation(cut);
  if (read === undefined || !read.plus || day.test(bare)) return 'unread';
  return read.withoutZero ?? read.digits;
}

/** Those under which there is such a number: as it is dialled at home, and whole where it begins so. */
function readings(digits: string, callingCode: string): Read[] {
  const withCode = `+${callingCode}${digits}`;
  // Of some countries a 0 is part of the number; where no such number exists, it is the one dialled before.
  // That it stands there says enough: what is known of a plan lags behind it.
  const isDialled = /^0[1-9]/.test(digits) ? isOfItsPlan : isValid;
  const home = existing(withCode) ?? existing(`+${callingCode}${digits.replace(/^0/, '')}`, isDialled);
  const whole = digits.startsWith(callingCode) ? existing(`+${digits}`) : undefined;
  return [home, whole].filter(
    (one, at, all) => one !== undefined && (at === 0 || one.number !== all[0]?.number),
  ) as Read[];
}

/** As it stands, where it is no number of the country that the operator said: in a list some are whole. */
function wholeIn(digits: string, normalize: typeof normalizeNumber): Read | undefined {
  const number = normalize(digits);
  return number.kind === 'number' && isOfItsPlan(number.e164.slice(1))
    ? { given: `+${digits}`, number: number.e164 }
    : undefined;
}

/** Plans grow faster than what is known of them; such a number is read where it has its + and its code. */
function existing(given: string, exists = isValid): Read | undefined {
  const number = normalizeNumber(given);
  return number.kind === 'number' && exists(number.e164.slice(1))
    ? { given, number: number.e164 }
    : undefined;
}

const notOfCountry = {
  rule: 'number/not_of_country',
  detail:
    'No number of the country of the calling code looks like this. Write it in international form: +, the code, the number.',
};
const twoReadings = {
  rule: 'number/two_readings',
  detail:
    'With the calling code before it and as it stands it is a number, of two people. Write it in international form: +, the code, the number.',
};
