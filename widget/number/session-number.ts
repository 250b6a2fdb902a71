// The number that the shop's server has signed into its session token. It is read here only to be shown; the ledger
// checks the token and takes the number from it.

import type { NumberField } from './number-field.ts';

export class SessionNumber implements NumberField {
  readonly source: string;
  readonly #number: string;

  constructor(token: string, source: string) {
    this.source = source;
    this.#number = numberIn(token);
  }

  connect(): void {}

  disconnect(): void {}

  read(): string {
    return this.#number;
  }

  describe(): void {}

  explain(): void {}

  focus(): void {}
}

/** Empty where the token cannot be read: then there is no number, and nothing can be ticked. */
function numberIn(token: string): string {
  try {
    const payload = token.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/');
    return String(JSON.parse(atob(payload)).number);
  } catch {
    return '';
  }
}
