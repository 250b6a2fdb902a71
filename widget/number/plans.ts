// What numbering plans say about digits, by libphonenumber. Pure: the plans come in, one for each calling
// code.

import { Metadata, parsePhoneNumberFromString } from 'libphonenumber-js/core/es6';
import { digitsMax, digitsMin, type Fit, type Found, fits, type Place, type Plans } from './reading.ts';

/** libphonenumber's metadata of one calling code (widget/build/data.ts). */
export type Plan = Exclude<Parameters<typeof parsePhoneNumberFromString>[2], undefined> & {
  /** The sizes of the digit groups in its mobile numbers, without the last group. */
  groups: number[];
  /** How numbers of before a change of the plan are written today: patterns over all digits. */
  older?: [pattern: string, today: string][];
};

type Options = { defaultCallingCode?: string; defaultCountry?: never };

/**
 * @param codes `,1:a,7:a,20:a,27:56789,…`: all calling codes with a plan, and the lengths of their mobile
 * numbers, in base 36
 * @param planOf returns undefined where the plan is not loaded
 */
export function plansOver(codes: string, planOf: (code: string) => Plan | undefined): Plans {
  /** The calling code at the start of an international number. No code begins with another. */
  function coded(digits: string): [code: string, lengths: string] | [] {
    for (const length of [1, 2, 3]) {
      const code = digits.slice(0, length);
      const [, lengths] = codes.match(`,${code}:(\\w+),`) ?? [];
      if (lengths) return [code, lengths];
    }
    return [];
  }

  function hasLength(digits: string): boolean {
    const [code = '', lengths = ''] = coded(digits);
    return lengths.includes((digits.length - code.length).toString(36));
  }

  function parsed(text: string, code: string | undefined, options: Options): Found | undefined {
    const plan = code && planOf(code);
    if (!plan) return undefined;
    const found = parsePhoneNumberFromString(text, { ...options, extract: false }, plan);
    const number: string = found?.number ?? '';
    const isE164 = number.length > digitsMin && number.length <= digitsMax + 1;
    if (!found || !isE164) return { number, fit: fits.not };
    return { number, fit: fitOf(found.isPossible(), found.isValid(), number) };
  }

  function fitOf(isPossible: boolean, isValid: boolean, number: string): Fit {
    if (isValid) return fits.valid;
    if (!isPossible) return fits.not;
    return hasLength(number.slice(1)) ? fits.mobileLength : fits.possible;
  }

  /** Leaves out a country that is not in its plan. */
  function inPlace({ code = '', country = '' }: Place): Options {
    const known = Object.hasOwn(planOf(code)?.countries ?? {}, country);
    return known ? { defaultCountry: country as never } : { defaultCallingCode: code };
  }

  return {
    today(digits) {
      const [code] = coded(digits);
      const { older = [] } = (code && planOf(code)) || {};
      const [pattern, today] = older.find(([one]) => RegExp(one).test(digits)) ?? [];
      return pattern ? digits.replace(RegExp(pattern), today!) : digits;
    },
    codeIn: (digits) => coded(digits)[0],
    hasLength,
    international: (digits) => parsed(`+${digits}`, coded(digits)[0], {}),
    national: (digits, place) => parsed(digits, place.code, inPlace(place)),
    lessPrefix(digits, place) {
      const plan = place.code && planOf(place.code);
      if (!plan) return undefined;
      const selected = new Metadata(plan);
      const { defaultCountry, defaultCallingCode } = inPlace(place);
      selected.selectNumberingPlan(defaultCountry ?? (defaultCallingCode as never));
      const less = digits.replace(new RegExp(`^(?:${selected.numberingPlan!.IDDPrefix()})`), '');
      return less === digits ? undefined : less;
    },
    grouped(number) {
      const code = coded(number.slice(1))[0] ?? '';
      const parts = [`+${code}`];
      let rest = number.slice(1 + code.length);
      for (const size of planOf(code)?.groups ?? []) {
        parts.push(rest.slice(0, size));
        rest = rest.slice(size);
      }
      return [...parts, rest].filter(Boolean).join(' ');
    },
  };
}
