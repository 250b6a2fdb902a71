// A small memory in front of look-ups that every request repeats: keys, sites, notices. Bounded in entries and in age;
// whoever changes a thing on this node forgets it at once, other nodes notice within the age.

/** How long another node may go on using what was revoked or changed here, milliseconds. */
export const ageMaxMs = 5_000;
/** "Not there" is believed for less long: somebody may just have made it. */
export const absentAgeMaxMs = 500;
const entriesMax = 10_000;

export type Memory<Value> = {
  get(key: string, load: () => Promise<Value | undefined>): Promise<Value | undefined>;
  forget(key: string): void;
  clear(): void;
};

type LookUp<Value> = { since: number; answer: Promise<Value | undefined> };

/** Ages are measured on a clock that nobody can set: on a wall clock set back, a revoked key would live on. */
export function remember<Value>(elapsedMs: () => number = () => performance.now()): Memory<Value> {
  const kept = new Map<string, { value: Value | undefined; until: number }>();
  // The last look-up of each key that is under way: whoever asks meanwhile waits for it too, or a busy server would ask a
  // thousand times for what has just become too old. One that is forgotten meanwhile may carry the old answer: it is given
  // to those who wait, but not kept.
  const underWay = new Map<string, LookUp<Value>>();

  function keep(key: string, value: Value | undefined, since: number): void {
    // Dropping the oldest insertions keeps a flood of made-up keys from growing the memory.
    if (kept.size >= entriesMax) kept.delete(kept.keys().next().value!);
    kept.set(key, { value, until: since + (value === undefined ? absentAgeMaxMs : ageMaxMs) });
  }

  return {
    async get(key, load) {
      const now = elapsedMs();
      const held = kept.get(key);
      if (held !== undefined && held.until > now) return held.value;
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
