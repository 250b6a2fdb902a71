// Tells whoever runs the ledger that people wait to be erased: the law gives the business a month to answer,
// and nobody looks at a list of which they hear nothing.

import { repeat, type Work } from '../worker/worker.ts';
import type { ErasureRequestStore, RequestWatch } from './store.ts';

const everyMs = 60_000;

export const watchingRequests = (
  { erasureRequests }: { erasureRequests: Pick<ErasureRequestStore, 'waiting'> },
  watch: RequestWatch,
  lookMs = everyMs,
): Work => ({
  name: 'erasure_requests',
  where: 'one node at a time',
  run: (signal) =>
    repeat(lookMs, signal, async () => watch.waiting(await erasureRequests.waiting())).finally(() =>
      watch.left(),
    ),
});
