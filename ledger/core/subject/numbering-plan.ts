// What the world's numbering plans say about a string of digits: which calling code, and whether such a number could
// exist. The plans are Google's, by libphonenumber-js; its `min` metadata knows lengths, which is all that may block.
//
// A number is refused only when it is *not possible* (no number of the plan has that length). Whether it is assigned, or a
// mobile, is not asked: plans grow faster than metadata, and businesses use WhatsApp on landlines.

import { Metadata, type MetadataJson, parsePhoneNumberFromString } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';

/** What is needed of one calling code to recognise most numbers without parsing them. */
type Plan = {
  readonly codeLength: number;
  /** Bit n: national numbers of n digits are possible in every country under the code. */
  readonly lengths: number;
  /** A prefix dialled inside the country (trunk 0, carrier codes); it must be taken off, by the library's rules. */
  readonly trunk: RegExp | undefined;
};

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
 * The methods of a plan used here. `nationalPrefixForParsing` is documented (METADATA.md) but not in the typings; where
 * there is no prefix it answers undefined or, as the metadata is packed, the number 0.
 */
type NumberingPlan = { possibleLengths(): number[]; nationalPrefixForParsing(): string | 0 | undefined };

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
    trunk: prefix ? new RegExp(`^(?:${prefix})`) : undefined,
  };
}

function select(countryOrCode: string): NumberingPlan {
  const selected = new Metadata(metadata as MetadataJson);
  selected.selectNumberingPlan(countryOrCode as Parameters<Metadata['selectNumberingPlan']>[0]);
  return selected.numberingPlan as unknown as NumberingPlan;
}

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

/** The calling code these digits begin with; undefined where none in use does. */
export function callingCodeOf(digits: string): string | undefined {
  const plan = planFor(digits);
  return plan && digits.slice(0, plan.codeLength);
}

/** Whether the digits begin with a calling code in use. */
export function hasCallingCode(digits: string): boolean {
  return planFor(digits) !== undefined;
}

/**
 * Whether the digits are beyond doubt a possible number with nothing to take off: the library would parse them into
 * themselves. `false` says nothing; ask `parseByPlan`. Costs a few per cent of it.
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

/**
 * The library's reading: trunk prefix and carrier code taken off.
 * @param digits calling code and national number, as dialled
 * @returns digits of the E.164 number, and whether a number of that length is possible; undefined where it cannot be parsed
 */
export function parseByPlan(digits: string): { digits: string; possible: boolean } | undefined {
  const parsed = parsePhoneNumberFromString(`+${digits}`, { extract: false }, metadata);
  return parsed && { digits: parsed.number.slice(1), possible: parsed.isPossible() };
}
