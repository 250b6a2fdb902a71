import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeState } from '../../../ledger/core/consent/state-text.ts';
import type { LedgerSnapshot } from '../../../ledger/operations/verify/sources.ts';
import { createLogStore } from '../../../ledger/storage/append/log-store.ts';
import { createLogReader } from '../../../ledger/storage/record/log-reader.ts';
import { createSnapshot } from '../../../ledger/storage/verify/snapshot.ts';
import { type MigratedDatabase, migratedDatabase, origin } from '../migrated.ts';
import { business, createWriter, people, someMoment } from '../writer.ts';

let database: MigratedDatabase;
let snapshot: LedgerSnapshot;
const written = people(600);
const notice = {
  notice: { id: 'n', version: 1, business: { id: business } },
  bytes: Buffer.of(1, 2),
  sha256: 'ab',
};
const [noticeRecord, retirementRecord, reviewRecord] = [randomUUID(), randomUUID(), randomUUID()];

beforeAll(async () => {
  database = await migratedDatabase();
  snapshot = createSnapshot(database.app);
  const writer = createWriter(createLogStore(database.app));
  await writer.append(written.slice(0, 250));
  await writer.append(written.slice(250), {
    notices: [{ notice: notice as never, record: noticeRecord }],
    retirements: [{ business, id: 'n', version: 1, record: retirementRecord, at: someMoment }],
    reviews: [{ business, id: 'n', version: 1, locale: 'en', record: reviewRecord, at: someMoment }],
    flows: [{ flow: { ...notice, flow: notice.notice } as never, record: noticeRecord }],
  });
});
afterAll(() => database.drop());

async function all<Row>(pages: AsyncIterable<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}

test('the head is the row itself', async () => {
  const { root } = (await createLogReader(database.app).latestCheckpoint())!;
  expect(await snapshot.head()).toEqual({ origin, size: 600, root, lastRecordedAt: someMoment });
});

test('checkpoints come in order of size', async () => {
  expect((await all(snapshot.checkpoints())).map(({ size }) => size)).toEqual([250, 600]);
});

test.for([1, 100, 599, 600, 601])('entries come in log order, %i at a time', async (pageSize) => {
  const rows = await all(snapshot.entries(pageSize));
  expect(rows.map(({ index }) => index)).toEqual(written.map((_, i) => i));
  expect(rows.every(({ entry }, i) => entry.equals(written[i]!.entry))).toBe(true);
});

test('tiles come level by level', async () => {
  const rows = await all(snapshot.tiles());
  expect(rows.map(({ level, index }) => [level, index])).toEqual([
    [0, 0],
    [0, 1],
  ]);
  expect(rows.every(({ hashes, root }) => hashes.length === 8192 && root.length === 32)).toBe(true);
});

test.for([1, 7, 1000])('people come by subject with key, state and tags, %i at a time', async (pageSize) => {
  const rows = await all(snapshot.people(pageSize));
  const expected = written.toSorted((a, b) => (a.subject < b.subject ? -1 : 1));
  expect(rows.map(({ subject }) => subject)).toEqual(expected.map(({ subject }) => subject));
  const { subject, wrappedKey, state, tag } = expected[0]!;
  const tags = [{ business, kind: 'number', ...tag }];
  expect(rows[0]).toEqual({
    subject,
    business,
    wrappedKey,
    state: encodeState(subject, state),
    tags,
    links: [],
  });
});

test('a person without state or tags is still a person', async () => {
  const subject = randomUUID();
  await database.app.sql`insert into subjects values (${subject}, ${business}, ${Buffer.alloc(60)})`;
  const found = (await all(snapshot.people(50))).find((person) => person.subject === subject);
  expect(found).toMatchObject({ state: '', tags: [] });
});

test('a state or a tag made up without a subject comes out as a person, whatever its id', async () => {
  const [nobody, somebody] = ['00000000-0000-0000-0000-000000000000', randomUUID()];
  await database.app.sql`insert into consent_states values (${nobody}, '{}')`;
  await database.app.sql`insert into identifier_tags (prefix, tag, pepper, business, kind, subject)
    values (7, ${Buffer.alloc(32)}, 1, ${business}, 'number', ${somebody})`;
  for (const pageSize of [1, 1000]) {
    const rows = await all(snapshot.people(pageSize));
    expect(rows[0]).toEqual({
      subject: nobody,
      business: '',
      wrappedKey: Buffer.alloc(0),
      state: '{}',
      tags: [],
      links: [],
    });
    const tags = [{ business, kind: 'number', pepper: 1, prefix: 7n, tag: Buffer.alloc(32) }];
    expect(rows.find(({ subject }) => subject === somebody)).toMatchObject({ state: '', tags });
  }
});

test('a key spent on a record that does not exist in that business is named', async () => {
  const record = randomUUID();
  const before = await snapshot.spentOnNothing();
  const row = [Buffer.alloc(32, 9), 'b', Buffer.alloc(32), record] as const;
  await database.app.sql`insert into spent_keys (key, business, request, record)
    values (${row[0]}, ${row[1]}, ${row[2]}, ${row[3]})`;
  const after = await snapshot.spentOnNothing();
  expect(after.filter((id) => !before.includes(id))).toEqual([record]);
});

test('links come with the subject that they begin at, also where nothing else is stored of it', async () => {
  const [a, link] = [randomUUID(), { b: randomUUID(), record: randomUUID() }];
  await database.app.sql`insert into subject_links (a, b, record) values (${a}, ${link.b}, ${link.record})`;
  const people = (await all(snapshot.people(7))).flat();
  expect(people.filter(({ links }) => links.length > 0)).toMatchObject([
    { subject: a, tags: [], links: [link] },
  ]);
});

test('notices, retirements and reviews are all there', async () => {
  const { bytes, sha256 } = notice;
  expect(await snapshot.notices()).toEqual([
    { business, id: 'n', version: 1, sha256, bytes, record: noticeRecord },
  ]);
  expect(await snapshot.retirements()).toEqual([
    { business, id: 'n', version: 1, record: retirementRecord, at: someMoment },
  ]);
  expect(await snapshot.reviews()).toEqual([
    { business, id: 'n', version: 1, locale: 'en', record: reviewRecord, at: someMoment },
  ]);
});

test('an empty log has a head and nothing else', async () => {
  const fresh = await migratedDatabase();
  const empty = createSnapshot(fresh.app);
  expect(await empty.head()).toMatchObject({ size: 0, lastRecordedAt: '' });
  expect(await all(empty.entries(10))).toEqual([]);
  expect(await all(empty.people(10))).toEqual([]);
  expect(await all(empty.tiles())).toEqual([]);
  await fresh.drop();
});

test('a log nobody has claimed has no head', async () => {
  const fresh = await migratedDatabase({ claimed: false });
  await expect(createSnapshot(fresh.app).head()).rejects.toThrow('claimOrigin');
  await fresh.drop();
});
