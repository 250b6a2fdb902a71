// What is kept is forwarded, whatever happens to the node, the receiver or its neighbours.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readWebhook } from '../../../ledger/channels/whatsapp/webhook.ts';
import { forwardPace } from '../../../ledger/operations/forward/forwarder.ts';
import { keepForForwarding } from '../../../ledger/operations/forward/keep-webhook.ts';
import { ForwardPlaces } from '../../../ledger/operations/forward/places.ts';
import { changeSenderRow } from '../../../ledger/operations/setup/senders.ts';
import { until } from '../../support/until.ts';
import { ForwardingBench } from './forwarding-bench.ts';

let bench: ForwardingBench;
beforeAll(async () => {
  bench = await ForwardingBench.start();
});
afterEach(() => bench.reset());
afterAll(() => bench?.[Symbol.asyncDispose]());

const minute = 60_000;
const hour = 60 * minute;
const nothingWaits = () => until(async () => (await bench.waiting()) === 0, 'nothing waits');

test('what waits is delivered as it came, in the order it came, and then forgotten', async () => {
  const shop = await bench.shop();
  const sent: string[] = [];
  for (let i = 0; i < 20; i++) {
    bench.clock.pass(1);
    sent.push(await bench.receive(shop, `message ${i}`));
  }
  const { told } = bench.forwarder({ perSender: 1 });
  await nothingWaits();
  expect(shop.receiver.genuine(shop.meta.appSecret)).toEqual(sent);
  expect(told.outcomes).toEqual(sent.map(() => 'delivered'));
});

describe('a node that', () => {
  test('is stopped in the middle leaves the rest to the next', async () => {
    const shop = await bench.shop();
    shop.receiver.manner = (body) => (body.includes('slow') ? 'silent' : 200);
    const fast = await bench.receive(shop, 'fast');
    const slow = await bench.receive(shop, 'slow');
    const { forwarder, told } = bench.forwarder();
    await until(() => shop.receiver.received.length === 2, 'both are tried');
    await forwarder.stop();
    // Broken off by us: that says nothing about the address, and is due at once.
    expect(told.outcomes).toEqual(['delivered']);
    expect(await bench.waiting()).toBe(1);
    shop.receiver.manner = 200;
    bench.forwarder();
    await nothingWaits();
    expect(shop.receiver.genuine(shop.meta.appSecret).sort()).toEqual([fast, slow, slow].sort());
  });

  test('is killed in the middle loses nothing: its lease runs out', async () => {
    const shop = await bench.shop();
    const body = await bench.receive(shop);
    const now = bench.clock.now();
    const until30 = new Date(now.getTime() + forwardPace.leaseMs).toISOString();
    const room = new ForwardPlaces({ ...forwardPace, atOnce: 1 }).room();
    // It took it, and was never heard of again.
    expect(await bench.ledger.forwarding.outbox.lease(now.toISOString(), until30, room)).toHaveLength(1);
    const { told } = bench.forwarder();
    await until(() => told.looks >= 3, 'the other has looked');
    expect(shop.receiver.received).toEqual([]);
    bench.clock.pass(forwardPace.leaseMs);
    await nothingWaits();
    expect(shop.receiver.genuine(shop.meta.appSecret)).toEqual([body]);
  });

  test('shares the work with others: each webhook is delivered by one of them', async () => {
    const shop = await bench.shop();
    const sent: string[] = [];
    for (let i = 0; i < 60; i++) sent.push(await bench.receive(shop));
    const nodes = [bench.forwarder(), bench.forwarder(), bench.forwarder()];
    await nothingWaits();
    expect(shop.receiver.genuine(shop.meta.appSecret).sort()).toEqual(sent.sort());
    expect(nodes.flatMap(({ told }) => told.outcomes)).toHaveLength(60);
  });

  test('cannot reach the database tells it, and goes on when it can', async () => {
    const shop = await bench.shop();
    await bench.receive(shop);
    const { outbox } = bench.ledger.forwarding;
    const { lease } = outbox;
    outbox.lease = () => Promise.reject(new Error('the database is gone'));
    const { told } = bench.forwarder();
    await until(() => told.troubles.length > 0, 'it is told');
    outbox.lease = lease;
    await nothingWaits();
  });
});

describe('an address that', () => {
  test('fails is tried again, each time later, and by no clock of anybody else’s', async () => {
    const shop = await bench.shop();
    shop.receiver.manner = 500;
    await bench.receive(shop);
    const { told } = bench.forwarder();
    for (let tries = 1; tries <= 12; tries++) {
      await until(() => told.outcomes.length === tries, `try ${tries}`);
      const pause = Math.min(forwardPace.retryMaxMs, forwardPace.retryFirstMs * 2 ** (tries - 1));
      await until(async () => (await dueIn()) !== undefined, 'it is put off');
      expect(await dueIn()).toBeGreaterThanOrEqual(pause / 2);
      expect(await dueIn()).toBeLessThanOrEqual(pause);
      bench.clock.pass(pause);
    }
    expect(new Set(told.outcomes)).toEqual(new Set(['failed']));
  });

  test.for([302, 400, 404, 410, 503])('answers %i is tried again, as Meta would', async (status) => {
    const shop = await bench.shop();
    shop.receiver.manner = status;
    const body = await bench.receive(shop);
    const { told } = bench.forwarder();
    await until(() => told.outcomes.length === 1, 'it is tried');
    shop.receiver.manner = 200;
    await until(async () => (await dueIn()) !== undefined, 'it is put off');
    bench.clock.pass(forwardPace.retryFirstMs);
    await nothingWaits();
    expect(shop.receiver.genuine(shop.meta.appSecret)).toEqual([body, body]);
  });

  test('refuses one webhook for ever gets all that come after it', async () => {
    const shop = await bench.shop();
    shop.receiver.manner = (body) => (body.includes('poison') ? 500 : 200);
    await bench.receive(shop, 'poison');
    for (let i = 0; i < 5; i++) await bench.receive(shop);
    bench.forwarder();
    await until(async () => (await bench.waiting()) === 1, 'the others are delivered');
    const kept = await bench.receive(shop);
    await until(() => shop.receiver.genuine(shop.meta.appSecret).includes(kept), 'so is a later one');
  });

  test('never answers holds up no other', async () => {
    const [dead, alive] = [await bench.shop(), await bench.shop()];
    dead.receiver.manner = 'silent';
    for (let i = 0; i < 30; i++) await bench.receive(dead);
    const sent: string[] = [];
    for (let i = 0; i < 30; i++) sent.push(await bench.receive(alive));
    bench.forwarder({ atOnce: 6, perSender: 4 });
    await until(async () => (await bench.waiting()) === 30, 'the living one has all of its own');
    expect(alive.receiver.genuine(alive.meta.appSecret).sort()).toEqual(sent.sort());
    expect(dead.receiver.received.length).toBeLessThanOrEqual(4);
  });

  test('has failed is tried one at a time, and those together by some of the places', async () => {
    const dead = [await bench.shop(), await bench.shop(), await bench.shop()];
    for (const { receiver } of dead) receiver.manner = 500;
    for (const shop of dead) await bench.receive(shop);
    const { told } = bench.forwarder({ atOnce: 8, perSender: 4, strainedAtOnce: 2 });
    await until(() => told.outcomes.length === 3, 'each has failed');
    for (const { receiver } of dead) receiver.manner = 'silent';
    for (const shop of dead) for (let i = 0; i < 5; i++) await bench.receive(shop);
    const tried = () => dead.map(({ receiver }) => receiver.received.length - 1).reduce((a, b) => a + b);
    await until(() => tried() === 2, 'two are tried');
    const alive = await bench.shop();
    const body = await bench.receive(alive);
    await until(
      () => alive.receiver.genuine(alive.meta.appSecret).includes(body),
      'the living one is served',
    );
    expect(tried()).toBe(2);
    expect(Math.max(...dead.map(({ receiver }) => receiver.received.length))).toBe(2);
  });

  test('answers slowly is one of them', async () => {
    const shop = await bench.shop();
    await bench.receive(shop);
    const { told } = bench.forwarder({ slowMs: 0 });
    await until(() => told.outcomes.length === 1, 'it was slow');
    shop.receiver.manner = 'silent';
    for (let i = 0; i < 5; i++) await bench.receive(shop);
    await until(() => shop.receiver.received.length === 2, 'the next is tried');
    const { looks } = told;
    await until(() => told.looks >= looks + 3, 'it has looked again');
    expect(shop.receiver.received.length).toBe(2);
  });

  test('is private is never asked, whoever wrote it into the database', async () => {
    const shop = await bench.shop();
    const { business } = bench.shared;
    for (const url of ['http://169.254.169.254/latest/', 'https://10.0.0.1/', 'https://localhost/']) {
      await changeSenderRow(bench.ledger, business, shop.meta.phoneNumberId, (is) => ({
        ...is,
        forward_url: url,
      }));
      await bench.receive(shop);
    }
    const { told } = bench.forwarder();
    await until(() => told.outcomes.length === 3, 'all are refused');
    expect(new Set(told.outcomes).isSubsetOf(new Set(['address_refused', 'unreachable']))).toBe(true);
  });
});

test('what nobody took in 36 hours is given up, counted by business, and not a minute earlier', async () => {
  const shop = await bench.shop();
  shop.receiver.manner = 503;
  await bench.receive(shop);
  const { told } = bench.forwarder();
  await until(() => told.rows === 1, 'it is seen to wait');
  for (let hours = 1; hours < 36; hours++) {
    const tries = told.outcomes.length;
    bench.clock.pass(hour);
    await until(() => told.outcomes.length > tries, `it is tried in hour ${hours}`);
  }
  bench.clock.pass(hour - minute);
  await until(() => told.oldest === (36 * hour - minute) / 1000, 'its age is told');
  expect(told.givenUp).toEqual([]);
  bench.clock.pass(2 * minute);
  await nothingWaits();
  await until(() => told.givenUp.length > 0, 'it is told');
  expect(told.givenUp).toEqual([[bench.shared.business, 1]]);
});

test('what does not open under the master key is told, harms nothing, and is never sent', async () => {
  const [broken, whole] = [await bench.shop(), await bench.shop()];
  // Moved to another sender in the database, and so to another address.
  const stranger = { ...bench.ledger.forwarding.outbox };
  const ledger = {
    ...bench.ledger,
    forwarding: {
      ...bench.ledger.forwarding,
      outbox: {
        ...stranger,
        add: (webhook: Parameters<typeof stranger.add>[0], limits: Parameters<typeof stranger.add>[1]) => {
          const copies = webhook.copies.map((copy) => ({ ...copy, sender: broken.meta.phoneNumberId }));
          return stranger.add({ ...webhook, copies }, limits);
        },
      },
    },
  };
  const body = whole.meta.delivery({ from: '14155550142', body: 'moved' });
  const senders = await ledger.senders.ofBusiness(bench.shared.business);
  const signed = senders.filter(({ phoneNumberId }) => phoneNumberId === whole.meta.phoneNumberId);
  const webhook = {
    body: Buffer.from(body),
    contentType: 'application/json',
    signature: whole.meta.sign(body),
  };
  await keepForForwarding(ledger, bench.shared.business, signed, webhook, readWebhook(JSON.parse(body)));
  const good = await bench.receive(whole);
  const { told } = bench.forwarder();
  await until(() => told.troubles.length > 0, 'it is told');
  await until(() => whole.receiver.genuine(whole.meta.appSecret).includes(good), 'the other is delivered');
  expect(broken.receiver.received).toEqual([]);
});

test('a node that was never told to forward does not', async () => {
  const shop = await bench.shop();
  await bench.receive(shop);
  bench.ledger.forwarding.wake();
  // Another's node does meanwhile: if this one did as well, the webhook would come twice.
  bench.forwarder();
  await nothingWaits();
  expect(shop.receiver.received).toHaveLength(1);
});

/** Milliseconds until the only webhook is due; undefined while it is being tried. */
async function dueIn(): Promise<number | undefined> {
  const [row] = await bench.rows();
  if (row === undefined || row.leased) return undefined;
  return Date.parse(row.dueAt) - bench.clock.now().getTime();
}
