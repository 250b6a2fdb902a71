// The one reading of a number: a typed or handed-over text becomes the international number that the widget
// masks and signs and the ledger stores, or a question to the person. Pure: the numbering plans come in.
//
// A plus or an international prefix names the country. Such a number need only be possible, because people
// register WhatsApp on landlines, and plans lag behind the operators. Without one, the widget must guess the
// country, and a wrong guess is a stranger's consent. So it reads such a number only if exactly one reading
// is valid. It never rewrites what the person typed, unless the person presses a button.

import { readNotation } from '../../ledger/core/subject/notation.ts';

export type Reading =
  /** E.164: `+` and 7 to 15 digits. */
  | { kind: 'complete'; international: string }
  /**
   * The text can mean several numbers, or none that is known to exist. `meant`: the likely ones, E.164.
   */
  | { kind: 'unclear'; meant: string[] }
  | { kind: 'incomplete' }
  /** Too short, too long or with an unknown beginning, by its country's plan. */
  | { kind: 'not_possible' }
  /** The text holds more than digits and the punctuation of numbers. */
  | { kind: 'not_a_number' };

/** The country of numbers that do not name it. */
export type Place = {
  code?: string | undefined;
  /** ISO 3166, where several countries share the code. */
  country?: string | undefined;
  /** Another calling code whose numbers may be meant as well. */
  also?: string | undefined;
  /**
   * `chosen`: the person or the shop chose it for this number. `default`: it is the business's own country.
   * `none`: it is a preset that no person chose.
   */
  trust: 'chosen' | 'default' | 'none';
};

/** How well digits fit a plan. */
export const fits = { not: 0, possible: 1, mobileLength: 2, valid: 3 } as const;
export type Fit = (typeof fits)[keyof typeof fits];
/** `isOlder`: it was said in digits of before the plan grew, which may as well be a slip. */
export type Found = { number: string; fit: Fit; isOlder?: boolean };

export type Plans = {
  /** How what was a number before its plan changed is written today (core/subject/mobile-respelling.ts). */
  today(digits: string): string;
  /** The calling code that these digits begin with. */
  codeIn(digits: string): string | undefined;
  /** Does this calling code have mobile numbers of so many digits? Needs no plan. */
  hasLength(digits: string): boolean;
  /** Calling code and national number, as dialled. Undefined while its plan is not loaded. */
  international(digits: string): Found | undefined;
  /** As dialled inside the place's country. */
  national(digits: string, place: Place): Found | undefined;
  /** The digits without the country's prefix for calls abroad. */
  lessPrefix(digits: string, place: Place): string | undefined;
  /** As people write it, in the groups of its country's mobile numbers: +44 7700 900281. */
  grouped(number: string): string;
};

export const digitsMin = 7;
export const digitsMax = 15;
/** Numbers offered in one question. */
const offeredMax = 3;
/** Prefixes for calls abroad or at home, in various countries. A lost plus leaves ''. */
const prefixesElsewhere = ['', '0', '000', '001', '002', '0011', '010', '011', '810'];

const complete = (international: string): Reading => ({ kind: 'complete', international });

export function readNumber(text: string, place: Place, plans: Plans): Reading {
  const notation = readNotation(text);
  if (notation === undefined) return { kind: 'not_a_number' };
  const { plus, digits, withoutZero } = notation;
  if (digits === '') return { kind: 'incomplete' };
  if (plus) return best([digits, withoutZero].flatMap((one) => (one ? saidOnce(one, plans) : [])));
  const national = place.code === undefined ? undefined : atHome(digits, place, plans);
  const abroads = [digits, withoutZero]
    .flatMap((one) => abroad(one, national, place, plans))
    .map((one) => saidOnce(one, plans));
  const top = Math.max(0, ...abroads.map(({ fit }) => fit));
  const likely = abroads.filter(({ fit }) => fit === top).map(({ reading }) => reading);
  const universal = digits.startsWith('00');
  // A prefix of only one country may be the start of a number. The rest must then be a number that exists,
  // and no other may be in it.
  const others = universal ? [] : elsewhere(digits, plans).filter(({ fit }) => fit === fits.valid);
  const whole = distinct([
    ...likely.flatMap((one) => (one.kind === 'complete' ? one.international : [])),
    ...(top === fits.valid ? others.map(({ number }) => number) : []),
  ]);
  if ((universal || top === fits.valid) && whole.length > 0)
    return whole.length === 1 ? complete(whole[0]!) : { kind: 'unclear', meant: whole.slice(0, offeredMax) };
  if (universal) return likely.find(({ kind }) => kind === 'unclear') ?? likely[0]!;
  return guessed(digits, national, place, plans);
}

/** As dialled inside the place's country, today or by the plan of before. */
function atHome(digits: string, place: Place, plans: Plans): Found | undefined {
  const found = plans.national(digits, place);
  return found && respelled(found.number.slice(1) || `${place.code}${digits}`, found, plans);
}

const today = (number: string, plans: Plans): string => `+${plans.today(number.slice(1))}`;

/**
 * The form of today of a number that has several, as the ledger keeps it. One that grew is asked for: whoever
 * left a digit out of today's number has written one of before, which may have become a stranger's.
 */
function respelled(digits: string, found: Found, plans: Plans): Found {
  const spelled = plans.today(digits);
  if (spelled === digits) return found;
  const now = plans.international(spelled);
  // Argentina's 9 is dialled from abroad alone: its numbers did not grow.
  const isOlder = spelled.length > digits.length && found.fit !== fits.valid && !spelled.startsWith('549');
  return now === undefined || now.fit < found.fit ? found : { ...now, isOlder };
}

/** Reads digits that follow an international prefix. */
function abroad(
  digits: string | undefined,
  national: Found | undefined,
  place: Place,
  plans: Plans,
): string[] {
  if (digits === undefined) return [];
  const universal = digits.startsWith('00');
  const isOwn = !universal && (national?.fit ?? fits.not) >= fits.mobileLength;
  const less = isOwn ? undefined : plans.lessPrefix(digits, place);
  return [...(universal ? [digits.slice(2)] : []), ...(less ? [less] : [])];
}

type Said = { reading: Reading; fit: Fit };

/** With and without a zero in parentheses: the form that fits better. */
const best = (forms: readonly Said[]): Reading =>
  forms.reduce((one, other) => (other.fit > one.fit ? other : one)).reading;

/** Reads a number with its calling code. */
function saidOnce(digits: string, plans: Plans): Said {
  const code = plans.codeIn(digits);
  if (code === undefined) {
    return { reading: { kind: digits.length < 3 ? 'incomplete' : 'not_possible' }, fit: fits.not };
  }
  const written = plans.international(digits);
  const whole = digits.length >= digitsMin && digits.length <= digitsMax;
  // The ledger decides where the plan did not load.
  if (written === undefined) {
    return { reading: whole ? complete(`+${digits}`) : { kind: 'incomplete' }, fit: fits.possible };
  }
  const first = respelled(digits, written, plans);
  // Again: a prefix that is dialled at home may have hidden the older form.
  const { fit, number, isOlder } =
    first === written ? respelled(written.number.slice(1), written, plans) : first;
  if (isOlder) return { reading: { kind: 'unclear', meant: [number] }, fit };
  const inner = secondCode(code, digits.slice(code.length), fit, plans);
  if (inner) return { reading: { kind: 'unclear', meant: [inner] }, fit: fits.possible };
  if (fit !== fits.not) return { reading: complete(number), fit };
  return { reading: { kind: digits.length < digitsMin ? 'incomplete' : 'not_possible' }, fit };
}

/**
 * Removes what stands too much before a number, if the rest fits better than the whole: a zero that callers
 * do not dial there (+48 0514 492 962), the code once more (+91 91 98765 43210), or +91 before a number that
 * a form had filled in whole (44 7700 900281). The ledger does the same (core/subject/numbering-plan.ts).
 * Fixed lines in Italy begin with a zero, and are as long as mobile numbers.
 */
function secondCode(code: string, national: string, fit: Fit, plans: Plans): string | undefined {
  const rest = national.replace(/^0+/, '');
  const less = rest !== national && fit < fits.mobileLength && plans.international(code + rest);
  if (less && less.fit === fits.valid) return today(less.number, plans);
  const same = plans.codeIn(rest) === code;
  if (fit >= (same ? fits.valid : fits.mobileLength) || !plans.hasLength(rest)) return undefined;
  const inner = plans.international(rest);
  const enough = fit === fits.possible ? fits.mobileLength : fits.valid;
  return inner && inner.fit >= enough ? today(inner.number, plans) : undefined;
}

/** Reads a number that names no country: one of the place's own, or a whole one that has lost its plus. */
function guessed(digits: string, national: Found | undefined, place: Place, plans: Plans): Reading {
  const own: Found | false = place.code !== undefined && (national ?? unplanned(digits, place.code));
  const also = place.also && atHome(digits, { code: place.also, trust: 'none' }, plans);
  const neighbours = also && also.fit >= fits.mobileLength ? [{ ...also, fit: fits.valid }] : [];
  const all = [...(own ? [own] : []), ...neighbours, ...elsewhere(digits, plans)].filter(
    ({ fit }) => fit !== fits.not,
  );
  const top = Math.max(0, ...all.map(({ fit }) => fit));
  // A number as long as the place's mobile numbers may belong to a series that its plan does not know yet.
  const least = own && own.fit === fits.mobileLength ? fits.mobileLength : top;
  const meant = distinct(all.filter(({ fit }) => fit >= least).map(({ number }) => number));
  if (own && place.trust === 'chosen' && own.fit !== fits.not && own.fit >= least && !own.isOlder)
    return complete(own.number);
  // It asks about a number of another country even if no other reading exists, because the shop would read
  // its own field as it always does.
  const sure = own && place.trust === 'default' && own.fit === fits.valid && meant.length === 1;
  if (sure && !own.isOlder) return complete(own.number);
  if (meant.length > 0) return { kind: 'unclear', meant: meant.slice(0, offeredMax) };
  return { kind: digits.length < digitsMin || !own ? 'incomplete' : 'not_possible' };
}

/** Whole numbers of any country in digits that have lost their plus, or have another prefix in its place. */
const elsewhere = (digits: string, plans: Plans): Found[] =>
  prefixesElsewhere
    .flatMap((prefix) => (digits.startsWith(prefix) ? [digits.slice(prefix.length)] : []))
    // By their length alone, most numbers of the place are not numbers elsewhere, and need no other plan.
    .filter((one) => !one.startsWith('0') && plans.hasLength(one))
    .map((one) => plans.international(one) ?? { number: `+${one}`, fit: fits.valid })
    .map(({ number, fit }) => ({ number: today(number, plans), fit }));

/** A plan that did not load is no reason to refuse a person, because the ledger judges. */
function unplanned(digits: string, code: string): Found {
  const number = `+${code}${digits.replace(/^0+/, '')}`;
  return { number, fit: number.length > digitsMin && number.length <= digitsMax ? fits.valid : fits.not };
}

const distinct = <T>(all: readonly T[]): T[] => [...new Set(all)];
