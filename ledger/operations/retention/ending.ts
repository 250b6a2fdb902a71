// Ends, on one node at a time, what is over in every business, twice a day. Under the lock each commit looks
// again, so a node that woke up late ends nothing that is not over.

import type { SetupStore } from '../setup/store.ts';
import { repeat, type Work } from '../worker/worker.ts';
import { type Ending, endRecords } from './end.ts';

const everyMs = 12 * 3_600_000;

export const endingRecords = (
  ledger: Ending & { setup: Pick<SetupStore, 'businesses'> },
  lookMs = everyMs,
): Work => ({
  name: 'retention',
  where: 'one node at a time',
  run: (signal) =>
    repeat(lookMs, signal, async () => {
      for (const { id } of await ledger.setup.businesses()) {
        for (let after: string | undefined; !signal.aborted; ) {
          const { next } = await endRecords(ledger, id, { dryRun: false, after });
          if (next === undefined) break;
          after = next;
        }
      }
    }),
});
