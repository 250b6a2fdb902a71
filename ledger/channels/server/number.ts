// A number as given becomes the canonical one, or a fault that names the field and the rule but not the
// number.

import { LedgerError } from '../../core/error.ts';
import { normalizeNumber } from '../../core/subject/identifier.ts';

export function canonicalNumber(given: string, pointer = '/number'): string {
  const number = normalizeNumber(given);
  if (number.kind === 'number') return number.e164;
  throw new LedgerError('invalid', 'The number cannot be a WhatsApp number.', {
    faults: [{ pointer, rule: number.rule, detail: number.detail }],
  });
}
