import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serviceWindowMs } from '../../../ledger/core/gate/judge.ts';
import type { ServiceWindowStore } from '../../../ledger/operations/gate/service-windows.ts';
import { createServiceWindowStore } from '../../../ledger/storage/gate/service-window-store.ts';
import { type MigratedDatabase, macs, migratedDatabase } from '../migrated.ts';

const [business, sender] = ['fresh', '106540352242922'];
const now = '2026-01-31T09:30:00.125Z';
const ago = (ms: number) => new Date(Date.parse(now) - ms).toISOString();

let database: MigratedDatabase;
let windows: ServiceWindowStore;
beforeAll(async () => {
  database = await migratedDatabase();
  windows = createServiceWindowStore(database.app, macs);
});
afterAll(() => database.drop());

const open = (tag: Buffer, ...moments: string[]) =>
  windows.open(
    business,
    moments.map((at) => ({ tag, sender, at })),
    now,
  );

test('the last message is found by any of the tags, whatever order they came in', async () => {
  const tag = randomBytes(32);
  await open(tag, ago(20), ago(10), ago(30));
  await open(tag, ago(40));
  expect(await windows.lastInbound(business, sender, [randomBytes(32), tag])).toBe(ago(10));
});

test('nothing is found of another person, sender or business', async () => {
  const tag = randomBytes(32);
  await open(tag, ago(10));
  expect(await windows.lastInbound(business, sender, [randomBytes(32)])).toBeUndefined();
  expect(await windows.lastInbound(business, '1', [tag])).toBeUndefined();
  expect(await windows.lastInbound('other', sender, [tag])).toBeUndefined();
});

test.each([
  ['its moment', "last_inbound_at = last_inbound_at + interval '1 millisecond'"],
  ['its sender', "sender = '1'"],
  ['its MAC', 'mac = tag'],
])('one that was changed by hand opens nothing: %s', async (_what, change) => {
  const tag = randomBytes(32);
  await open(tag, ago(10));
  await database.superuser.sql.unsafe(`update service_windows set ${change} where tag = $1`, [tag]);
  for (const one of [sender, '1']) expect(await windows.lastInbound(business, one, [tag])).toBeUndefined();
});

test('one that was moved into the future by hand gives way to a message', async () => {
  const tag = randomBytes(32);
  await open(tag, ago(20));
  await database.superuser.sql`update service_windows set last_inbound_at = '2030-01-01' where tag = ${tag}`;
  await open(tag, ago(10));
  expect(await windows.lastInbound(business, sender, [tag])).toBe(ago(10));
});

test('what is over is forgotten with the next message', async () => {
  const [old, fresh] = [randomBytes(32), randomBytes(32)];
  await open(old, ago(serviceWindowMs + 1));
  await open(fresh, ago(serviceWindowMs - 1));
  expect(await windows.lastInbound(business, sender, [old])).toBeUndefined();
  expect(await windows.lastInbound(business, sender, [fresh])).toBe(ago(serviceWindowMs - 1));
});

test('many webhooks at once about the same people do not wait for each other in a circle', async () => {
  const tags = Array.from({ length: 50 }, () => randomBytes(32));
  const batch = (order: Buffer[], at: string) =>
    windows.open(
      business,
      order.map((tag) => ({ tag, sender, at })),
      now,
    );
  await Promise.all(
    Array.from({ length: 20 }, (_, i) => batch(i % 2 === 0 ? tags : tags.toReversed(), ago(100 - i))),
  );
  for (const tag of tags) expect(await windows.lastInbound(business, sender, [tag])).toBe(ago(81));
});
