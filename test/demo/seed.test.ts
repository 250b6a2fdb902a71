import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Demo, demoFile, seedDemo, shopOrigins } from '../../demo/seed.ts';
import { dialects } from '../../ledger/channels/ivr/dialects.ts';
import { type TestLedger, testLedger } from '../support/ledger.ts';

let shop: TestLedger;
let dataFolder: string;
beforeAll(async () => {
  shop = await testLedger();
});
afterAll(() => shop.stop());
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'optmark-seed-'));
});
afterEach(() => rm(dataFolder, { recursive: true }));

const config = () => ({ ...shop.config, dataFolder });
/** Without the link to the console, which is another at each start. */
const lasting = ({ console: _, ...demo }: Demo) => demo;

test('the demo is seeded once; the next start finds the same keys', async () => {
  const first = await seedDemo(shop.ledger, config());
  const businesses = await shop.ledger.setup.businesses();
  const { console: link, ...again } = await seedDemo(shop.ledger, config());
  expect(again).toEqual(lasting(first));
  expect(link.link).toMatch(/^https:\/\/ledger\.example\/console#token=[\w-]{43}$/);
  expect(link).not.toEqual(first.console);
  expect(await shop.ledger.setup.businesses()).toEqual(businesses);
});

test('a file from before there were customer tokens and senders is completed, and keeps its keys', async () => {
  const { customer_secret, sender, console: _, ...older } = await seedDemo(shop.ledger, config());
  await writeFile(demoFile(config()), JSON.stringify(older));
  const completed = await seedDemo(shop.ledger, config());
  expect(completed).toMatchObject(older);
  expect(completed.customer_secret).not.toBe(customer_secret);
  expect(completed.sender.app_secret).not.toBe(sender.app_secret);
  expect(lasting(await seedDemo(shop.ledger, config()))).toEqual(lasting(completed));
  expect((await stat(demoFile(config()))).mode & 0o077).toBe(0);
});

test('a file from before there was a change feed gets a key that may follow it, and no more', async () => {
  const { api_keys, ...rest } = lasting(await seedDemo(shop.ledger, config()));
  const { feed: _, ...older } = api_keys;
  await writeFile(demoFile(config()), JSON.stringify({ ...rest, api_keys: older }));
  const completed = await seedDemo(shop.ledger, config());
  expect(completed).toMatchObject({ ...rest, api_keys: older });
  expect(lasting(await seedDemo(shop.ledger, config()))).toEqual(lasting(completed));
  const ask = (path: string) =>
    fetch(`${shop.url}${path}`, { headers: { authorization: `Bearer ${completed.api_keys.feed}` } });
  expect((await ask('/v1/changes')).status).toBe(200);
  expect((await ask('/v1/changes/followers')).status).toBe(403);
});

test('a sender from before messages were sent is replaced by one that can send', async () => {
  const { sender, ...rest } = lasting(await seedDemo(shop.ledger, config()));
  const { access_token, waba_id, ...older } = sender;
  await writeFile(demoFile(config()), JSON.stringify({ ...rest, sender: older }));
  const completed = await seedDemo(shop.ledger, config());
  expect(completed).toMatchObject(rest);
  expect(completed.sender.phone_number_id).not.toBe(older.phone_number_id);
  expect(lasting(await seedDemo(shop.ledger, config()))).toEqual(lasting(completed));
});

test('on another port its site learns the new origin, and its notices link to the pages there', async () => {
  const { business, site_key } = await seedDemo(shop.ledger, { ...config(), port: 8787 });
  const before = (await shop.ledger.setup.site(site_key))!.origins;
  const elsewhere = { ...config(), port: 9797 };
  await seedDemo(shop.ledger, elsewhere);
  expect((await shop.ledger.setup.site(site_key))!.origins).toEqual([...before, ...shopOrigins(elsewhere)]);
  const current = async () => (await shop.ledger.notices.versions(business, 'offers'))[0]!.notice;
  expect(await current()).toMatchObject({ version: 2, privacy_url: 'http://127.0.0.1:9797/privacy' });
  await seedDemo(shop.ledger, elsewhere);
  expect(await current()).toMatchObject({ version: 2 });
});

test('a file from before there were calls gets a flow, and every dialect’s address and secret', async () => {
  const { flows, ivr, ...older } = lasting(await seedDemo(shop.ledger, config()));
  await writeFile(demoFile(config()), JSON.stringify(older));
  const completed = await seedDemo(shop.ledger, config());
  expect(completed).toMatchObject({ ...older, flows: ['order-updates'] });
  expect(Object.keys(completed.ivr)).toEqual(Object.keys(dialects));
  for (const [dialect, { url }] of Object.entries(completed.ivr))
    expect(url).toBe(`${shop.ledger.url}/v1/ivr/${dialect}/${older.business}/order-updates`);
  const moved = { ...shop.ledger, url: 'http://127.0.0.1:9797' };
  const elsewhere = await seedDemo(moved, config());
  expect(elsewhere.ivr['json']).toEqual({
    url: `${moved.url}/v1/ivr/json/${older.business}/order-updates`,
    secret: completed.ivr['json']!.secret,
  });
});

test('its keys can be read by nobody else', async () => {
  await seedDemo(shop.ledger, config());
  expect((await stat(demoFile(config()))).mode & 0o077).toBe(0);
});

test('a business that a killed start left behind, whose keys nobody has, is left alone', async () => {
  const { business } = await seedDemo(shop.ledger, config());
  await rm(demoFile(config()));
  const next = await seedDemo(shop.ledger, config());
  expect(next.business).not.toBe(business);
});

test('a file that is no demo is neither used nor written over', async () => {
  await writeFile(demoFile(config()), '{"business":"mine"}');
  await expect(seedDemo(shop.ledger, config())).rejects.toThrow();
  expect(await readFile(demoFile(config()), 'utf8')).toBe('{"business":"mine"}');
});

test.for([
  ['127.0.0.1', ['http://127.0.0.1:8787', 'http://localhost:8787']],
  ['::1', ['http://[::1]:8787', 'http://127.0.0.1:8787', 'http://localhost:8787']],
] as const)('a shop on %s knows its origins as browsers write them', ([host, origins]) => {
  expect(shopOrigins({ ...config(), host, port: 8787 })).toEqual(origins);
});
