import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LogReader } from '../../../ledger/operations/record/store.ts';
import { createLogStore } from '../../../ledger/storage/append/log-store.ts';
import { createLogReader } from '../../../ledger/storage/record/log-reader.ts';
import { type MigratedDatabase, migratedDatabase } from '../migrated.ts';
import { createWriter, type NewPerson, people } from '../writer.ts';

let database: MigratedDatabase;
let log: LogReader;
const written: NewPerson[] = [];

beforeAll(async () => {
  database = await migratedDatabase();
  log = createLogReader(database.app);
});
afterAll(() => database.drop());

test('an empty log has no checkpoint, entry or tile', async () => {
  expect(await log.latestCheckpoint()).toBeUndefined();
  expect(await log.checkpointAt(0)).toBeUndefined();
  expect(await log.entries(0, 10)).toEqual([]);
  expect(await log.tile(0, 0)).toBeUndefined();
  expect(await log.tileRoots(0, 0, 10)).toEqual([]);
});

test('a log of three commits has three checkpoints', async () => {
  const writer = createWriter(createLogStore(database.app));
  for (const count of [200, 100, 300]) {
    const added = people(count);
    await writer.append(added);
    written.push(...added);
  }
  const newest = await log.latestCheckpoint();
  expect(newest).toMatchObject({ size: 600, note: 'size 600\n' });
  expect(await log.checkpointAt(600)).toEqual(newest);
  expect(await log.checkpointAt(300)).toMatchObject({ size: 300, note: 'size 300\n' });
  expect(await log.checkpointAt(299)).toBeUndefined();
});

test('entries come back in order, the bytes that were given', async () => {
  const entries = await log.entries(150, 350);
  expect(
    Buffer.concat(entries).equals(Buffer.concat(written.slice(150, 350).map(({ entry }) => entry))),
  ).toBe(true);
  expect(await log.entries(590, 700)).toHaveLength(10);
  expect(await log.entries(5, 5)).toEqual([]);
});

test('only full tiles are there, each with the root that the level above holds of it', async () => {
  expect(await log.tile(0, 0)).toHaveLength(8192);
  expect(await log.tile(0, 1)).toHaveLength(8192);
  expect(await log.tile(0, 2)).toBeUndefined();
  expect(await log.tile(1, 0)).toBeUndefined();
  expect(await log.tileRoots(0, 0, 3)).toHaveLength(2);
  expect(await log.tileRoots(0, 1, 2)).toEqual((await log.tileRoots(0, 0, 3)).slice(1));
});
