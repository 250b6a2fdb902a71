// A number that is known already, as a shop's server fills it in: international, with `+`. Anything else was typed by a
// person and is read by the part in part.ts.

import type { TypedNumber } from './typed-number.ts';

export function knownNumber(text: string): TypedNumber {
  const international = text.replace(/[\s().-]/g, '');
  return /^\+[1-9]\d{6,14}$/.test(international)
    ? { kind: 'complete', international }
    : { kind: 'incomplete' };
}
