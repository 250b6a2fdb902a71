// Leases: one holder at a time by the database's clock, and each with a higher number than the one before.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LeaseStore } from '../../../ledger/operations/worker/store.ts';
import { appRole } from '../../../ledger/storage/schema/roles.ts';
import { createLeaseStore } from '../../../ledger/storage/worker/lease-store.ts';
import { type MigratedDatabase, migratedDatabase } from '../migrated.ts';

const minute = 60_000;
let database: MigratedDatabase;
let one: LeaseStore;
let other: LeaseStore;

beforeAll(async () => {
  database = await migratedDatabase();
  one = createLeaseStore(database.app);
  other = createLeaseStore(database.open({ role: appRole }));
});
afterAll(() => database?.drop());

/** As when the time of every lease has passed. */
const timePasses = () =>
  database.superuser.sql`update worker_leases set held_until = now() - interval '1 ms'`;

test('what one node holds no other gets, and it may hold two', async () => {
  const [worker, another] = [randomUUID(), randomUUID()];
  expect(await one.take(worker, 'one', minute)).toEqual({ worker, fence: 1 });
  expect(await other.take(worker, 'other', minute)).toBeUndefined();
  expect(await one.take(worker, 'one', minute)).toBeUndefined();
  expect(await one.take(another, 'one', minute)).toEqual({ worker: another, fence: 1 });
});

test('of many nodes that ask at once one gets it', async () => {
  const worker = randomUUID();
  const asked = Array.from({ length: 20 }, (_, i) => (i % 2 ? one : other).take(worker, `node ${i}`, minute));
  expect((await Promise.all(asked)).filter((lease) => lease !== undefined)).toEqual([{ worker, fence: 1 }]);
});

test('a lease that was not prolonged in time goes to whoever asks, under a higher number', async () => {
  const worker = randomUUID();
  const before = (await one.take(worker, 'one', minute))!;
  await timePasses();
  expect(await other.take(worker, 'other', minute)).toEqual({ worker, fence: 2 });
  expect(await one.renew(before, minute)).toBe(false);
  await one.release(before);
  expect(await one.take(worker, 'one', minute)).toBeUndefined();
});

test('a lease that was prolonged stays, also where it was over and nobody had asked', async () => {
  const worker = randomUUID();
  const lease = (await one.take(worker, 'one', minute))!;
  await timePasses();
  expect(await one.renew(lease, minute)).toBe(true);
  expect(await other.take(worker, 'other', minute)).toBeUndefined();
});

test('what is given back is free at once, and its number is not used again', async () => {
  const worker = randomUUID();
  await one.release((await one.take(worker, 'one', minute))!);
  expect(await other.take(worker, 'other', minute)).toEqual({ worker, fence: 2 });
});
