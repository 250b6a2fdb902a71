// The consents that this node is taking back, since their callers were told that nothing is recorded
// (late.ts). A node that ends in order tries each once more, and says of how many it does not know.

import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

export class Undoing {
  readonly #end = new AbortController();
  readonly #running = new Set<Promise<unknown>>();

  constructor() {
    // Each of them listens while it waits.
    setMaxListeners(0, this.#end.signal);
  }

  get size(): number {
    return this.#running.size;
  }

  get isEnding(): boolean {
    return this.#end.signal.aborted;
  }

  /** Waits until the next try, or until the node ends. */
  async pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { ref: false, signal: this.#end.signal }).catch(() => {});
  }

  /** @param work settles when the consent is taken back, or cannot be */
  hold<T>(work: Promise<T>): Promise<T> {
    this.#running.add(work);
    const gone = () => void this.#running.delete(work);
    work.then(gone, gone);
    return work;
  }

  /** Each is tried once more, at once. */
  async close(): Promise<void> {
    this.#end.abort();
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }
}
