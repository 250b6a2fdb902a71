// Calls under way: written only over what was read, and gone when their hour is over.

import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallStore, KeptCall } from '../../../ledger/operations/flow/store.ts';
import { createCallStore } from '../../../ledger/storage/flow/call-store.ts';
import { type MigratedDatabase, migratedDatabase } from '../migrated.ts';

let database: MigratedDatabase;
let calls: CallStore;
beforeAll(async () => {
  database = await migratedDatabase();
  calls = createCallStore(database.app);
});
afterAll(() => database.drop());

const [now, later, over] = [
  '2026-06-01T12:00:00.000Z',
  '2026-06-01T12:59:00.000Z',
  '2026-06-01T13:00:00.000Z',
];
const kept = (step: number, call: Buffer = randomBytes(32)): KeptCall => ({
  ...{ call, business: 'acme', sealed: randomBytes(60), step, tags: [randomBytes(32)], endsAt: over },
});

test('a call is found until its hour is over, and can then begin anew', async () => {
  const first = kept(1);
  expect(await calls.put(first, undefined, now)).toBe(true);
  expect(await calls.find(first.call, later)).toEqual({ sealed: first.sealed, step: 1 });
  expect(await calls.find(first.call, over)).toBeUndefined();
  expect(await calls.put(kept(1, first.call), undefined, later)).toBe(false);
  expect(await calls.put({ ...kept(1, first.call), endsAt: '2026-06-01T14:00:00Z' }, undefined, over)).toBe(
    true,
  );
});

test('of any number of changes of one step, one is written', async () => {
  const { call } = kept(1);
  const begun = await Promise.all(Array.from({ length: 8 }, () => calls.put(kept(1, call), undefined, now)));
  expect(begun.filter(Boolean)).toHaveLength(1);
  const moved = await Promise.all(Array.from({ length: 8 }, () => calls.put(kept(2, call), 1, now)));
  expect(moved.filter(Boolean)).toHaveLength(1);
  expect(await calls.put(kept(2, call), 1, now)).toBe(false);
});

test('what is over is swept, and nothing else', async () => {
  const [old, young] = [kept(1), { ...kept(1), endsAt: '2026-06-01T15:00:00Z' }];
  for (const one of [old, young]) await calls.put(one, undefined, now);
  await calls.sweep('2026-06-01T14:30:00Z');
  const rows = await database.superuser.sql<{ call: Buffer }[]>`select call from ivr_calls`;
  expect(rows.map(({ call }) => call.toString('hex'))).toEqual([young.call.toString('hex')]);
});
