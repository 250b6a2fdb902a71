// A small cache for look-ups that every request repeats: keys, sites, notices. Bounded in entries and in
// age. A change on this node removes the entry at once; other nodes notice it within the age.

import { setTimeout as after } from 'node:timers/promises';

/** How long another node may still use an entry that this node has revoked or changed, milliseconds. */
export const ageMaxMs = 5_000;
/**
 * The age of an entry that says "missing", or that refuses the caller. It is shorter, because a caller may
 * just have created the thing, or changed it; not zero, or a flood of refused requests would reach the
 * database.
 */
export const absentAgeMaxMs = 500;
/** How long a call or a message waits for what this node may have read before, milliseconds. */
export const patienceMs = 400;
const entriesMax = 10_000;

/** Suits nothing: for a caller whom what was remembered has refused. */
export const anew = (): boolean => false;

/**
 * What a check by remembered secrets finds. Where it refuses, it is made by what is set now: the operator may
 * have set it a moment ago, and a stop that is refused is not heard.
 */
export const orAnew = async <Found>(
  check: (suits?: () => boolean) => Promise<Found | undefined>,
): Promise<Found | undefined> => (await check()) ?? check(anew);

export type Memory<Value> = {
  /** @param suits where a value does not, it is looked up again, as one that is missing is */
  get(
    key: string,
    load: () => Promise<Value | undefined>,
    suits?: (value: Value) => boolean,
  ): Promise<Value | undefined>;
  /**
   * The same; where it cannot be loaded, what was found last, however old.
   * @param patienceMs how long the load may take where something was found before; absent: as long as it
   *   takes
   */
  getOrLast(
    key: string,
    load: () => Promise<Value | undefined>,
    patienceMs?: number,
    suits?: (value: Value) => boolean,
  ): Promise<Value | undefined>;
  forget(key: string): void;
  clear(): void;
};

type LookUp<Value> = { since: number; answer: Promise<Value | undefined> };

/**
 * Measures ages on a clock that cannot be set. With a wall clock set back, a revoked key would stay valid.
 */
export function remember<Value>(elapsedMs: () => number = () => performance.now()): Memory<Value> {
  const kept = new Map<string, { value: Value | undefined; since: number }>();
  // The latest look-up of each key that is under way. Callers who ask meanwhile wait for it too. Otherwise a
  // busy server would repeat each expired look-up a thousand times. If the entry is removed meanwhile, the
  // look-up may have the old answer: the waiting callers get it, but the cache does not keep it.
  const underWay = new Map<string, LookUp<Value>>();

  function keep(key: string, value: Value | undefined, since: number): void {
    // It drops the oldest entry, so that a flood of made-up keys cannot fill the memory.
    if (kept.size >= entriesMax) kept.delete(kept.keys().next().value!);
    kept.set(key, { value, since });
  }

  const get: Memory<Value>['get'] = async (key, load, suits = () => true) => {
    const now = elapsedMs();
    const held = kept.get(key);
    if (held !== undefined) {
      const isEnough = held.value !== undefined && suits(held.value);
      if (now < held.since + (isEnough ? ageMaxMs : absentAgeMaxMs)) return held.value;
    }
    const other = underWay.get(key);
    if (other !== undefined && now - other.since < absentAgeMaxMs) return other.answer;
    const own = { since: now, answer: load() };
    underWay.set(key, own);
    try {
      const value = await own.answer;
      if (underWay.get(key) === own) keep(key, value, now);
      return value;
    } finally {
      if (underWay.get(key) === own) underWay.delete(key);
    }
  };

  return {
    get,
    async getOrLast(key, load, patienceMs, suits) {
      const last = kept.get(key)?.value;
      const found = get(key, load, suits);
      if (last === undefined) return found;
      const orLast = found.catch(() => last);
      return patienceMs === undefined
        ? orLast
        : Promise.race([orLast, after(patienceMs, last, { ref: false })]);
    },
    forget(key) {
      underWay.delete(key);
      kept.delete(key);
    },
    clear() {
      underWay.clear();
      kept.clear();
    },
  };
}
