// Work that a node does by itself, from when it is ready until it stops:
//
//   on every node        the nodes share it row by row, as they share the webhooks to forward
//   one node at a time   the node that holds the lease does it (lease.ts), and the others stand by
//
// The node reports a worker that breaks, and starts it again after a pause, twice as long each time. A node
// with a broken or late worker stays ready, because answers to people do not depend on its workers.

import { setTimeout as sleep } from 'node:timers/promises';
import { type LeasedWork, underLease } from './lease.ts';
import type { LeaseStore, WorkerWatch } from './store.ts';

/** `run` works until its signal is aborted. If it ends before, the node starts it again after `lookMs`. */
export type Work = { name: string } & (
  | { where: 'on every node'; run(signal: AbortSignal): Promise<void> }
  | { where: 'one node at a time'; run: LeasedWork }
);

/** `standing_by`: another node holds the lease. `broken`: the node will start it again after a pause. */
type WorkerHealth = 'off' | 'running' | 'standing_by' | 'broken';

export type Worker = {
  readonly name: string;
  start(): void;
  /** Resolves when the work has ended. */
  stop(): Promise<void>;
  health(): WorkerHealth;
};

type WorkerPace = {
  /** Length of a lease, milliseconds. */
  leaseMs: number;
  /** How often a node tries to take the lease, milliseconds. */
  lookMs: number;
  /** The first and the longest pause before a restart, milliseconds. */
  retryFirstMs: number;
  retryMaxMs: number;
};

const workerPace: WorkerPace = { leaseMs: 30_000, lookMs: 10_000, retryFirstMs: 1_000, retryMaxMs: 300_000 };

type WorkerParts = {
  leases: LeaseStore;
  /** This node's name, for an operator. */
  node: string;
  watch: WorkerWatch;
};

export function createWorker(
  work: Work,
  { leases, node, watch }: WorkerParts,
  pace: WorkerPace = workerPace,
): Worker {
  const { name } = work;
  const stopping = new AbortController();
  const { signal } = stopping;
  let health: WorkerHealth = 'off';
  let done: Promise<void> | undefined;

  async function workOnce(): Promise<void> {
    if (work.where === 'on every node') {
      health = 'running';
      return work.run(signal);
    }
    const { leaseMs } = pace;
    await underLease(leases, { worker: name, node, leaseMs }, signal, (mine, lease) => {
      health = 'running';
      return work.run(mine, lease);
    });
    health = 'standing_by';
  }

  async function workOn(): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      const began = performance.now();
      try {
        await workOnce();
        failures = 0;
        await pause(pace.lookMs, signal);
      } catch (error) {
        health = 'broken';
        watch.broke(name, error);
        // Work that ran well for long has broken for a new reason.
        if (performance.now() - began > pace.retryMaxMs) failures = 0;
        await pause(Math.min(pace.retryMaxMs, pace.retryFirstMs * 2 ** failures), signal);
        failures += 1;
      }
    }
    health = 'off';
  }

  return {
    name,
    start() {
      done ??= workOn();
    },
    async stop() {
      stopping.abort();
      await done;
    },
    health: () => health,
  };
}

/** Repeats the work until the signal, with a pause after each time. */
export async function repeat(everyMs: number, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await work();
    await pause(everyMs, signal);
  }
}

/** Resolves when the pause ends, or the signal cuts it short. */
const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  sleep(milliseconds, undefined, { signal }).catch(() => {});
