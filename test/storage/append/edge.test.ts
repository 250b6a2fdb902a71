import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogStore } from '../../../ledger/storage/append/log-store.ts';
import { type MigratedDatabase, migratedDatabase } from '../migrated.ts';
import { createWriter, people } from '../writer.ts';

let database: MigratedDatabase;

beforeAll(async () => {
  database = await migratedDatabase();
});
afterAll(() => database.drop());

const stranger = () => createWriter(createLogStore(database.app));

// edgeOf in writer.ts refuses an edge whose root is not the head's; so appending at all is the proof.
describe('a node that holds no edge', () => {
  test.for([1, 254, 255, 256, 257, 511, 512, 513, 1024])('can go on from size %i', async (size) => {
    const [head] = await database.app.sql<{ size: number }[]>`select size from log_head`;
    if (size > head!.size) await stranger().append(people(size - head!.size));
    const found = await stranger().append(people(0), onlyEntry());
    expect(found.edge?.size ?? 0).toBe(found.size);
  });

  test('can go on across the first tile of level 1, at 65535, 65536 and 65537', async () => {
    const [head] = await database.app.sql<{ size: number }[]>`select size from log_head`;
    await stranger().append([], manyEntries(65_535 - head!.size));
    for (const size of [65_535, 65_536, 65_537]) {
      const found = await stranger().append([], onlyEntry());
      expect(found.edge?.levels.map(({ length }) => length / 32)).toEqual(
        { 65535: [255, 255], 65536: [0, 0, 1], 65537: [1, 0, 1] }[size],
      );
    }
  });
});

test('a node that holds the edge of the head is given none', async () => {
  const node = stranger();
  await node.append(people(1));
  expect((await node.append(people(1))).edge).toBeUndefined();
});

test('a node that was overtaken is given the edge of the others', async () => {
  const [overtaken, other] = [stranger(), stranger()];
  await overtaken.append(people(1));
  await other.append(people(300));
  expect((await overtaken.append(people(1))).edge).toBeDefined();
});

const onlyEntry = () => manyEntries(1);

function manyEntries(count: number) {
  const added = people(1);
  const { record, sealed } = added[0]!;
  const rows = Array.from({ length: count }, (_, i) => {
    return { record: count === 1 ? record : idOf(record, i), business: 'b', subject: null, sealed };
  });
  return { entries: rows.map((_, i) => entryOf(i)), sealed: rows };
}

const idOf = (base: string, n: number) => base.slice(0, 24) + n.toString(16).padStart(12, '0');

function entryOf(n: number): Buffer {
  const entry = Buffer.alloc(33, 1);
  entry.writeUInt32BE(n, 1);
  return entry;
}
