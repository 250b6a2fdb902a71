// The ports of succession: the names of the log, and what of a restore is not confirmed yet.

import type { SuccessionWrite } from '../append/log-store.ts';

/**
 * The log went on under this name, from what was kept under the last one. `record`: its `log_begun`, which
 * has the index `size`.
 */
export type Succession = Omit<SuccessionWrite, 'keyCheck'> & { record: string; at: string };

export interface Successions {
  /** In their order; none while the log has its first name. */
  all(): Promise<Succession[]>;
  /** Businesses whose consent from before a restore was confirmed. */
  recoveries(): Promise<{ business: string; begun: string; record: string }[]>;
}

/** A business that was confirmed stays so while this process lives: only a restart sees another restore. */
export function cacheConfirmed(restorations: Restorations): Restorations {
  const confirmed = new Set<string>();
  return {
    async unconfirmed(business) {
      if (confirmed.has(business)) return undefined;
      const at = await restorations.unconfirmed(business);
      if (at === undefined) confirmed.add(business);
      return at;
    },
  };
}

export interface Restorations {
  /**
   * When the last restore was recorded that no officer of this business has confirmed: consent from before it
   * does not count.
   */
  unconfirmed(business: string): Promise<string | undefined>;
}
