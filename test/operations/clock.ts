// A clock that stands still until a test moves it; the randomness beside it is real.

import { randomBytes } from 'node:crypto';
import { microsAt, momentOf } from '../../ledger/core/when.ts';
import type { LogStore } from '../../ledger/operations/append/log-store.ts';
import type { LookUps } from '../../ledger/operations/person/look-ups.ts';
import type { World } from '../../ledger/operations/world.ts';

export class Clock implements World {
  #moment: number;
  readonly #step: number;

  /** @param step milliseconds that pass with each look at it: then no two looks tell the same */
  constructor(start = Date.now(), step = 0) {
    this.#moment = start;
    this.#step = step;
  }

  now(): Date {
    this.#moment += this.#step;
    return new Date(this.#moment);
  }

  random(length: number): Buffer {
    return randomBytes(length);
  }

  /** @param milliseconds negative: the clock is set back */
  pass(milliseconds: number): void {
    this.#moment += milliseconds;
  }
}

type Now = Pick<World, 'now'>;

/** The commits of a database whose clock is this one. */
export const commitsBy = (clock: Now, store: LogStore): LogStore => ({
  ...store,
  append: (lookups, plan) => store.append(lookups, (found) => plan({ ...found, now: microsAt(clock.now()) })),
});

/**
 * The look-ups of a database whose clock is this one. It may stand still: they come at the end of its
 * millisecond.
 */
export const lookUpsBy =
  (clock: Now, lookUp: LookUps): LookUps =>
  async (prefixes) => {
    const readAt = microsAt(clock.now());
    return { ...(await lookUp(prefixes)), readAt, logTime: momentOf(readAt + 999) };
  };
