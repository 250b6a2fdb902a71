// Webhooks that wait: kept once, leased to one node, forgotten when they are delivered or given up.

import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { uuidv7 } from '../../../ledger/operations/append/uuid.ts';
import type { LeaseRoom, NewWaitingWebhook, Outbox } from '../../../ledger/operations/forward/store.ts';
import { type Lease, LeaseLost } from '../../../ledger/operations/worker/store.ts';
import { createOutbox } from '../../../ledger/storage/forward/outbox.ts';
import { appRole } from '../../../ledger/storage/schema/roles.ts';
import { createLeaseStore } from '../../../ledger/storage/worker/lease-store.ts';
import { Clock } from '../../operations/clock.ts';
import { until } from '../../support/until.ts';
import { type MigratedDatabase, migratedDatabase } from '../migrated.ts';
import { setUp } from '../set-up.ts';

const [one, two, foreign] = ['106540352242922', '106540352242923', '106540352242924'];
const url = 'https://receiver.example/in';
const limits = { rows: 1000, bytes: 1_000_000 };
const everything: LeaseRoom = {
  ...{ most: 100, bytes: 1_000_000, others: 100, senders: new Map() },
  ...{ otherBusinesses: { webhooks: 100, bytes: 1_000_000 }, businesses: new Map() },
};

let database: MigratedDatabase;
let outbox: Outbox;
let rowsOf: ReturnType<typeof setUp>;
const clock = new Clock(Date.parse('2026-01-31T09:30:00.125Z'));
const moment = (over = 0) => new Date(clock.now().getTime() + over).toISOString();

beforeAll(async () => {
  database = await migratedDatabase();
  outbox = createOutbox(database.app);
  rowsOf = setUp(database.app);
  await rowsOf.business('fresh');
  await rowsOf.business('other');
  await rowsOf.sender(foreign, 'other');
});
beforeEach(async () => {
  await database.app.sql`delete from webhook_outbox`;
  for (const sender of [one, two]) await rowsOf.sender(sender, 'fresh', { forward_url: url });
  clock.pass(1_000);
});
afterAll(() => database.drop());

function webhook(over: Partial<NewWaitingWebhook> = {}, ...to: string[]): NewWaitingWebhook {
  const copies = (to.length === 0 ? [one] : to).map((sender) => {
    return { id: uuidv7(clock), sender, sealed: Buffer.from(sender), bodyMac: randomBytes(32) };
  });
  const said = {
    contentType: 'application/json',
    signature: 'sha256=x',
    bytes: 100,
    tags: [randomBytes(32)],
  };
  return { business: 'fresh', ...said, receivedAt: moment(), copies, ...over };
}
const leaseAll = (lasting = 30_000, room = everything) => outbox.lease(moment(), moment(lasting), room);
const rows = async () => (await outbox.backlog()).rows;

describe('what is kept', () => {
  test('comes back as it was, with the address of its sender', async () => {
    const kept = webhook();
    expect(await outbox.add(kept, limits)).toBe('kept');
    const { bodyMac, ...copy } = kept.copies[0]!;
    expect(await leaseAll()).toEqual([
      {
        ...copy,
        bytes: 100,
        business: 'fresh',
        contentType: 'application/json',
        signature: 'sha256=x',
        url,
        attempts: 1,
      },
    ]);
    expect(bodyMac).toHaveLength(32);
  });

  test('has a copy for every sender', async () => {
    await outbox.add(webhook({}, one, two), limits);
    expect((await leaseAll()).map(({ sender }) => sender).sort()).toEqual([one, two]);
  });

  test('is kept once while it waits, and again after that', async () => {
    const again = webhook();
    const [copy] = again.copies;
    expect(await outbox.add(again, limits)).toBe('kept');
    expect(await outbox.add({ ...again, copies: [{ ...copy!, id: uuidv7(clock) }] }, limits)).toBe('kept');
    const [leased, ...others] = await leaseAll();
    expect(others).toEqual([]);
    await outbox.delivered(leased!);
    expect(await outbox.add(again, limits)).toBe('kept');
    expect(await rows()).toBe(1);
  });

  test('is nothing for a sender whose address has gone meanwhile', async () => {
    await rowsOf.sender(one, 'fresh');
    expect(await outbox.add(webhook({}, one, two), limits)).toBe('kept');
    expect((await leaseAll()).map(({ sender }) => sender)).toEqual([two]);
  });
});

describe('past a limit', () => {
  test('of rows nothing more is kept, and what waits already still is', async () => {
    const first = webhook();
    expect(await outbox.add(first, { ...limits, rows: 1 })).toBe('kept');
    expect(await outbox.add(webhook(), { ...limits, rows: 1 })).toBe('full');
    expect(await outbox.add(first, { ...limits, rows: 1 })).toBe('kept');
    expect(await rows()).toBe(1);
  });

  test('of bytes likewise', async () => {
    expect(await outbox.add(webhook({ bytes: 500 }), { ...limits, bytes: 500 })).toBe('kept');
    expect(await outbox.add(webhook({ bytes: 1 }), { ...limits, bytes: 500 })).toBe('full');
  });

  test('of one business another’s are kept', async () => {
    await outbox.add(webhook(), { ...limits, rows: 1 });
    expect(await outbox.add(webhook({ business: 'other' }), { ...limits, rows: 1 })).toBe('kept');
  });

  test('no copy is kept where one of them does not fit', async () => {
    await outbox.add(webhook(), { ...limits, rows: 1 });
    expect(await outbox.add(webhook({}, one, two), { ...limits, rows: 1 })).toBe('full');
    expect(await rows()).toBe(1);
  });
});

describe('a lease', () => {
  test('is one node’s alone, however many ask at once', async () => {
    for (let i = 0; i < 40; i++) await outbox.add(webhook(), limits);
    const others = createOutbox(database.open({ role: 'optmark_app' }));
    const room = { ...everything, others: 15 };
    const asked = [outbox, others, outbox, others].map((node) => node.lease(moment(), moment(1000), room));
    const ids = (await Promise.all(asked)).flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(15);
  });

  test('ends by itself: what a node that died had is another’s', async () => {
    await outbox.add(webhook(), limits);
    const [lost] = await leaseAll(30_000);
    clock.pass(29_999);
    expect(await leaseAll()).toEqual([]);
    clock.pass(1);
    const [found] = await leaseAll();
    expect(found).toEqual({ ...lost, attempts: 2 });
  });

  test('that has ended changes nothing any more', async () => {
    await outbox.add(webhook(), limits);
    const [late] = await leaseAll(10);
    clock.pass(10);
    const [current] = await leaseAll();
    await outbox.delivered(late!);
    await outbox.postpone(late!, moment());
    expect(await leaseAll()).toEqual([]);
    await outbox.delivered(current!);
    expect(await rows()).toBe(0);
  });

  test('comes in the order of arrival, as many of each sender as asked for, and as many altogether', async () => {
    const arrived: string[] = [];
    for (let i = 0; i < 6; i++) {
      clock.pass(1);
      const next = webhook({}, i % 3 === 2 ? two : one);
      arrived.push(next.copies[0]!.id);
      await outbox.add(next, limits);
    }
    const room = { ...everything, most: 3, others: 1, senders: new Map([[one, 3]]) };
    expect((await leaseAll(10, room)).map(({ id }) => id)).toEqual(arrived.slice(0, 3));
    const none = { ...everything, most: 3, senders: new Map([[one, 0]]) };
    expect((await leaseAll(10, none)).map(({ sender }) => sender)).toEqual([two]);
  });
});

test('no more bytes are leased than there is room for, but for the last', async () => {
  for (const bytes of [600, 600, 600]) {
    clock.pass(1);
    await outbox.add(webhook({ bytes }), limits);
  }
  expect(await leaseAll(10, { ...everything, bytes: 0 })).toEqual([]);
  expect(await leaseAll(10, { ...everything, bytes: 601 })).toMatchObject([{ bytes: 600 }, { bytes: 600 }]);
  expect(await leaseAll(10, { ...everything, bytes: 1 })).toHaveLength(1);
});

describe('a business has room of its own, and what it may not have takes nothing of the others’:', () => {
  beforeEach(async () => {
    await rowsOf.sender(foreign, 'other', { forward_url: url });
    for (const sender of [one, two, one, two]) {
      clock.pass(1);
      await outbox.add(webhook({}, sender), limits);
    }
    clock.pass(1);
    await outbox.add(webhook({ business: 'other' }, foreign), limits);
  });
  const sendersOf = async (room: Partial<LeaseRoom>) =>
    (await leaseAll(10, { ...everything, ...room })).map(({ sender }) => sender);

  test('webhooks of all its senders together, the longest due first', async () => {
    const businesses = new Map([['fresh', { webhooks: 3, bytes: 1_000 }]]);
    expect(await sendersOf({ most: 4, businesses })).toEqual([one, two, one, foreign]);
  });

  test('bytes of all its senders together, but for the last', async () => {
    const businesses = new Map([['fresh', { webhooks: 100, bytes: 101 }]]);
    expect(await sendersOf({ bytes: 201, businesses })).toEqual([one, two, foreign]);
  });

  test('of a business that is not named, as much as of the others', async () => {
    const businesses = new Map([['other', { webhooks: 0, bytes: 0 }]]);
    expect(await sendersOf({ otherBusinesses: { webhooks: 1, bytes: 1 }, businesses })).toEqual([one]);
  });
});

test('what is put off is due again at its moment, not before', async () => {
  await outbox.add(webhook(), limits);
  const [failed] = await leaseAll();
  await outbox.postpone(failed!, moment(5_000));
  clock.pass(4_999);
  expect(await leaseAll()).toEqual([]);
  clock.pass(1);
  expect(await leaseAll()).toMatchObject([{ attempts: 2 }]);
});

test('what waits follows a new address, and is forgotten with the last one', async () => {
  await outbox.add(webhook({}, one, two), limits);
  await rowsOf.sender(one, 'fresh', { forward_url: 'https://new.example/' });
  await rowsOf.sender(two, 'fresh');
  expect(await leaseAll()).toMatchObject([{ sender: one, url: 'https://new.example/' }]);
  expect(await rows()).toBe(1);
});

test('what is too old is given up and counted, but not while it is being tried', async () => {
  for (const business of ['fresh', 'fresh', 'other']) await outbox.add(webhook({ business }), limits);
  const [tried] = await leaseAll(10_000, { ...everything, most: 1 });
  const lease = await holder();
  clock.pass(1_000);
  expect(await outbox.giveUp(lease, moment(-1_000), moment())).toEqual(new Map());
  expect(await outbox.giveUp(lease, moment(), moment())).toEqual(
    new Map([
      ['fresh', 1],
      ['other', 1],
    ]),
  );
  await outbox.postpone(tried!, moment());
  expect(await outbox.giveUp(lease, moment(), moment())).toEqual(new Map([['fresh', 1]]));
});

test('who gives up what another node gives up by now is refused, and nothing is forgotten', async () => {
  await outbox.add(webhook(), limits);
  clock.pass(1_000);
  const late = await holder();
  const now = await holder();
  await expect(outbox.giveUp(late, moment(), moment())).rejects.toThrow(LeaseLost);
  expect(await rows()).toBe(1);
  expect(await outbox.giveUp(now, moment(), moment())).toEqual(new Map([['fresh', 1]]));
});

test('while a holder writes no other node takes its lease', async () => {
  const lease = await holder();
  const [begun, written] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await letGo();
  const writing = database.app.transaction(async (rows) => {
    await createOutbox(rows).giveUp(lease, moment(), moment());
    begun.resolve();
    await written.promise;
  });
  await begun.promise;
  let taken = false;
  const taking = take().then(() => (taken = true));
  await until(async () => (await waitingForLocks()) === 1, 'the other waits');
  expect(taken).toBe(false);
  written.resolve();
  await Promise.all([writing, taking]);
});

/** The next node to hold the lease: the one before it has fallen silent. */
async function holder(): Promise<Lease> {
  await letGo();
  return (await take())!;
}
const letGo = () => database.superuser.sql`update worker_leases set held_until = '-infinity'`;
const take = () =>
  createLeaseStore(database.open({ role: appRole, clients: 1 })).take('giving_up', 'node', 60_000);

async function waitingForLocks(): Promise<number> {
  const [row] = await database.superuser.sql<{ waiting: number }[]>`
    select count(*) as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  return row!.waiting;
}

test('the backlog says how much waits and since when', async () => {
  expect(await outbox.backlog()).toEqual({ rows: 0 });
  const first = webhook();
  await outbox.add(first, limits);
  clock.pass(1_000);
  await outbox.add(webhook(), limits);
  expect(await outbox.backlog()).toEqual({ rows: 2, oldest: first.receivedAt });
  expect(await outbox.waitingOf('fresh')).toEqual(
    new Map([[one, { webhooks: 2, oldest: first.receivedAt }]]),
  );
  expect(await outbox.waitingOf('other')).toEqual(new Map());
});

test('who erases a person finds what names the person by the tag', async () => {
  const [person, other] = [webhook(), webhook()];
  await outbox.add(person, limits);
  await outbox.add(other, limits);
  await database.eraser.sql`delete from webhook_outbox where tags && ${person.tags}::bytea[]`;
  expect(await leaseAll()).toMatchObject([{ id: other.copies[0]!.id }]);
});
