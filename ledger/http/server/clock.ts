// Time as the limits of a connection measure it; tests hand in a clock of their own.

export type Clock = {
  /** Milliseconds, monotone. */
  now(): number;
  /** @returns calls it off */
  after(ms: number, work: () => void): () => void;
};

export const realClock: Clock = {
  now: () => performance.now(),
  after(ms, work) {
    // What came while this thread was busy is seen before it is said that nothing came.
    const timer = setTimeout(() => setImmediate(work), ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
