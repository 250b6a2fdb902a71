// Counters of requests, in this process's memory. Each node counts for itself, so n nodes admit up to n times
// as much, and a restart begins at zero. Keys are MACs under a secret that ends with the process, so a memory
// dump reveals no address and no number. The memory is bounded: beyond the bound it forgets the oldest
// counters.

import type { KeyObject } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { LedgerError } from '../../core/error.ts';
import { macUnder } from '../../core/mac.ts';
import type { LimitName, RateLimits, RateWindow } from '../../operations/visitor/limits.ts';

/** Counters kept per window of a limit, about 300 bytes each. */
const countersMax = 100_000;

type Counter = { count(key: string): Promise<void>; look(key: string): Promise<void> };

/**
 * @param secret random, made at the start
 * @param limits the numbers
 * @param kept how many counters each window keeps
 */
export function createRateLimits(
  secret: KeyObject,
  limits: Record<LimitName, readonly RateWindow[]>,
  kept = countersMax,
): RateLimits {
  const counters = new Map<string, Counter[]>(
    Object.entries(limits).map(([name, windows]) => [name, windows.map((window) => counter(window, kept))]),
  );
  const macOf = (name: LimitName, key: string) =>
    macUnder(secret, 'limit/v1', name, key).toString('base64url');
  return {
    async take(takes) {
      // In turn, so that a visitor over one limit uses up nothing of the limits after it.
      for (const { limit, key } of takes) {
        for (const { count } of counters.get(limit) ?? []) await count(macOf(limit, key));
      }
    },
    async look(takes) {
      for (const { limit, key } of takes) {
        for (const { look } of counters.get(limit) ?? []) await look(macOf(limit, key));
      }
    },
  };
}

function counter({ requests, seconds }: RateWindow, kept: number): Counter {
  const limiter = new RateLimiterMemory({ points: requests, duration: seconds });
  const known = new Set<string>();
  return {
    async count(key) {
      try {
        const { isFirstInDuration } = await limiter.consume(key);
        if (isFirstInDuration) remember(key);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        throw tooMany(refusal);
      }
    },
    async look(key) {
      const counted = await limiter.get(key);
      if (counted !== null && counted.consumedPoints >= requests) throw tooMany(counted);
    },
  };

  function remember(key: string): void {
    // A counter whose window has ended goes to the end again, because the oldest is forgotten first.
    known.delete(key);
    known.add(key);
    if (known.size <= kept) return;
    const [oldest] = known;
    known.delete(oldest!);
    void limiter.delete(oldest!);
  }
}

const tooMany = ({ msBeforeNext }: RateLimiterRes) =>
  new LedgerError('rate_limited', 'There were too many requests of this kind; wait and repeat.', {
    retryAfter: Math.max(1, Math.ceil(msBeforeNext / 1000)),
  });
