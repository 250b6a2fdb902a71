import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LedgerError } from '../../ledger/core/error.ts';
import type { SetupStore } from '../../ledger/operations/ports.ts';
import { createSetupStore } from '../../ledger/storage/setup/setup-store.ts';
import { type MigratedDatabase, migratedDatabase } from './migrated.ts';

let database: MigratedDatabase;
let setup: SetupStore;

const fresh = { id: 'fresh', name: 'Fresh Produce', callingCode: '91', wrappedKey: randomBytes(60) };
const plain = { id: 'plain', name: 'Plain Bread', wrappedKey: randomBytes(60) };
const site = {
  key: 'pk_site',
  business: 'fresh',
  origins: ['https://fresh.example', 'https://m.fresh.example'],
};
const key = () => ({
  id: randomUUID(),
  business: 'fresh',
  name: 'till',
  scopes: ['gate:check' as const, 'audit:read' as const],
  hash: randomBytes(32),
});

beforeAll(async () => {
  database = await migratedDatabase();
  setup = createSetupStore(database.app);
});
afterAll(() => database.drop());

test('nothing is there at first', async () => {
  expect(await setup.business('fresh')).toBeUndefined();
  expect(await setup.businesses()).toEqual([]);
  expect(await setup.site('pk_site')).toBeUndefined();
  expect(await setup.apiKey(randomBytes(32))).toBeUndefined();
  expect(await setup.apiKeys()).toEqual([]);
});

test('a business comes back as it was added, with or without a calling code', async () => {
  await setup.addBusiness(plain);
  await setup.addBusiness(fresh);
  expect(await setup.business('fresh')).toEqual(fresh);
  expect(await setup.businesses()).toEqual([fresh, plain]);
});

test('a business cannot be added over another', async () => {
  const again = setup.addBusiness({ ...fresh, wrappedKey: randomBytes(60) });
  await expect(again).rejects.toBeInstanceOf(LedgerError);
  await expect(again).rejects.toMatchObject({ code: 'conflict' });
  expect(await setup.business('fresh')).toEqual(fresh);
});

test('a site comes back with its exact origins', async () => {
  await setup.addSite(site);
  expect(await setup.site('pk_site')).toEqual(site);
  expect(await setup.sites('fresh')).toEqual([site]);
  expect(await setup.sites('plain')).toEqual([]);
});

test('a site may require session tokens, and says so', async () => {
  const strict = { key: 'pk_strict', business: 'plain', origins: site.origins, sessionRequired: true };
  await setup.addSite(strict);
  expect(await setup.site('pk_strict')).toEqual(strict);
});

test('a site has no session secret until one is made; the one before the current is kept until its end', async () => {
  const [first, second, third] = [randomBytes(60), randomBytes(60), randomBytes(60)];
  const until = '2026-11-23T10:00:00.000Z';
  expect(await setup.sessionSecrets('pk_site')).toEqual({});
  await setup.rotateSessionSecret('pk_site', { wrapped: first, previousUntil: until });
  expect(await setup.sessionSecrets('pk_site')).toEqual({ current: first });
  await setup.rotateSessionSecret('pk_site', { wrapped: second, previousUntil: until });
  expect(await setup.sessionSecrets('pk_site')).toEqual({
    current: second,
    previous: { wrapped: first, until },
  });
  await setup.rotateSessionSecret('pk_site', { wrapped: third, previousUntil: until });
  expect(await setup.sessionSecrets('pk_site')).toMatchObject({ previous: { wrapped: second } });
  expect(await setup.sessionSecrets('pk_strict')).toEqual({});
});

test('a session secret of a site that is not there is refused, and so is one that is not wrapped', async () => {
  const secret = { wrapped: randomBytes(60), previousUntil: '2026-11-23T10:00:00.000Z' };
  expect(await setup.sessionSecrets('pk_nobody')).toBeUndefined();
  await expect(setup.rotateSessionSecret('pk_nobody', secret)).rejects.toMatchObject({ code: 'not_found' });
  const bare = setup.rotateSessionSecret('pk_site', { ...secret, wrapped: randomBytes(32) });
  await expect(bare).rejects.toThrow();
});

test('the app may change nothing else of a site', async () => {
  await expect(database.app.sql`update sites set origins = '{}' where key = 'pk_site'`).rejects.toThrow(
    /42501/,
  );
});

test('a site or key of a business that is not there is refused', async () => {
  await expect(setup.addSite({ ...site, key: 'pk_2', business: 'nobody' })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(setup.addApiKey({ ...key(), business: 'nobody' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('a site key is not given twice', async () => {
  await expect(setup.addSite({ ...site, business: 'plain' })).rejects.toMatchObject({ code: 'conflict' });
});

test('a secret key is found by its hash alone and says who asks and what they may do', async () => {
  const row = key();
  await setup.addApiKey(row);
  const { id, business, name, scopes, hash } = row;
  expect(await setup.apiKey(hash)).toEqual({ key: id, business, scopes });
  expect(await setup.apiKey(randomBytes(32))).toBeUndefined();
  const createdAt = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(await setup.apiKeys('fresh')).toEqual([{ id, business, name, scopes, createdAt }]);
  expect(await setup.apiKeys('plain')).toEqual([]);
  expect(await setup.apiKeys()).toHaveLength(1);
});

test('a revoked key is nobody’s, stays in the list, and is revoked once', async () => {
  const row = key();
  await setup.addApiKey(row);
  expect(await setup.revokeApiKey(row.id)).toBe(true);
  expect(await setup.revokeApiKey(row.id)).toBe(false);
  expect(await setup.apiKey(row.hash)).toBeUndefined();
  expect((await setup.apiKeys()).find(({ id }) => id === row.id)?.revokedAt).toBeDefined();
});

test('revoking a key that does not exist changes nothing', async () => {
  const before = await setup.apiKeys();
  expect(await setup.revokeApiKey(randomUUID())).toBe(false);
  expect(await setup.revokeApiKey("no uuid ' or true")).toBe(false);
  expect(await setup.apiKeys()).toEqual(before);
});
