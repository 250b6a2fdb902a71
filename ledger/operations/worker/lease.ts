// Work under a lease, as a story of what can go wrong:
//
//   taken       only this node works; it renews the lease three times in its length
//   silent      the node is killed, or cut off from the database: another node takes the lease once it ends
//   late        the node was asleep and does not know yet. By its own clock it stops when the lease ends, not
//               later. The writes that it has begun carry its fencing number, and the database refuses them
//   given back  the node stops: another node may take the lease at once

import { type Lease, LeaseLost, type LeaseStore } from './store.ts';

export type LeasedWork = (signal: AbortSignal, lease: Lease) => Promise<void>;

/**
 * Takes the lease and works until the work ends, the node stops or the lease is lost.
 * @param work must end soon after its signal is aborted
 * @returns whether this node got the lease
 */
export async function underLease(
  leases: LeaseStore,
  { worker, node, leaseMs }: { worker: string; node: string; leaseMs: number },
  stopping: AbortSignal,
  work: LeasedWork,
): Promise<boolean> {
  // The time counts from before the request, so that the lease never ends earlier at the database than here.
  let askedAt = performance.now();
  const lease = await leases.take(worker, node, leaseMs);
  if (lease === undefined) return false;
  const lost = new AbortController();
  const lose = () => lost.abort();
  let over = false;
  const endsIn = () => Math.max(0, askedAt + leaseMs - performance.now());
  let end = setTimeout(lose, endsIn());
  const renewing = setInterval(async () => {
    const asked = performance.now();
    // Without an answer nothing is known. Until its time ends, the lease is ours.
    const held = await leases.renew(lease, leaseMs).catch(() => undefined);
    if (held === false) return lose();
    if (held === undefined || over) return;
    clearTimeout(end);
    askedAt = asked;
    end = setTimeout(lose, endsIn());
  }, leaseMs / 3);
  try {
    await work(AbortSignal.any([stopping, lost.signal]), lease);
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
  } finally {
    over = true;
    clearInterval(renewing);
    clearTimeout(end);
    // If the release fails, the lease ends by itself.
    await leases.release(lease).catch(() => {});
  }
  return true;
}
