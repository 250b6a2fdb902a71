import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoredRecord } from '../../../ledger/operations/append/log-store.ts';
import type { RecordStore } from '../../../ledger/operations/record/store.ts';
import { createLogStore } from '../../../ledger/storage/append/log-store.ts';
import { createRecordStore } from '../../../ledger/storage/record/record-store.ts';
import { createSpentKeys } from '../../../ledger/storage/record/spent-keys.ts';
import { type MigratedDatabase, macs, migratedDatabase } from '../migrated.ts';
import { setUp } from '../set-up.ts';
import { business, createWriter, type NewPerson, people } from '../writer.ts';

let database: MigratedDatabase;
let records: RecordStore;
const businessKey = randomBytes(60);
const written = people(40);
/** A second record of the first person, and one of the business itself. */
const [again, own] = people(2) as [NewPerson, NewPerson];

beforeAll(async () => {
  database = await migratedDatabase();
  records = { ...createRecordStore(database.app), ...createSpentKeys(database.app, macs) };
  await setUp(database.app).business(business, { wrapped_key: businessKey });
  const writer = createWriter(createLogStore(database.app));
  await writer.append(written);
  const later = { subjects: [], tags: [], states: [] };
  await writer.append([{ ...again, subject: written[0]!.subject }], later);
  const { record, sealed } = own;
  await writer.append([own], { ...later, sealed: [{ record, business, subject: null, sealed }] });
});
afterAll(() => database.drop());

const asStored = (person: NewPerson, index: number): StoredRecord => {
  const { record, subject, entry, sealed, wrappedKey } = person;
  return { index, record, business, subject, entry, sealed, wrappedKey, treeSize: 40 };
};

async function chained(pages: AsyncIterable<StoredRecord[]>): Promise<StoredRecord[]> {
  const all: StoredRecord[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}

async function scanned(order: 'index' | 'subject', pageSize: number): Promise<StoredRecord[]> {
  const all: StoredRecord[] = [];
  for await (const page of records.scan(order, pageSize)) {
    expect(page.length).toBeGreaterThan(0);
    expect(page.length).toBeLessThanOrEqual(pageSize);
    all.push(...page);
  }
  return all;
}

test('a record comes back with its entry, its subject’s key and the size that first covered it', async () => {
  expect(await records.byId(written[7]!.record)).toEqual(asStored(written[7]!, 7));
});

test('a record without a subject comes with the key of its business', async () => {
  const { record, entry, sealed } = own;
  const expected = {
    index: 41,
    record,
    business,
    subject: null,
    entry,
    sealed,
    wrappedKey: businessKey,
    treeSize: 42,
  };
  expect(await records.byId(record)).toEqual(expected);
});

test('a record nobody made is not there', async () => {
  expect(await records.byId(randomUUID())).toBeUndefined();
  expect(await chained(records.chain([randomUUID()], 10))).toEqual([]);
});

test('a spent key leads to its record, in its own business only', async () => {
  const { key, request, record } = written[3]!;
  expect(await records.bySpent(business, key)).toMatchObject({ request, record });
  expect(await records.bySpent('another', key)).toBeUndefined();
  expect(await records.bySpent(business, randomBytes(32))).toBeUndefined();
});

describe('the chain of a subject', () => {
  const { subject, wrappedKey, record } = written[0]!;

  test('comes oldest first, each record with the key', async () => {
    const found = await chained(records.chain([subject], 10));
    expect(found.map((row) => row.record)).toEqual([record, again.record]);
    expect(found.map((row) => row.wrappedKey)).toEqual([wrappedKey, wrappedKey]);
  });

  test.each([1, 2, 3, 50])(
    'joins that of others in the order of the log, %i a page, either way',
    async (pageSize) => {
      const all = [5, 3, 0, 30].map((person) => written[person]!.subject);
      const indexes = (rows: StoredRecord[]) => rows.map(({ index }) => index);
      expect(indexes(await chained(records.chain(all, pageSize)))).toEqual([0, 3, 5, 30, 40]);
      expect(indexes(await chained(records.chain(all, pageSize, 3)))).toEqual([5, 30, 40]);
      expect(indexes(await chained(records.chainBack(all, pageSize)))).toEqual([40, 30, 5, 3, 0]);
    },
  );
});

test('records about nobody are found by their business, and no one else’s', async () => {
  const found = async (of: string) => {
    const pages = [];
    for await (const page of records.withoutSubject(of, 1)) pages.push(...page);
    return pages.map(({ record }) => record);
  };
  expect(await found(business)).toEqual([own.record]);
  expect(await found('another')).toEqual([]);
});

test('the last record below an index is found, and below the first there is none', async () => {
  expect((await records.lastBelow(4))?.record).toBe(written[3]!.record);
  expect((await records.lastBelow(1_000_000))?.index).toBe(41);
  expect(await records.lastBelow(0)).toBeUndefined();
});

describe('a scan', () => {
  test.for([1, 7, 42, 43])(
    'in log order leaves nothing out and nothing twice, %i at a time',
    async (pageSize) => {
      const all = await scanned('index', pageSize);
      expect(all.map(({ index }) => index)).toEqual(Array.from({ length: 42 }, (_, i) => i));
      expect(all.slice(0, 40)).toEqual(written.map(asStored));
    },
  );

  test.for([1, 7, 42, 43])(
    'by subject keeps each one together, those without first, %i at a time',
    async (pageSize) => {
      const all = await scanned('subject', pageSize);
      expect(all[0]!.record).toBe(own.record);
      const order = all.slice(1).map(({ subject, index }) => `${subject} ${String(index).padStart(3)}`);
      expect(order).toEqual(order.toSorted());
      expect(new Set(all.map(({ index }) => index)).size).toBe(42);
    },
  );

  test('of an empty log has no page', async () => {
    const fresh = await migratedDatabase();
    for await (const page of createRecordStore(fresh.app).scan('subject', 10)) expect(page).toBe('none');
    await fresh.drop();
  });

  test('shows a record whose key was erased, with no key', async () => {
    const { subject, record } = written[9]!;
    await database.eraser.sql`delete from subjects where subject = ${subject}`;
    expect(await records.byId(record)).toMatchObject({ record, wrappedKey: Buffer.alloc(0) });
    expect((await scanned('index', 10)).find((row) => row.record === record)?.wrappedKey).toHaveLength(0);
  });

  test('does not show what was erased', async () => {
    const { subject, record } = written[10]!;
    await database.eraser.sql`delete from sealed_records where subject = ${subject}`;
    expect(await records.byId(record)).toBeUndefined();
    expect(await scanned('index', 10)).toHaveLength(41);
  });
});
