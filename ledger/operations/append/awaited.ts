// What the drafts of one batch confirm of what waits for a second member of staff: as the lock has found it.
// No one rejects one of these until the commit is over.

import type { Outcome, SideEffect } from './draft.ts';
import type { Found } from './log-store.ts';

type Confirmation = Extract<SideEffect, { kind: 'confirm_pending' }>;

export class Awaited {
  /** Waits no longer. */
  readonly confirmed: string[] = [];
  /** Of which business. */
  readonly #waits: ReadonlyMap<string, string>;

  constructor(found: Found['pending'] = []) {
    this.#waits = new Map(found.map(({ pending, business }) => [pending, business]));
  }

  /** Undefined: it waits. A second draft for the same one is answered before, by the name that it spends. */
  gone(business: string, { pending, refusal }: Confirmation): Outcome | undefined {
    return this.#waits.get(pending) === business ? undefined : { kind: 'refused', error: refusal };
  }
}
