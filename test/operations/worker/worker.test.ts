// Workers of two nodes on one database: who works, who stands by, and what becomes of work that breaks.

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Lease, LeaseStore } from '../../../ledger/operations/worker/store.ts';
import { LeaseLost } from '../../../ledger/operations/worker/store.ts';
import { createWorker, type Work, type Worker } from '../../../ledger/operations/worker/worker.ts';
import { createLeaseStore } from '../../../ledger/storage/worker/lease-store.ts';
import { type MigratedDatabase, migratedDatabase } from '../../storage/migrated.ts';
import { until } from '../../support/until.ts';

let database: MigratedDatabase;
let leases: LeaseStore;
const started: Worker[] = [];

beforeAll(async () => {
  database = await migratedDatabase();
  leases = createLeaseStore(database.app);
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((worker) => worker.stop()));
});
afterAll(() => database?.drop());

type Node = { worker: Worker; held: Lease[]; broke: unknown[] };
type Over = { leases?: LeaseStore; leaseMs?: number; work?: (signal: AbortSignal) => Promise<void> };
const untilAborted = (signal: AbortSignal): Promise<unknown> =>
  signal.aborted ? Promise.resolve() : once(signal, 'abort');

/** A node's worker, started: it keeps which leases it has worked under. */
function startNode(
  name: string,
  where: Work['where'],
  { leases: own = leases, leaseMs = 60_000, work }: Over = {},
): Node {
  const [held, broke]: [Lease[], unknown[]] = [[], []];
  const run = async (signal: AbortSignal, lease?: Lease) => {
    if (lease !== undefined) held.push(lease);
    await (work ?? untilAborted)(signal);
  };
  const watch = { broke: (_: string, error: unknown) => broke.push(error) };
  const pace = { leaseMs, lookMs: 10, retryFirstMs: 1, retryMaxMs: 4 };
  const worker = createWorker({ name, where, run } as Work, { leases: own, node: randomUUID(), watch }, pace);
  started.push(worker);
  worker.start();
  return { worker, held, broke };
}

const comes = (worker: Worker, health: ReturnType<Worker['health']>) =>
  until(() => worker.health() === health, `the worker is ${health}`);

test('one node works, the other stands by and takes over as soon as the first stops', async () => {
  const name = randomUUID();
  const one = startNode(name, 'one node at a time');
  await comes(one.worker, 'running');
  const other = startNode(name, 'one node at a time');
  await comes(other.worker, 'standing_by');
  await one.worker.stop();
  expect(one.worker.health()).toBe('off');
  await comes(other.worker, 'running');
  expect([one.held, other.held]).toEqual([[{ worker: name, fence: 1 }], [{ worker: name, fence: 2 }]]);
});

test('a node that is killed holds its lease until its time is over, and then another works', async () => {
  const name = randomUUID();
  // It took it, and was never heard of again.
  await leases.take(name, 'killed', 60_000);
  const { worker, held } = startNode(name, 'one node at a time');
  await comes(worker, 'standing_by');
  await database.superuser.sql`update worker_leases set held_until = now() where worker = ${name}`;
  await comes(worker, 'running');
  expect(held).toEqual([{ worker: name, fence: 2 }]);
});

test('work that lasts longer than a lease goes on: the lease is prolonged', async () => {
  const name = randomUUID();
  let renewals = 0;
  const counting = {
    ...leases,
    renew: (...asked: Parameters<LeaseStore['renew']>) =>
      leases.renew(...asked).finally(() => (renewals += 1)),
  };
  const { worker, held } = startNode(name, 'one node at a time', { leases: counting, leaseMs: 2_000 });
  await until(() => renewals === 4, 'it was prolonged past its end');
  expect(worker.health()).toBe('running');
  expect(held).toHaveLength(1);
});

test('a node that is cut off from the database stops by itself before another begins', async () => {
  const name = randomUUID();
  let working = 0;
  let most = 0;
  const work = async (signal: AbortSignal) => {
    most = Math.max(most, ++working);
    await untilAborted(signal);
    working -= 1;
  };
  const silence = new Promise<never>(() => {});
  let asked = 0;
  const cutOff: LeaseStore = {
    take: (...what) => (++asked === 1 ? leases.take(...what) : Promise.resolve(undefined)),
    renew: () => silence,
    release: async () => {},
  };
  const one = startNode(name, 'one node at a time', { leases: cutOff, leaseMs: 1_500, work });
  await comes(one.worker, 'running');
  const other = startNode(name, 'one node at a time', { work });
  await comes(other.worker, 'running');
  expect([most, one.held, other.held]).toEqual([
    1,
    [{ worker: name, fence: 1 }],
    [{ worker: name, fence: 2 }],
  ]);
});

test('a node whose lease another has taken hears of it and stands by', async () => {
  const name = randomUUID();
  const { worker, broke } = startNode(name, 'one node at a time', { leaseMs: 300 });
  await comes(worker, 'running');
  await database.superuser.sql`
    update worker_leases set fence = fence + 1, held_until = 'infinity' where worker = ${name}`;
  await comes(worker, 'standing_by');
  expect(broke).toEqual([]);
});

test('a write that is refused ends the turn and is no fault', async () => {
  const name = randomUUID();
  let writes = 0;
  const { broke, held } = startNode(name, 'one node at a time', {
    work: async (signal) => {
      writes += 1;
      if (writes === 1) throw new LeaseLost(name);
      await untilAborted(signal);
    },
  });
  await until(() => writes === 2, 'it works again');
  expect(held.map(({ fence }) => fence)).toEqual([1, 2]);
  expect(broke).toEqual([]);
});

test.for(['on every node', 'one node at a time'] as const)(
  'work that breaks, %s, is told and begun again, again and again',
  async (where) => {
    let times = 0;
    const { worker, broke } = startNode(randomUUID(), where, {
      work: async (signal) => {
        times += 1;
        if (times <= 3) throw new Error(`broken ${times}`);
        await untilAborted(signal);
      },
    });
    await comes(worker, 'running');
    await until(() => times === 4, 'it is begun again');
    expect(broke.map((error) => (error as Error).message)).toEqual(['broken 1', 'broken 2', 'broken 3']);
    expect(worker.health()).toBe('running');
  },
);

test('a database that cannot be asked for the lease is told, and asked again', async () => {
  let asked = 0;
  const failing: LeaseStore = {
    ...leases,
    take: (...what) => {
      asked += 1;
      return asked === 1 ? Promise.reject(new Error('the database is gone')) : leases.take(...what);
    },
  };
  const { worker, broke } = startNode(randomUUID(), 'one node at a time', { leases: failing });
  await comes(worker, 'running');
  expect(broke).toHaveLength(1);
});

test('work on every node runs on each', async () => {
  const name = randomUUID();
  const nodes = [startNode(name, 'on every node'), startNode(name, 'on every node')];
  for (const { worker } of nodes) await comes(worker, 'running');
});

test('a worker that was never started can be stopped', async () => {
  const watch = { broke: () => {} };
  const run = async () => {};
  const worker = createWorker({ name: 'none', where: 'on every node', run }, { leases, node: 'n', watch });
  await worker.stop();
  expect(worker.health()).toBe('off');
});
