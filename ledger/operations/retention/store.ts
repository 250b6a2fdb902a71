// The ports of what may be over: only who is to be looked at. Whether their time is over is judged by the
// records themselves, since a row of the register could say what no record says. And whom it is told before.

/** `tags`: of their names, also of those that lead to no subject. */
export type Disputed = { subjects: string[]; tags: Buffer[] };

export interface RetentionStore {
  /**
   * Of so many subjects behind this one, those of whom nothing but looks and corrections was recorded since.
   * `next`: the last one that was read, where there may be more.
   */
  quietSince(
    business: string,
    since: string,
    after: string | undefined,
    limit: number,
  ): Promise<{ subjects: string[]; next?: string }>;
  /** Records of who looked before then, behind this index, in the order of the log. */
  looksBefore(business: string, before: string, after: number, limit: number): Promise<number[]>;
  /** Deletes what is no record and past its end, of every business; not what is of a person in dispute. */
  sweep(now: Date, disputed: Disputed): Promise<void>;
  /** How many there are, this many at most. */
  countLooksBefore(business: string, before: string, most: number): Promise<number>;
}

/** How many people's records, and how many of who looked, end within the month, by rule: not whose. */
export type EndingWatch = {
  soon(business: string, byRule: Readonly<Record<string, number>>): void;
  /** Another node may have the work from now on. */
  left(): void;
};
