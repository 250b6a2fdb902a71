import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type NoticeDraft, type PublishedNotice, publishNotice } from '../../../ledger/core/notice/notice.ts';
import type { NoticeStore } from '../../../ledger/operations/notice/store.ts';
import { createLogStore } from '../../../ledger/storage/append/log-store.ts';
import { createNoticeStore } from '../../../ledger/storage/notice/notice-store.ts';
import { type MigratedDatabase, migratedDatabase } from '../migrated.ts';
import { business, createWriter, people, someMoment, type Writer } from '../writer.ts';

let database: MigratedDatabase;
let store: NoticeStore;
let writer: Writer;

const draft: NoticeDraft = {
  id: 'order-updates',
  purposes: ['shipping_update'],
  scope: ['message'],
  default_locale: 'en',
  locales: { en: { what: 'order updates' } },
  contact: { email: 'care@fresh.example' },
  privacy_url: 'https://fresh.example/privacy',
  withdrawal_url: 'https://fresh.example/profile',
  policy: 'strict-2020',
};

function published(id: string, version: number): PublishedNotice {
  const publishedAt = `2026-01-0${version}T00:00:00.000Z`;
  return publishNotice({ ...draft, id }, { version, business: { id: business, name: 'Fresh' }, publishedAt });
}

beforeAll(async () => {
  database = await migratedDatabase();
  store = createNoticeStore(database.app);
  writer = createWriter(createLogStore(database.app));
});
afterAll(() => database.drop());

async function publish(notice: PublishedNotice): Promise<string> {
  const record = randomUUID();
  await writer.append(people(1), { notices: [{ notice, record }] });
  return record;
}

test('a business without notices has none', async () => {
  expect(await store.versions(business, 'order-updates')).toEqual([]);
  expect(await store.ofBusiness(business)).toEqual([]);
});

test('a notice comes back as the bytes that were published', async () => {
  const notice = published('order-updates', 1);
  const record = await publish(notice);
  expect(await store.versions(business, 'order-updates')).toEqual([{ ...notice, record, reviews: {} }]);
});

test('an older version knows when it was superseded, the newest does not', async () => {
  await publish(published('order-updates', 2));
  await publish(published('order-updates', 3));
  const versions = await store.versions(business, 'order-updates');
  expect(versions.map(({ notice, supersededAt }) => [notice.version, supersededAt])).toEqual([
    [3, undefined],
    [2, '2026-01-03T00:00:00.000Z'],
    [1, '2026-01-02T00:00:00.000Z'],
  ]);
});

test('one notice does not supersede another', async () => {
  await publish(published('a-first', 1));
  await publish(published('z-last', 1));
  const all = await store.ofBusiness(business);
  expect(
    all.map(({ notice, supersededAt }) => `${notice.id} ${notice.version} ${supersededAt !== undefined}`),
  ).toEqual([
    'a-first 1 false',
    'order-updates 3 false',
    'order-updates 2 true',
    'order-updates 1 true',
    'z-last 1 false',
  ]);
  expect(await store.ofBusiness('another')).toEqual([]);
});

test('a retired version says when, the others do not', async () => {
  const retirement = { business, id: 'order-updates', version: 3, record: randomUUID(), at: someMoment };
  await writer.append(people(1), { retirements: [retirement] });
  const versions = await store.versions(business, 'order-updates');
  expect(versions.map(({ retiredAt }) => retiredAt)).toEqual([someMoment, undefined, undefined]);
});

test('the next version is found under the lock of an append', async () => {
  const wanted = ['order-updates', 'z-last', 'nothing'].map((id) => ({ business, id }));
  const { notices } = await writer.find({ notices: wanted });
  expect(notices.map(({ id, version }) => `${id} ${version}`).sort()).toEqual([
    'nothing 0',
    'order-updates 3',
    'z-last 1',
  ]);
});

test('the same version cannot be published twice', async () => {
  await expect(publish(published('order-updates', 3))).rejects.toMatchObject({ sqlstate: '23505' });
});

test('bytes that are not those of the digest are not served', async () => {
  await database.superuser.sql.unsafe('alter table notices disable trigger all');
  await database.superuser.sql`update notices set bytes = bytes || ' ' where id = 'z-last'`;
  await expect(store.versions(business, 'z-last')).rejects.toMatchObject({ code: 'internal' });
  await expect(store.versions(business, 'a-first')).resolves.toHaveLength(1);
});
