// What the world's numbering plans say about a string of digits: which calling code, and whether such a
// number could exist. The plans are Google's, by libphonenumber-js; its `min` metadata knows lengths, and
// only a length may block by itself.
//
// A number is refused only when it is *not possible* (no number of the plan has that length). The ledger does
// not ask whether it is assigned, or a mobile: plans grow faster than metadata, and businesses use WhatsApp
// on landlines.

import { Metadata, type MetadataJson, parsePhoneNumberFromString } from 'libphonenumber-js/core';
import known from 'libphonenumber-js/max/metadata';
import metadata from 'libphonenumber-js/min/metadata';

/** The facts about one calling code that recognise most numbers without parsing them. */
type Plan = {
  readonly codeLength: number;
  /** Bit n: national numbers of n digits are possible in every country under the code. */
  readonly lengths: number;
  /**
   * A prefix dialled inside the country (trunk 0, carrier codes); it must be taken off, by the library's
   * rules.
   */
  readonly trunk: RegExp | undefined;
  /** Bit n: … in some country under the code. */
  readonly someLengths: number;
  /**
   * What national numbers look like in each country under the code: roughly, by their kinds, and mobile ones.
   */
  readonly valid: readonly RegExp[];
  readonly patterns: readonly RegExp[];
  readonly mobiles: readonly RegExp[];
};

const kinds = [
  ...(['FIXED_LINE', 'MOBILE', 'VOIP', 'PERSONAL_NUMBER', 'UAN', 'PAGER'] as const),
  ...(['TOLL_FREE', 'PREMIUM_RATE', 'SHARED_COST', 'VOICEMAIL'] as const),
];

// Indexed by the calling code as a number: 1 to 3 digits, never beginning with 0.
const plans: readonly (Plan | undefined)[] = loadPlans();

function loadPlans(): (Plan | undefined)[] {
  const loaded = new Array<Plan | undefined>(1000).fill(undefined);
  const countries = Object.entries(metadata.country_calling_codes);
  for (const [code, members] of countries) loaded[Number(code)] = planOf(code, members);
  for (const code of Object.keys(metadata.nonGeographic)) loaded[Number(code)] = planOf(code, [code]);
  return loaded;
}

/**
 * The methods of a plan used here. `nationalPrefixForParsing` is documented (METADATA.md) but not in the
 * typings; where there is no prefix it answers undefined or, as the metadata is packed, the number 0.
 */
type NumberingPlan = {
  possibleLengths(): number[];
  nationalPrefixForParsing(): string | 0 | undefined;
  nationalNumberPattern(): string;
  hasTypes(): boolean;
  type(type: (typeof kinds)[number]): { pattern(): string } | undefined;
};

function planOf(code: string, members: readonly string[]): Plan {
  const bits = members.map((member) => {
    return select(member)
      .possibleLengths()
      .reduce((set, length) => set | (1 << length), 0);
  });
  const prefix = select(code).nationalPrefixForParsing();
  return {
    codeLength: code.length,
    lengths: bits.reduce((common, set) => common & set),
    someLengths: bits.reduce((all, set) => all | set),
    trunk: prefix ? new RegExp(`^(?:${prefix})`) : undefined,
    patterns: members.map((member) => whole(select(member).nationalNumberPattern())),
    valid: members.flatMap((member) => patternsOf(select(member, known), kinds)),
    mobiles: members.flatMap((member) => patternsOf(select(member, known), ['MOBILE'])),
  };
}

function patternsOf(plan: NumberingPlan, wanted: readonly (typeof kinds)[number][]): RegExp[] {
  const patterns = plan.hasTypes()
    ? wanted.flatMap((kind) => plan.type(kind)?.pattern() || [])
    : [plan.nationalNumberPattern()];
  return patterns.map(whole);
}

function whole(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`);
}

function select(countryOrCode: string, from: unknown = metadata): NumberingPlan {
  const selected = new Metadata(from as MetadataJson);
  selected.selectNumberingPlan(countryOrCode as Parameters<Metadata['selectNumberingPlan']>[0]);
  return selected.numberingPlan as unknown as NumberingPlan;
}

/** Every calling code in use. */
export const callingCodes: readonly string[] = plans.flatMap((plan, code) => (plan ? [String(code)] : []));

/** The plan these digits fall under. Calling codes are prefix-free, so the first that fits is the one. */
function planFor(digits: string): Plan | undefined {
  let code = 0;
  for (let length = 1; length <= 3 && length <= digits.length; length += 1) {
    code = code * 10 + digits.charCodeAt(length - 1) - 0x30;
    if (code === 0) return undefined;
    const plan = plans[code];
    if (plan !== undefined) return plan;
  }
  return undefined;
}

/** The calling code these digits begin with; undefined if no code in use matches. */
export function callingCodeOf(digits: string): string | undefined {
  const plan = planFor(digits);
  return plan && digits.slice(0, plan.codeLength);
}

/** How many digits the longest national number under this calling code has; 0 where it is not in use. */
export const longestIn = (callingCode: string): number =>
  Math.max(0, 31 - Math.clz32(plans[Number(callingCode)]?.someLengths ?? 0));

/** Whether the digits begin with a calling code in use. */
export function hasCallingCode(digits: string): boolean {
  return planFor(digits) !== undefined;
}

/**
 * Whether the digits are beyond doubt a possible number with nothing to take off: the library would parse
 * them into themselves. `false` says nothing; ask `parseByPlan`. Costs a few per cent of it.
 */
export function isPlainlyPossible(digits: string): boolean {
  const plan = planFor(digits);
  if (plan === undefined) return false;
  const national = digits.slice(plan.codeLength);
  if (national.length > 17 || (plan.lengths & (1 << national.length)) === 0) return false;
  const trunk = plan.trunk?.exec(national);
  // Argentina's pattern may match nothing at all, which takes nothing off.
  return trunk === null || trunk === undefined || trunk[0] === '';
}

/** Whether numbers of their plan look like this, as far as is known: plans grow faster than metadata. */
export function isOfItsPlan(digits: string): boolean {
  const plan = planFor(digits);
  return plan !== undefined && looksLike(plan.patterns, digits.slice(plan.codeLength));
}

/** Whether such numbers exist, as far as the metadata knows. */
export function isValid(digits: string): boolean {
  const plan = planFor(digits);
  return plan !== undefined && looksLike(plan.valid, digits.slice(plan.codeLength));
}

/** Whether such mobile numbers exist, as far as the metadata knows. */
export function isMobileNumber(digits: string): boolean {
  const plan = planFor(digits);
  return plan !== undefined && looksLike(plan.mobiles, digits.slice(plan.codeLength));
}

/** Digits of mobiles where a plan is wide. Shorter ones are fixed lines' too: 358 40 7559 in Tampere. */
const wideMin = 8;

/**
 * What stands between a calling code and a number and belongs to neither: a second code (+91 91 98765 43210,
 * or +91 before what a form had filled in whole), a zero or an international prefix (+48 0514…, +62 0062
 * 812…), a 1. Then no number of the plan looks so, and what follows looks like one of its own. Some plans are
 * so wide that all looks like theirs (+49 49 1512 3456789): there a mobile behind the code once more will do.
 */
export function slipIn(digits: string): 'calling_code_twice' | 'trunk_prefix' | undefined {
  const plan = planFor(digits);
  if (plan === undefined) return undefined;
  const national = digits.slice(plan.codeLength);
  for (let behind = national, zeros = 0; ; behind = behind.slice(1), zeros += 1) {
    // Behind a single zero comes a number as it is dialled at home: no other country's code.
    const second = planFor(behind);
    if (second && (zeros !== 1 || second === plan) && isSecond(second, behind, plan, national)) {
      return 'calling_code_twice';
    }
    if (zeros > 0 && fits(plan, 'valid', behind) && !fits(plan, 'valid', national)) return 'trunk_prefix';
    if (!behind.startsWith('0')) break;
  }
  const stray = national.startsWith('1') && fits(plan, 'mobiles', national.slice(1));
  return stray && isLength(plan, national) && !fits(plan, 'valid', national) ? 'trunk_prefix' : undefined;
}

/**
 * Whether the digits under the plan's code are really a number with its own code, perhaps with a zero behind
 * it.
 */
function isSecond(second: Plan, behind: string, plan: Plan, national: string): boolean {
  for (let rest = behind.slice(second.codeLength); ; rest = rest.slice(1)) {
    // Zeros show that it is a slip, unless such a number exists.
    const kept =
      behind === national && rest.length === behind.length - second.codeLength ? 'patterns' : 'valid';
    if (fits(second, 'patterns', rest) && !fits(plan, kept, national)) return true;
    const isWide = second === plan && rest.length >= wideMin;
    if (isWide && fits(plan, 'mobiles', rest) && !fits(plan, 'mobiles', national)) return true;
    if (!rest.startsWith('0')) return false;
  }
}

const isLength = (plan: Plan, national: string) => (plan.someLengths & (1 << national.length)) !== 0;

// Of most numbers their length is all that is asked.
const fits = (plan: Plan, kind: 'patterns' | 'valid' | 'mobiles', national: string) =>
  isLength(plan, national) && looksLike(plan[kind], national);

const looksLike = (patterns: readonly RegExp[], national: string) =>
  patterns.some((pattern) => pattern.test(national));

/** ISO 3166-1, of a number in its digits; of a calling code of several countries the main one, in doubt. */
export function countryOf(digits: string): string | undefined {
  const parsed = parsePhoneNumberFromString(`+${digits}`, { extract: false }, known);
  const members = metadata.country_calling_codes as Record<string, string[] | undefined>;
  return parsed?.country ?? members[callingCodeOf(digits) ?? '']?.[0];
}

/**
 * The library's reading: trunk prefix and carrier code taken off.
 * @param digits calling code and national number, as dialled
 * @returns digits of the E.164 number, and whether a number of that length is possible; undefined where it
 * cannot be parsed
 */
export function parseByPlan(digits: string): { digits: string; possible: boolean } | undefined {
  const parsed = parsePhoneNumberFromString(`+${digits}`, { extract: false }, metadata);
  return parsed && { digits: parsed.number.slice(1), possible: parsed.isPossible() };
}
