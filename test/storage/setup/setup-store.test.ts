import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SetupStore } from '../../../ledger/operations/setup/store.ts';
import { allSetup, findSetup } from '../../../ledger/storage/setup/setup-rows.ts';
import { createSetupStore } from '../../../ledger/storage/setup/setup-store.ts';
import { type MigratedDatabase, migratedDatabase } from '../migrated.ts';
import { created, setUp } from '../set-up.ts';

let database: MigratedDatabase;
let setup: SetupStore;
let rows: ReturnType<typeof setUp>;

const fresh = { id: 'fresh', name: 'Fresh Produce', callingCode: '91', wrappedKey: randomBytes(60) };
const plain = { id: 'plain', name: 'Plain Bread', wrappedKey: randomBytes(60) };
const origins = ['https://fresh.example', 'https://m.fresh.example'];
const until = '2026-11-23T10:00:00.000000Z';

beforeAll(async () => {
  database = await migratedDatabase();
  setup = createSetupStore(database.app);
  rows = setUp(database.app);
});
afterAll(() => database.drop());

test('nothing is there at first', async () => {
  expect(await setup.business('fresh')).toBeUndefined();
  expect(await setup.businesses()).toEqual([]);
  expect(await setup.site('pk_site')).toBeUndefined();
  expect(await setup.apiKey(randomBytes(32))).toBeUndefined();
  expect(await setup.apiKeys()).toEqual([]);
  expect(await allSetup(database.app.sql)).toEqual([]);
});

test('a business comes back as it was written, with or without a calling code', async () => {
  await rows.business('plain', { name: plain.name, wrapped_key: plain.wrappedKey });
  await rows.business('fresh', { calling_code: '91', wrapped_key: fresh.wrappedKey });
  expect(await setup.business('fresh')).toEqual(fresh);
  expect(await setup.businesses()).toEqual([fresh, plain]);
});

test('a site comes back with its exact origins, and as it was last written', async () => {
  await rows.site('pk_site', 'fresh', { origins: ['https://before.example'] });
  await rows.site('pk_site', 'fresh', { origins });
  expect(await setup.site('pk_site')).toEqual({ key: 'pk_site', business: 'fresh', origins });
  expect(await setup.sites('fresh')).toHaveLength(1);
  expect(await setup.sites('plain')).toEqual([]);
});

test('a site may require customer tokens, and says so', async () => {
  await rows.site('pk_strict', 'plain', { origins, customer_token_required: true });
  expect(await setup.site('pk_strict')).toMatchObject({ customerTokenRequired: true });
});

test('the secrets of a site are the current one, and the one before until its end', async () => {
  const [first, second] = [randomBytes(60), randomBytes(60)];
  expect(await setup.customerSecrets('pk_site')).toEqual({});
  expect(await setup.customerSecrets('pk_nobody')).toBeUndefined();
  await rows.site('pk_site', 'fresh', { origins, customer_secret: first });
  expect(await setup.customerSecrets('pk_site')).toEqual({ current: first });
  const before = { previous_customer_secret: first, previous_customer_secret_until: until };
  await rows.site('pk_site', 'fresh', { origins, customer_secret: second, ...before });
  expect(await setup.customerSecrets('pk_site')).toEqual({
    current: second,
    previous: { wrapped: first, until: '2026-11-23T10:00:00.000Z' },
  });
});

test('a secret that is not wrapped is not stored', async () => {
  const bare = rows.site('pk_bare', 'fresh', { customer_secret: randomBytes(32) });
  await expect(bare).rejects.toMatchObject({ sqlstate: '23514' });
});

test('a site or key of a business that is not there is refused', async () => {
  await expect(rows.site('pk_2', 'nobody')).rejects.toMatchObject({ sqlstate: '23503' });
  await expect(rows.apiKey(randomUUID(), 'nobody')).rejects.toMatchObject({ sqlstate: '23503' });
});

test('a site that has ended is gone', async () => {
  await rows.site('pk_short', 'fresh', { origins });
  await rows.put('site', 'pk_short', null);
  expect(await setup.site('pk_short')).toBeUndefined();
});

test('a secret key is found by its hash alone and says who asks and what they may do', async () => {
  const [id, hash, scopes] = [randomUUID(), randomBytes(32), ['gate:check', 'audit:read']];
  await rows.apiKey(id, 'fresh', { hash, scopes });
  expect(await setup.apiKey(hash)).toEqual({ key: id, business: 'fresh', scopes });
  expect(await setup.apiKey(randomBytes(32))).toBeUndefined();
  const listed = { id, business: 'fresh', name: 'till', scopes, createdAt: '2026-01-31T09:30:00.125Z' };
  expect(await setup.apiKeys('fresh')).toEqual([listed]);
  expect(await setup.apiKeys('plain')).toEqual([]);
  expect(await setup.apiKeys()).toHaveLength(1);
});

test('a revoked key is nobody’s, and stays in the list', async () => {
  const [id, hash] = [randomUUID(), randomBytes(32)];
  await rows.apiKey(id, 'fresh', { hash, revoked_at: until });
  expect(await setup.apiKey(hash)).toBeUndefined();
  expect((await setup.apiKeys()).find((key) => key.id === id)?.revokedAt).toBeDefined();
});

test('the rows for a commit have every column, moments to the microsecond', async () => {
  const id = randomUUID();
  const hash = randomBytes(32);
  await rows.apiKey(id, 'fresh', { hash, created_at: '2026-01-31T09:30:00.125007Z' });
  const [found] = await findSetup(database.app.sql, [{ thing: 'api_key', name: id }]);
  expect(found).toEqual({
    thing: 'api_key',
    name: id,
    columns: {
      ...{ id, hash, business: 'fresh', name: 'till', scopes: [], revoked_at: null, test: null },
      created_at: '2026-01-31T09:30:00.125007Z',
    },
  });
  expect(await findSetup(database.app.sql, [{ thing: 'site', name: 'pk_nobody' }])).toEqual([]);
  expect(created).toHaveLength(27);
});

test('what names nothing finds nothing, whatever it is', async () => {
  for (const name of ["no uuid ' or true", '', randomUUID()])
    expect(await findSetup(database.app.sql, [{ thing: 'api_key', name }])).toEqual([]);
});
