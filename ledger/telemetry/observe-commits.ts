// A log store that tells the metrics how large each commit was and how long it took, and which states it
// found damaged; everything else is the store's.

import type { BatchWrite, Found, LogStore } from '../operations/append/log-store.ts';
import type { StateWatch } from '../operations/person/consent-states.ts';
import type { Metrics } from './metrics.ts';

export function observeCommits(
  store: LogStore,
  metrics: Pick<Metrics, 'committed' | 'commitFailed'>,
  states: StateWatch,
): LogStore {
  return {
    claimOrigin: (origin) => store.claimOrigin(origin),
    async append(lookups, plan) {
      const started = performance.now();
      let records = 0;
      try {
        await store.append(lookups, (found) => {
          const write = plan(found);
          if (write !== null) tellOfStates(states, found, write);
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

/** What the commit makes again is written by it. */
function tellOfStates(watch: StateWatch, { people }: Found, { states }: BatchWrite): void {
  const damaged = people.filter((person) => 'unread' in person && person.unread === 'damaged');
  if (damaged.length === 0) return;
  const written = new Set(states.map(({ subject }) => subject));
  const rebuilt = damaged.filter(({ subject }) => written.has(subject)).length;
  if (rebuilt > 0) watch.damaged('rebuilt', rebuilt);
  if (damaged.length > rebuilt) watch.damaged('unjudgeable', damaged.length - rebuilt);
}
