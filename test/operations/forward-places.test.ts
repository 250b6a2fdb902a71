import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ForwardPlaces } from '../../ledger/operations/forward-places.ts';

const limits = { atOnce: 8, perSender: 3, strainedAtOnce: 2 };
const places = () => new ForwardPlaces(limits);

test('a sender has its places less those it has taken', () => {
  const node = places();
  expect(node.room()).toEqual({ most: 8, others: 3, senders: new Map() });
  node.take('a');
  node.take('a');
  expect(node.room()).toEqual({ most: 6, others: 3, senders: new Map([['a', 1]]) });
  node.leave('a');
  node.leave('a');
  expect(node.room()).toEqual({ most: 8, others: 3, senders: new Map() });
});

describe('a strained sender', () => {
  test('has none of the others’ places, and one of its own', () => {
    const node = places();
    node.judge('a', false);
    expect(node.room().senders).toEqual(new Map([['a', 0]]));
    expect(node.strainedRoom()).toEqual({ most: 2, others: 0, senders: new Map([['a', 1]]) });
    node.take('a');
    expect(node.strainedRoom()).toEqual({ most: 1, others: 0, senders: new Map([['a', 0]]) });
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
    for (let i = 0; i < 3; i++) node.take('a');
    node.judge('a', false);
    node.judge('b', false);
    expect(node.strainedRoom().most).toBe(0);
    for (let i = 0; i < 3; i++) node.leave('a');
    expect(node.strainedRoom().most).toBe(2);
  });
});

test('whatever happens in whatever order, no more is ever under way than there are places', () => {
  const sender = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  const event = fc.record({ sender, kind: fc.constantFrom('fill', 'strained', 'leave', 'good', 'bad') });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      const node = places();
      const under: string[] = [];
      const countOf = (one: string) => under.filter((other) => other === one).length;
      for (const { sender: one, kind } of events) {
        if (kind === 'good' || kind === 'bad') node.judge(one, kind === 'good');
        const at = under.indexOf(one);
        if (kind === 'leave' && at >= 0) {
          under.splice(at, 1);
          node.leave(one);
        }
        const room = kind === 'fill' ? node.room() : kind === 'strained' ? node.strainedRoom() : undefined;
        if (room === undefined || Math.min(room.most, room.senders.get(one) ?? room.others) <= 0) continue;
        under.push(one);
        node.take(one);
        expect(under.length).toBeLessThanOrEqual(limits.atOnce);
        expect(countOf(one)).toBeLessThanOrEqual(limits.perSender);
      }
    }),
  );
});
