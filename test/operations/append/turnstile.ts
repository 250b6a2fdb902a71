// Stands between a sequencer and its store: counts what each commit writes, and can be closed, so that a test
// decides what arrives while a commit is under way.

import type { LogStore } from '../../../ledger/operations/append/log-store.ts';

export class Turnstile {
  /** Records of each commit that wrote something, in order. */
  readonly written: number[] = [];
  #closed: PromiseWithResolvers<void> | undefined;
  #waiting = Promise.withResolvers<void>();

  readonly around = (store: LogStore): LogStore => ({
    ...store,
    append: async (lookups, plan) => {
      if (this.#closed !== undefined) {
        this.#waiting.resolve();
        await this.#closed.promise;
      }
      await store.append(lookups, (found) => {
        const write = plan(found);
        if (write !== null) this.written.push(write.entries.length);
        return write;
      });
    },
  });

  close(): void {
    this.#closed = Promise.withResolvers();
    this.#waiting = Promise.withResolvers();
  }

  /**
   * Resolves when a commit stands at the closed turnstile: what is submitted from now on is for later ones.
   */
  get waiting(): Promise<void> {
    return this.#waiting.promise;
  }

  open(): void {
    this.#closed?.resolve();
    this.#closed = undefined;
  }
}
