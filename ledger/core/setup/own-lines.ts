// The lines of a business: the numbers by which it calls and is called. Of a call's two numbers the person's
// is the other one (channels/ivr/caller.ts).

import { z } from 'zod';
import { normalizeNumber } from '../subject/number.ts';

const linesMax = 1000;

/** Undefined: digits without a calling code would be somebody's number in another country. */
function lineIn(given: string): string | undefined {
  const number = normalizeNumber(given);
  return number.kind === 'number' && /^\s*(?:\+|00)/.test(given) ? number.e164 : undefined;
}

const lineSchema = z
  .string()
  .max(64)
  .refine((given) => lineIn(given) !== undefined, {
    error: 'must be a number with + and its calling code, such as +14155550199',
    params: { rule: 'not_a_number' },
  });

export const ownLinesSchema = z.array(lineSchema).max(linesMax);

/** Each once, as E.164, in order. */
export const ownLinesOf = (given: readonly string[]): string[] =>
  [...new Set(given.flatMap((one) => lineIn(one) ?? []))].sort();
