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

/** Ages are measured on a clock that nobody can set: on a wall clock set back, a revoked key would live on. */
export function remember<Value>(elapsedMs: () => number = () => performance.now()): Memory<Value> {
  const kept = new Map<string, { value: Value | undefined; until: number }>();
  // A look-up under way while something is forgotten may carry the old answer: it is given, but not kept.
  let forgotten = 0;
  return {
    async get(key, load) {
      const now = elapsedMs();
      const held = kept.get(key);
      if (held !== undefined && held.until > now) return held.value;
      const since = forgotten;
      const value = await load();
      if (since !== forgotten) return value;
      // Dropping the oldest insertions keeps a flood of made-up keys from growing the memory.
      if (kept.size >= entriesMax) kept.delete(kept.keys().next().value!);
      kept.set(key, { value, until: now + (value === undefined ? absentAgeMaxMs : ageMaxMs) });
      return value;
    },
    forget(key) {
      forgotten += 1;
      kept.delete(key);
    },
    clear() {
      forgotten += 1;
      kept.clear();
    },
  };
}
