// The number that the shop's server has signed into its session token. It is read here only to be shown; the ledger
// checks the token and takes the number from it.

import type { NumberField } from './number-field.ts';

export function sessionNumber(token: string, source: string): NumberField {
  return { source, read: () => numberIn(token) };
}

/** Empty where the token cannot be read: then there is no number, and nothing can be ticked. */
function numberIn(token: string): string {
  try {
    const payload = token.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/');
    // With or without its plus: tokens always name whole numbers.
    return `+${String(JSON.parse(atob(payload)).number).replace(/\D/g, '')}`;
  } catch {
    return '';
  }
}
