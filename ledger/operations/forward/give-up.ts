// Gives up webhooks that their address has not taken within 36 hours, as Meta does, and calls, text
// messages and unconfirmed opt-ins that have not gone on in their time. One node at a time looks for them.

import { repeat, type Work } from '../worker/worker.ts';
import type { World } from '../world.ts';
import type { ForwardWatch, Outbox } from './store.ts';

/** Milliseconds. */
const giveUpAfterMs = 36 * 3_600_000;
const everyMs = 60_000;

/** What is over when its time is. */
type OverInTime = { sweep(now: string): Promise<void> };

export const givingUp = (
  {
    outbox,
    passing,
    world,
  }: { outbox: Pick<Outbox, 'giveUp'>; passing: readonly OverInTime[]; world: World },
  watch: Pick<ForwardWatch, 'gaveUp'>,
  lookMs = everyMs,
): Work => ({
  name: 'giving_up',
  where: 'one node at a time',
  run: (signal, lease) =>
    repeat(lookMs, signal, async () => {
      const now = world.now();
      const before = new Date(now.getTime() - giveUpAfterMs).toISOString();
      const gone = await outbox.giveUp(lease, before, now.toISOString());
      for (const one of passing) await one.sweep(now.toISOString());
      for (const [business, webhooks] of gone) watch.gaveUp(business, webhooks);
    }),
});
