import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forwardPace } from '../../../ledger/operations/forward/forwarder.ts';
import { ForwardPlaces } from '../../../ledger/operations/forward/places.ts';

const limits = {
  ...{ atOnce: 8, perBusiness: 6, perSender: 4, strainedAtOnce: 2 },
  ...{ bytesAtOnce: 100, businessBytesAtOnce: 60, strainedBytesAtOnce: 30 },
};
const places = () => new ForwardPlaces(limits);
const of = (sender: string, bytes = 5, business = 'shop') => ({ sender, business, bytes });
const wholeBusiness = { webhooks: 6, bytes: 60 };

test('a sender has its places less those it has taken', () => {
  const node = places();
  const all = { most: 8, bytes: 100, others: 4, senders: new Map() };
  expect(node.room()).toMatchObject(all);
  node.take(of('a'));
  node.take(of('a'));
  expect(node.room()).toMatchObject({ most: 6, bytes: 90, others: 4, senders: new Map([['a', 2]]) });
  node.leave(of('a'));
  node.leave(of('a'));
  expect(node.room()).toMatchObject(all);
});

describe('a business', () => {
  test('has its places and bytes less those that all its senders have taken, strained or not', () => {
    const node = places();
    expect(node.room()).toMatchObject({ otherBusinesses: wholeBusiness, businesses: new Map() });
    node.take(of('a', 10));
    node.judge('b', false);
    node.take(of('b', 5));
    const businesses = new Map([['shop', { webhooks: 4, bytes: 45 }]]);
    expect(node.room()).toMatchObject({ otherBusinesses: wholeBusiness, businesses });
    expect(node.strainedRoom()).toMatchObject({ otherBusinesses: wholeBusiness, businesses });
    node.leave(of('a', 10));
    node.leave(of('b', 5));
    expect(node.room().businesses).toEqual(new Map());
  });

  test('that is beyond its bytes by its last webhook has none left', () => {
    const node = places();
    node.take(of('a', 70));
    expect(node.room().businesses).toEqual(new Map([['shop', { webhooks: 5, bytes: 0 }]]));
  });

  test('has at most half of everything', () => {
    expect(forwardPace.perBusiness).toBeLessThanOrEqual(forwardPace.atOnce / 2);
    expect(forwardPace.businessBytesAtOnce).toBeLessThanOrEqual(forwardPace.bytesAtOnce / 2);
  });
});

describe('a strained sender', () => {
  test('has none of the others’ places, and one of its own', () => {
    const node = places();
    node.judge('a', false);
    expect(node.room().senders).toEqual(new Map([['a', 0]]));
    expect(node.strainedRoom()).toMatchObject({
      ...{ most: 2, bytes: 30, others: 0 },
      senders: new Map([['a', 1]]),
    });
    node.take(of('a'));
    expect(node.strainedRoom()).toMatchObject({ most: 0, bytes: 25, senders: new Map([['a', 0]]) });
  });

  test('may have twice as much after each good delivery, until it is like any other', () => {
    const node = places();
    node.judge('a', false);
    node.judge('a', true);
    expect(node.room().senders).toEqual(new Map([['a', 2]]));
    expect(node.strainedRoom().most).toBe(0);
    node.judge('a', true);
    expect(node.room().senders).toEqual(new Map());
  });

  test('that fails again on its way back begins anew', () => {
    const node = places();
    for (const isGood of [false, true, false]) node.judge('a', isGood);
    expect(node.room().senders).toEqual(new Map([['a', 0]]));
    node.judge('a', true);
    expect(node.room().senders).toEqual(new Map([['a', 2]]));
  });

  test('that became one with many under way gets no more until they are gone', () => {
    const node = places();
    for (let i = 0; i < 3; i++) node.take(of('a'));
    node.judge('a', false);
    node.judge('b', false);
    expect(node.strainedRoom().most).toBe(0);
    node.judge('a', true);
    expect(node.room().senders.get('a')).toBe(0);
    node.judge('a', false);
    for (let i = 0; i < 3; i++) node.leave(of('a'));
    expect(node.strainedRoom().most).toBe(2);
  });
});

test('where no bytes are left there is no room, and a strained one leaves the others theirs', () => {
  const node = places();
  node.take(of('a', 120));
  expect(node.room().bytes).toBe(0);
  node.leave(of('a', 120));
  node.judge('b', false);
  node.take(of('b', 40));
  expect(node.strainedRoom().bytes).toBe(0);
  expect(node.room().bytes).toBe(60);
});

test('whatever happens in whatever order, no more is ever under way than there are places', () => {
  const sender = fc.constantFrom('a1', 'a2', 'a3', 'b1', 'b2', 'c1');
  const bytes = fc.integer({ min: 1, max: 40 });
  const event = fc.record({
    sender,
    bytes,
    kind: fc.constantFrom('fill', 'strained', 'leave', 'good', 'bad'),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      const node = places();
      const under: ReturnType<typeof of>[] = [];
      const bytesOf = (some: typeof under) => some.reduce((sum, one) => sum + one.bytes, 0);
      for (const { sender: one, bytes: size, kind } of events) {
        if (kind === 'good' || kind === 'bad') node.judge(one, kind === 'good');
        const at = under.findIndex((other) => other.sender === one);
        if (kind === 'leave' && at >= 0) node.leave(under.splice(at, 1)[0]!);
        const room = kind === 'fill' ? node.room() : kind === 'strained' ? node.strainedRoom() : undefined;
        if (room === undefined) continue;
        const webhook = of(one, size, one[0]);
        const own = room.businesses.get(webhook.business) ?? room.otherBusinesses;
        if (Math.min(room.bytes, own.bytes) <= 0) continue;
        if (Math.min(room.most, room.senders.get(one) ?? room.others, own.webhooks) <= 0) continue;
        under.push(webhook);
        node.take(webhook);
        const ofSame = under.filter(({ business }) => business === webhook.business);
        expect(under.length).toBeLessThanOrEqual(limits.atOnce);
        expect(ofSame.length).toBeLessThanOrEqual(limits.perBusiness);
        expect(bytesOf(under)).toBeLessThan(limits.bytesAtOnce + 40);
        expect(bytesOf(ofSame)).toBeLessThan(limits.businessBytesAtOnce + 40);
        const ofOne = under.filter((other) => other.sender === one);
        expect(ofOne.length).toBeLessThanOrEqual(limits.perSender);
      }
    }),
  );
});

test('four addresses of one business that dawdle and behave by turns leave places to others', () => {
  const node = new ForwardPlaces(forwardPace);
  const attackers = ['a', 'b', 'c', 'd'];
  const under: (ReturnType<typeof of> & { end: number; isGood: boolean })[] = [];
  let [mostHeld, told] = [0, 0];
  for (let at = 0; at < 120_000; at += 50) {
    for (const over of under.filter(({ end }) => end <= at)) {
      under.splice(under.indexOf(over), 1);
      node.leave(over);
      node.judge(over.sender, over.isGood);
    }
    for (const strained of [false, true]) {
      for (const sender of attackers) {
        for (;;) {
          const room = strained ? node.strainedRoom() : node.room();
          const own = room.businesses.get('shop') ?? room.otherBusinesses;
          if (Math.min(room.most, room.senders.get(sender) ?? room.others, own.webhooks) <= 0) break;
          // Answers at once while only one is asked for, or it would not be trusted again; else as late as it
          // may.
          const isGood = !under.some((other) => other.sender === sender) && told++ % 9 !== 0;
          const webhook = { ...of(sender), isGood, end: at + (isGood ? 50 : 9_900) };
          under.push(webhook);
          node.take(webhook);
        }
      }
    }
    mostHeld = Math.max(mostHeld, under.length);
    expect(node.room().most).toBeGreaterThanOrEqual(forwardPace.atOnce / 2);
  }
  // It did try.
  expect(mostHeld).toBe(forwardPace.perBusiness);
});
