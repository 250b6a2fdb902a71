// The memory in front of set-up: what is changed on a node is changed there at once, elsewhere within the
// age.

import { hash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CachedNotices, cacheNotices } from '../../../ledger/operations/notice/cached.ts';
import { currentNotice } from '../../../ledger/operations/notice/current-notice.ts';
import { publish, retire } from '../../../ledger/operations/notice/notices.ts';
import { cacheSetup } from '../../../ledger/operations/setup/cached.ts';
import { absentAgeMaxMs, ageMaxMs } from '../../../ledger/operations/setup/remember.ts';
import { addBusiness, createApiKey, revokeApiKey } from '../../../ledger/operations/setup/setup.ts';
import { addSite, changeSite } from '../../../ledger/operations/setup/sites.ts';
import type { SetupStore } from '../../../ledger/operations/setup/store.ts';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { createNoticeStore } from '../../../ledger/storage/notice/notice-store.ts';
import { createSetupStore } from '../../../ledger/storage/setup/setup-store.ts';
import { orderUpdates, shopOrigin, type TestLedger, testLedger } from '../../support/ledger.ts';

let shop: TestLedger;
let db: Database;
let elapsed = 0;
/** Another node's memories, on a stopwatch of ours. */
let setup: SetupStore;
let notices: CachedNotices;

beforeAll(async () => {
  shop = await testLedger();
  db = openDatabase({ url: shop.config.databaseUrl!, clients: 2 });
  setup = cacheSetup(createSetupStore(db), () => elapsed);
  notices = cacheNotices(createNoticeStore(db), () => elapsed);
});
afterAll(async () => {
  await db?.end();
  await shop?.stop();
});

const hashOf = (key: string) => hash('sha256', key, 'buffer');

describe('a key that is revoked', () => {
  test('is dead at once on the node that revoked it', async () => {
    const { ledger, business } = shop;
    const { id, key } = await createApiKey(ledger, business, 'short-lived', ['gate:check']);
    expect(await ledger.setup.apiKey(hashOf(key))).toMatchObject({ business });
    expect(await revokeApiKey(ledger, id)).toBe(true);
    expect(await ledger.setup.apiKey(hashOf(key))).toBeUndefined();
  });

  test('is dead on every other node when its memory is too old, and not later', async () => {
    const { ledger, business } = shop;
    const { id, key } = await createApiKey(ledger, business, 'short-lived', ['gate:check']);
    expect(await setup.apiKey(hashOf(key))).toMatchObject({ business });
    await revokeApiKey(ledger, id);
    elapsed += ageMaxMs;
    expect(await setup.apiKey(hashOf(key))).toBeUndefined();
  });

  test('twice, or that nobody made, is said not to have been', async () => {
    const { id } = await createApiKey(shop.ledger, shop.business, 'short-lived', ['gate:check']);
    expect(await revokeApiKey(shop.ledger, id)).toBe(true);
    expect(await revokeApiKey(shop.ledger, id)).toBe(false);
    expect(await revokeApiKey(shop.ledger, crypto.randomUUID())).toBe(false);
  });
});

describe('what was asked for before it was made', () => {
  test('is there at once on the node that made it', async () => {
    const { ledger } = shop;
    expect(await ledger.setup.business('early-shop')).toBeUndefined();
    await addBusiness(ledger, { id: 'early-shop', name: 'Early Shop' });
    expect(await ledger.setup.business('early-shop')).toMatchObject({ name: 'Early Shop' });
  });

  test('is there on every other node half a second later', async () => {
    const id = 'another-shop';
    expect(await setup.business(id)).toBeUndefined();
    await addBusiness(shop.ledger, { id, name: 'Another Shop' });
    elapsed += absentAgeMaxMs;
    expect(await setup.business(id)).toMatchObject({ name: 'Another Shop' });
  });
});

test('a site or a business is looked up once in its age', async () => {
  const asked: string[] = [];
  const store = createSetupStore(db);
  const counted = cacheSetup(
    {
      ...store,
      site: async (key) => {
        asked.push('site');
        return store.site(key);
      },
      business: async (id) => {
        asked.push('business');
        return store.business(id);
      },
    },
    () => elapsed,
  );
  const site = await addSite(shop.ledger, shop.business, [shopOrigin]);
  for (let i = 0; i < 5; i += 1) {
    expect(await counted.site(site.key)).toEqual(site);
    expect(await counted.business(shop.business)).toMatchObject({ id: shop.business });
  }
  expect(asked).toEqual(['site', 'business']);
});

test('a page whose origin was added a moment ago is not refused for what was remembered', async () => {
  const { ledger, business } = shop;
  const { key } = await addSite(ledger, business, [shopOrigin]);
  const origin = 'https://added.example';
  const here = { ...ledger, setup };
  const shown = async () =>
    (await currentNotice(here, { site: key, notice: orderUpdates.id, origin })).origin_allowed;
  expect(await shown()).toBe(false);
  await changeSite(ledger, business, key, { addOrigins: [origin] });
  elapsed += absentAgeMaxMs;
  expect(await shown()).toBeUndefined();
});

test('the lists of an administrator are never remembered', async () => {
  const before = await setup.sites(shop.business);
  await addSite(shop.ledger, shop.business, [shopOrigin]);
  expect(await setup.sites(shop.business)).toHaveLength(before.length + 1);
});

describe('a notice', () => {
  const versionsOn = async (store: CachedNotices, id: string) =>
    (await store.versions(shop.business, id)).map(({ notice, retiredAt }) => [
      notice.version,
      retiredAt !== undefined,
    ]);

  test('that is published or retired is so at once on the node that did it', async () => {
    const { ledger, business } = shop;
    const id = 'seen-at-once';
    expect(await versionsOn(ledger.notices, id)).toEqual([]);
    await publish(ledger, business, { ...orderUpdates, id }, 'test');
    expect(await versionsOn(ledger.notices, id)).toEqual([[1, false]]);
    await retire(ledger, business, id, 'test');
    expect(await versionsOn(ledger.notices, id)).toEqual([[1, true]]);
  });

  test('that is retired is so on every other node when its memory is too old, and not later', async () => {
    const { ledger, business } = shop;
    const id = 'seen-later';
    await publish(ledger, business, { ...orderUpdates, id }, 'test');
    expect(await versionsOn(notices, id)).toEqual([[1, false]]);
    await retire(ledger, business, id, 'test');
    elapsed += ageMaxMs;
    expect(await versionsOn(notices, id)).toEqual([[1, true]]);
  });

  test('of one business is not remembered for another', async () => {
    await addBusiness(shop.ledger, { id: 'other-shop', name: 'Other Shop' });
    expect(await notices.versions(shop.business, orderUpdates.id)).toHaveLength(1);
    expect(await notices.versions('other-shop', orderUpdates.id)).toEqual([]);
  });
});
