// Is a typed number possible? By libphonenumber's plan of the one calling code that the number belongs to. What no plan
// can settle is left to the ledger: an unknown code or a plan that did not load is no reason to refuse anybody.
//
// Possible, not valid: WhatsApp can be registered on landlines, and plans lag behind the operators.

import { parsePhoneNumberFromString } from 'libphonenumber-js/core/es6';
import { loadData } from '../verified-data.ts';
import { asciiDigits, isInternational, parseTypedNumber, type TypedNumber } from './typed-number.ts';

type Plan = Parameters<typeof parsePhoneNumberFromString>[2];

/** `,1,7,20,27,…`: all calling codes there is a plan for. */
declare const OPTMARK_CALLING_CODES: string;

const plans = new Map<string, Plan>();
const loading = new Map<string, Promise<void>>();

/** The calling code at the beginning of the digits of an international number; codes are prefix-free. */
function codeIn(digits: string): string | undefined {
  return [1, 2, 3]
    .map((length) => digits.slice(0, length))
    .find((code) => OPTMARK_CALLING_CODES.includes(`,${code},`));
}

/** Undefined as long as what is typed does not say which it is. */
function codeOf(typed: string, callingCode: string | undefined): string | undefined {
  const plain = asciiDigits(typed);
  const digits = plain.replace(/\D/g, '');
  if (isInternational(plain)) return codeIn(digits.replace(/^0+/, ''));
  return digits === '' ? undefined : callingCode;
}

/** Load the plan that `possibleNumber` will need for this number, once. Never rejects. */
export async function preparePlan(typed: string, callingCode: string | undefined): Promise<void> {
  const code = codeOf(typed, callingCode);
  if (code === undefined) return;
  const plan = loading.get(code) ?? loadPlan(code);
  loading.set(code, plan);
  await plan;
}

async function loadPlan(code: string): Promise<void> {
  try {
    plans.set(code, (await loadData(`numbers/${code}`)) as Plan);
  } catch {
    // The ledger will judge; another edit tries again.
    loading.delete(code);
  }
}

/** As `parseTypedNumber`, and `not_possible` where the plan rules it out. */
export function possibleNumber(typed: string, callingCode: string | undefined): TypedNumber {
  const plain = parseTypedNumber(typed, callingCode);
  const code = codeOf(typed, callingCode);
  const plan = code && plans.get(code);
  if (!plan || plain.kind !== 'complete') return plain;
  const found = parsePhoneNumberFromString(asciiDigits(typed), { defaultCallingCode: code }, plan);
  if (found === undefined) return plain;
  return found.isPossible() ? { kind: 'complete', international: found.number } : { kind: 'not_possible' };
}
