// A log store that tells the metrics how large each commit was and how long it took; everything else is the store's.

import type { LogStore } from '../operations/ports.ts';
import type { Metrics } from './metrics.ts';

export function observeCommits(
  store: LogStore,
  metrics: Pick<Metrics, 'committed' | 'commitFailed'>,
): LogStore {
  return {
    claimOrigin: (origin) => store.claimOrigin(origin),
    async append(lookups, plan) {
      const started = performance.now();
      let records = 0;
      try {
        await store.append(lookups, (found) => {
          const write = plan(found);
          records = write?.entries.length ?? 0;
          return write;
        });
      } catch (error) {
        metrics.commitFailed();
        throw error;
      }
      // A batch of retries writes nothing and is no commit.
      if (records > 0) metrics.committed(records, (performance.now() - started) / 1000);
    },
  };
}
