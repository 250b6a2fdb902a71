// Once a day, on one node, after someone was erased: what was deleted leaves the server's files too.

import { repeat, type Work } from '../worker/worker.ts';

export type Scrubber = {
  /** Whether anyone was erased since the last time. */
  isDue(): Promise<boolean>;
  scrub(): Promise<unknown>;
};

const everyMs = 24 * 3_600_000;

export const scrubbing = ({ isDue, scrub }: Scrubber): Work => ({
  name: 'scrub',
  where: 'one node at a time',
  run: (signal) =>
    repeat(everyMs, signal, async () => {
      if (await isDue()) await scrub();
    }),
});
