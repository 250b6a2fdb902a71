// Who waits to be erased: how many, and a line of each business for which one more has asked. Never who.

import type { RequestWatch } from '../operations/erase/store.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';

export function observeRequests(metrics: Pick<Metrics, 'erasuresWaiting'>, logger: Logger): RequestWatch {
  const newest = new Map<string, string>();
  return {
    waiting(businesses) {
      metrics.erasuresWaiting(businesses.reduce((sum, { count }) => sum + count, 0));
      for (const one of businesses) {
        const { business, count } = one;
        const before = newest.get(business);
        newest.set(business, one.newest);
        // Ids of requests are in the order in which they came.
        if (before !== undefined && one.newest <= before) continue;
        logger.warn('people wait to be erased: see optmark erase --requests', { business, count });
      }
    },
    left: () => metrics.erasuresWaiting(0),
  };
}
