// The second fence: even without the lock of the head row, a batch made for another size is not written.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { append, emptyEdge } from '../../../ledger/core/log/edge.ts';
import { createLogStore } from '../../../ledger/storage/append/log-store.ts';
import { writeBatch } from '../../../ledger/storage/append/write-batch.ts';
import { type MigratedDatabase, migratedDatabase } from '../migrated.ts';
import { expectWholeLog } from '../whole-log.ts';
import { batchOf, createWriter, people } from '../writer.ts';

let database: MigratedDatabase;

beforeAll(async () => {
  database = await migratedDatabase();
  await createWriter(createLogStore(database.app)).append(people(5));
});
afterAll(() => database.drop());

/** Writes one record as if the head were at this size, without asking it. */
function writeAt(size: number): Promise<void> {
  const { edge } = append(
    emptyEdge(),
    Array.from({ length: size }, () => Buffer.alloc(32)),
  );
  const { write } = batchOf(edge, people(1));
  return database.app.transaction(({ sql }) => writeBatch(sql, size, write));
}

test('a batch for a size that the log has passed is refused', async () => {
  await expect(writeAt(4)).rejects.toMatchObject({ sqlstate: '23505' });
  expect(await expectWholeLog(database.superuser.sql)).toBe(5);
});

test('a batch that would leave a gap is refused', async () => {
  await expect(writeAt(6)).rejects.toThrow('has moved');
  expect(await expectWholeLog(database.superuser.sql)).toBe(5);
});

test('two batches for the same size: one is written, the other refused', async () => {
  const outcomes = await Promise.allSettled([
    createWriter(createLogStore(database.app)).append(people(1)),
    writeAt(5),
  ]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const [head] = await database.superuser.sql<{ size: number }[]>`select size from log_head`;
  expect(head!.size).toBe(6);
});
