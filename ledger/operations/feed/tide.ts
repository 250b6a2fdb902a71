// Followers of the change feed that wait for news. One query, five times a second, wakes all of a node, and
// only those whom the news concerns; nobody waits, nothing is asked.

import { setTimeout as sleep } from 'node:timers/promises';
import { ledgerBusiness } from '../../core/consent/record/header.ts';
import type { FeedStore } from './store.ts';

const everyMs = 200;

type Waiting = { business: string; wake(): void };

export class Tide {
  readonly #store: Pick<FeedStore, 'news'>;
  readonly #waiting = new Set<Waiting>();
  /** Up to where those who wait have looked; undefined: nobody waits. */
  #seen: number | undefined;

  constructor(store: Pick<FeedStore, 'news'>) {
    this.#store = store;
  }

  /**
   * Until there may be news behind `from` for the business, the time is over, or the signal.
   * @param from up to where this follower has looked
   */
  async wait(business: string, from: number, ms: number, signal: AbortSignal | undefined): Promise<void> {
    // The tide has passed what this one has not seen.
    if (signal?.aborted === true || (this.#seen !== undefined && from < this.#seen)) return;
    const woken = Promise.withResolvers<void>();
    const one: Waiting = { business, wake: woken.resolve };
    const timer = setTimeout(woken.resolve, ms);
    signal?.addEventListener('abort', one.wake, { once: true });
    this.#waiting.add(one);
    if (this.#seen === undefined) {
      this.#seen = from;
      void this.#watch();
    }
    try {
      await woken.promise;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', one.wake);
      this.#waiting.delete(one);
    }
  }

  async #watch(): Promise<void> {
    let seen = this.#seen!;
    while (this.#waiting.size > 0) {
      await sleep(everyMs);
      // Where the database is gone for a moment they wait on: each has an end of its own.
      const news = await this.#store.news(seen).catch(() => undefined);
      if (news === undefined || news.through === seen) continue;
      seen = news.through;
      this.#seen = seen;
      const { businesses } = news;
      const isForAll = businesses === undefined || businesses.has(ledgerBusiness);
      for (const { business, wake } of this.#waiting) if (isForAll || businesses.has(business)) wake();
    }
    this.#seen = undefined;
  }
}
