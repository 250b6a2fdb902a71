// A clock that goes when a test says so.

import type { Clock } from '../../../ledger/http/server/clock.ts';

export class HandClock implements Clock {
  #now = 0;
  #due: { at: number; work: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, work: () => void): () => void {
    const one = { at: this.#now + ms, work };
    this.#due.push(one);
    return () => {
      this.#due = this.#due.filter((other) => other !== one);
    };
  }

  /** How many wait for it. */
  waiting(): number {
    return this.#due.length;
  }

  /** Whatever falls due meanwhile is done in its turn; what that brings about has its turn between. */
  async pass(ms: number): Promise<void> {
    const until = this.#now + ms;
    for (;;) {
      const [next] = this.#due.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#now = Math.max(this.#now, next.at);
      this.#due = this.#due.filter((other) => other !== next);
      next.work();
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#now = until;
  }
}
