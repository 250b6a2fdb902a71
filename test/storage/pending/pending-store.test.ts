// How many opt-ins may wait for a second member of staff, and what no longer waits.

import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NewPending } from '../../../ledger/operations/pending/store.ts';
import { createPendingStore } from '../../../ledger/storage/pending/pending-store.ts';
import { type MigratedDatabase, migratedDatabase } from '../migrated.ts';

let database: MigratedDatabase;
let pending: ReturnType<typeof createPendingStore>;
beforeAll(async () => {
  database = await migratedDatabase();
  pending = createPendingStore(database.app);
});
afterAll(() => database?.drop());

const now = '2026-03-01T09:30:00.000Z';
const waiting = (business: string): NewPending => ({
  ...{ pending: randomUUID(), business, sealed: Buffer.alloc(8), tags: [] },
  spend: { key: randomBytes(32), request: randomBytes(32) },
  ...{ submittedAt: now, endsAt: '2026-03-31T09:30:00.000Z' },
});
const keep = (row: NewPending) => pending.keep(row, now, 2);

test('what was rejected makes room, and a repeated post of it is still the rejected one', async () => {
  const [one, two, three, four] = Array.from({ length: 4 }, () => waiting('shop'));
  await keep(one!);
  await keep(two!);
  expect(await keep(three!)).toBe('full');
  await pending.reject('shop', one!.pending, 'not_readable', now);
  expect(await keep(three!)).toMatchObject({ pending: three!.pending });
  expect(await keep(four!)).toBe('full');
  expect(await keep({ ...waiting('shop'), spend: one!.spend! })).toMatchObject({
    ...{ pending: one!.pending, rejected: true, reason: 'not_readable' },
  });
});

test('another business’s takes no room, and no other business rejects it', async () => {
  const [one, two] = Array.from({ length: 2 }, () => waiting('other'));
  await keep(one!);
  await keep(two!);
  expect(await keep(waiting('third'))).toMatchObject({ business: 'third' });
  expect(await pending.reject('third', one!.pending, 'no_file', now)).toBeUndefined();
  expect(await pending.find('other', one!.pending, now)).toMatchObject({ sealed: one!.sealed });
});
