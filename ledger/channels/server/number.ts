// A number as given becomes the canonical one, or a fault that names the field and the rule but not the
// number.

import { z } from 'zod';
import { LedgerError } from '../../core/error.ts';
import {
  type NormalizedNumber,
  normalizeConsenting,
  normalizeNumber,
} from '../../core/subject/identifier.ts';

/** Of the country whose numbers lack it. */
export const callingCodeSchema = z.string().regex(/^[1-9]\d{0,2}$/, 'a calling code: 1 to 3 digits');

export const canonicalNumber = (given: string, pointer = '/number'): string =>
  e164In(normalizeNumber(given), pointer);

/** Of a person who agrees. */
export const consentingNumber = (given: string, pointer = '/number'): string =>
  e164In(normalizeConsenting(given), pointer);

function e164In(number: NormalizedNumber, pointer: string): string {
  if (number.kind === 'number') return number.e164;
  throw new LedgerError('invalid', 'The number cannot be a WhatsApp number.', {
    faults: [{ pointer, rule: number.rule, detail: number.detail }],
  });
}
