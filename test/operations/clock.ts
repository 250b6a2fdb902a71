// A clock that stands still until a test moves it; the randomness beside it is real.

import { randomBytes } from 'node:crypto';
import type { World } from '../../ledger/operations/ports.ts';

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
