// The port of what no record tells: numbers in, and lines of an answer out.

import type { CountedBy, CountFilter } from '../../core/register/counts.ts';
import type { Tallied, TallyRows } from '../../core/register/tally.ts';

/** UTC. */
export type TallyLine = Tallied & { day: string; count: number };

export interface TallyStore {
  /** All of them or none. */
  add(lines: readonly TallyLine[]): Promise<void>;
  /**
   * Of these days and channels; what is shown also of these notices and locales. Of each sort countRowsMax
   * lines and one more at most: with that one it is not all.
   */
  read(
    business: string,
    filter: Pick<CountFilter, 'channel' | 'notice' | 'version' | 'locale' | 'from' | 'to' | 'test'>,
    by: readonly CountedBy[],
  ): Promise<Pick<TallyRows, 'refused' | 'shown'>>;
}
