// One person, one number: every written form of a number becomes the E.164 form (ITU-T) by which the subject
// is found. Meta's wa_id must find the person who typed their number.
//
// Canonical means settled: normalising the result again gives the result. Must never throw on any input, and
// never repeat the input in a refusal.

import { respellMobile } from './mobile-respelling.ts';
import {
  callingCodes,
  hasCallingCode,
  isOfItsPlan,
  isPlainlyPossible,
  isValid,
  parseByPlan,
  slipIn,
} from './numbering-plan.ts';
import { type IdentifierRefused, refused } from './refusal.ts';
import { parseWrittenNumber, unwrapped, WRITTEN_NUMBER_MAX } from './written-number.ts';

// E.164 section 6.1: at most 15 digits. The least is ours: Niue has the shortest numbers, 683 and four
// digits.
const digitsMin = 7;
const digitsMax = 15;

export type NormalizedNumber =
  /** `+` and 7 to 15 digits, the first not 0. */
  { readonly kind: 'number'; readonly e164: string } | IdentifierRefused;

/**
 * The canonical number, or why there is none.
 * @param input as given: `+`, `00` or `tel:` form with or without separators, or a bare wa_id
 */
export function normalizeNumber(input: unknown): NormalizedNumber {
  const written = parseWrittenNumber(input);
  if (written.kind === 'refused') return written;
  const { digits, withoutZero } = written;
  const number = withoutZero ? zeroResolved(digits, withoutZero) : normalizeDigits(digits);
  // No such number exists: a request for the intended person would be kept under a name that no person has.
  const read = number.kind === 'number' ? number.e164.slice(1) : digits;
  // The library may have taken more than a prefix off a slip: it leaves seven digits of +86 1 138 0228 1157.
  const slip = slipIn(read) ?? (read === digits || isValid(read) ? undefined : slipIn(digits));
  return slip ? refused(slip) : number;
}

/** In most countries a number has at most ten digits without its calling code. */
export const nationalMax = 10;

/**
 * Of a person who agrees. 2025550123 is a line in Washington, and with the first two digits as a calling code
 * one in Cairo: whose consent it is must not be guessed. A stop goes to each of them whom the business knows
 * (`readingsAnywhere`).
 */
export function normalizeConsenting(input: unknown): NormalizedNumber {
  const number = normalizeNumber(input);
  const isBare = typeof input === 'string' && /^[1-9]\d*$/.test(unwrapped(input));
  return number.kind === 'number' && isBare && number.e164.length <= nationalMax + 1
    ? refused('calling_code_unsure')
    : number;
}

/** Digits alone, which may be the national number of any country. Undefined for what says more. */
export function bareDigits(input: unknown): string | undefined {
  const bare = typeof input === 'string' && input.length <= WRITTEN_NUMBER_MAX ? unwrapped(input) : '';
  return /^[1-9]\d{3,13}$/.test(bare) ? bare : undefined;
}

/** Each number that exists, as far as is known, and is written so at home in its country. */
export const readingsAnywhere = (digits: string): string[] =>
  callingCodes.flatMap((code) => {
    const number = normalizeNumber(`+${code}${digits}`);
    return number.kind === 'number' && isValid(number.e164.slice(1)) ? [number.e164] : [];
  });

/** As Meta spells it: Meta knows the person, so the only check is that it could be a number. */
export function normalizeWaId(input: unknown): NormalizedNumber {
  const written = parseWrittenNumber(input);
  return written.kind === 'refused' ? written : normalizeDigits(written.digits);
}

/**
 * "(0)" is a prefix dialled at home in most countries and a part of the number in some; only a plan can tell.
 */
function zeroResolved(whole: string, less: string): NormalizedNumber {
  const [kept, taken] = [normalizeDigits(whole), normalizeDigits(less)];
  if (kept.kind === 'refused') return taken;
  if (taken.kind === 'refused' || taken.e164 === kept.e164) return kept;
  const [keptFits, takenFits] = [isOfItsPlan(kept.e164.slice(1)), isOfItsPlan(taken.e164.slice(1))];
  if (keptFits === takenFits) return refused('zero_unclear');
  return keptFits ? kept : taken;
}

function normalizeDigits(digits: string): NormalizedNumber {
  const spelled = respellMobile(digits);
  if (isPlainlyPossible(spelled)) return canonical(spelled);
  if (!hasCallingCode(spelled)) return refused('calling_code_unknown');
  return normalizeByPlan(spelled);
}

/**
 * The slow way, for digits that are unusual in any respect. Gives the same answers as the short cut above.
 */
function normalizeByPlan(digits: string): NormalizedNumber {
  const parsed = parseByPlan(digits);
  if (parsed === undefined) return refused('possible_length');
  // Again, because a trunk prefix may have hidden the form that has two spellings.
  const spelled = respellMobile(parsed.digits);
  const settled = parseByPlan(spelled);
  if (settled?.possible !== true) return refused('possible_length');
  // A prefix behind a prefix: one number would have two canonical forms, and an opt-out could miss.
  if (settled.digits !== spelled) return refused('trunk_prefix');
  return canonical(spelled);
}

function canonical(digits: string): NormalizedNumber {
  if (digits.length < digitsMin || digits.length > digitsMax) return refused('possible_length');
  return { kind: 'number', e164: `+${digits}` };
}
