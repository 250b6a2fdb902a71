import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ForwardPlaces } from '../../ledger/operations/forward-places.ts';

const limits = { atOnce: 8, perSender: 3, strainedAtOnce: 2, bytesAtOnce: 100, strainedBytesAtOnce: 30 };
const places = () => new ForwardPlaces(limits);

test('a sender has its places less those it has taken', () => {
  const node = places();
  expect(node.room()).toEqual({ most: 8, bytes: 100, others: 3, senders: new Map() });
  node.take('a', 5);
  node.take('a', 5);
  expect(node.room()).toEqual({ most: 6, bytes: 90, others: 3, senders: new Map([['a', 1]]) });
  node.leave('a', 5);
  node.leave('a', 5);
  expect(node.room()).toEqual({ most: 8, bytes: 100, others: 3, senders: new Map() });
});

describe('a strained sender', () => {
  test('has none of the others’ places, and one of its own', () => {
    const node = places();
    node.judge('a', false);
    expect(node.room().senders).toEqual(new Map([['a', 0]]));
    expect(node.strainedRoom()).toEqual({ most: 2, bytes: 30, others: 0, senders: new Map([['a', 1]]) });
    node.take('a', 5);
    expect(node.strainedRoom()).toEqual({ most: 0, bytes: 25, others: 0, senders: new Map([['a', 0]]) });
  });

  test('is like any other after one good delivery', () => {
    const node = places();
    node.judge('a', false);
    node.judge('a', true);
    expect(node.room().senders).toEqual(new Map());
    expect(node.strainedRoom().most).toBe(0);
  });

  test('that became one with many under way gets no more until they are gone', () => {
    const node = places();
    for (let i = 0; i < 3; i++) node.take('a', 5);
    node.judge('a', false);
    node.judge('b', false);
    expect(node.strainedRoom().most).toBe(0);
    for (let i = 0; i < 3; i++) node.leave('a', 5);
    expect(node.strainedRoom().most).toBe(2);
  });
});

test('where no bytes are left there is no room, and a strained one leaves the others theirs', () => {
  const node = places();
  node.take('a', 120);
  expect(node.room().bytes).toBe(0);
  node.leave('a', 120);
  node.judge('b', false);
  node.take('b', 40);
  expect(node.strainedRoom().bytes).toBe(0);
  expect(node.room().bytes).toBe(60);
});

test('whatever happens in whatever order, no more is ever under way than there are places', () => {
  const sender = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  const bytes = fc.integer({ min: 1, max: 40 });
  const event = fc.record({
    sender,
    bytes,
    kind: fc.constantFrom('fill', 'strained', 'leave', 'good', 'bad'),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      const node = places();
      const under: { one: string; bytes: number }[] = [];
      const countOf = (one: string) => under.filter((other) => other.one === one).length;
      for (const { sender: one, bytes: of, kind } of events) {
        if (kind === 'good' || kind === 'bad') node.judge(one, kind === 'good');
        const at = under.findIndex((other) => other.one === one);
        if (kind === 'leave' && at >= 0) {
          const [left] = under.splice(at, 1);
          node.leave(one, left!.bytes);
        }
        const room = kind === 'fill' ? node.room() : kind === 'strained' ? node.strainedRoom() : undefined;
        if (room === undefined || room.bytes <= 0) continue;
        if (Math.min(room.most, room.senders.get(one) ?? room.others) <= 0) continue;
        under.push({ one, bytes: of });
        node.take(one, of);
        expect(under.length).toBeLessThanOrEqual(limits.atOnce);
        const held = under.reduce((sum, other) => sum + other.bytes, 0);
        expect(held).toBeLessThan(limits.bytesAtOnce + 40);
        expect(countOf(one)).toBeLessThanOrEqual(limits.perSender);
      }
    }),
  );
});
