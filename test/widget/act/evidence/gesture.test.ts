import { describe, expect, test } from 'vitest';
import { gestureOf } from '../../../../widget/act/evidence/gesture.ts';

const event = (type: string, timeStamp: number, isTrusted = true) => ({ type, timeStamp, isTrusted });

describe('a gesture', () => {
  test('by mouse or finger on the label begins with pointerdown', () => {
    expect(gestureOf([event('pointerdown', 100), event('click', 180), event('click', 180)])).toMatchObject({
      type: 'pointerdown',
      trusted: true,
    });
  });

  test('by the space key begins with keydown', () => {
    expect(gestureOf([event('keydown', 100), event('click', 160)])).toMatchObject({
      type: 'keydown',
      trusted: true,
    });
  });

  test('by assistive technology is a trusted click and nothing else', () => {
    expect(gestureOf([event('click', 5)])).toEqual({
      type: 'click',
      trusted: true,
      chain: [{ type: 'click', trusted: true, ms: 0 }],
    });
  });

  test('is not trusted when a script clicks the box', () => {
    expect(gestureOf([event('click', 5, false)]).trusted).toBe(false);
  });

  test('is not trusted when a script clicks the label, although the box then gets a trusted click', () => {
    expect(gestureOf([event('click', 5, false), event('click', 5)])).toMatchObject({
      type: 'click',
      trusted: false,
    });
  });

  test('is not trusted when a script clicks while the person happens to press', () => {
    expect(gestureOf([event('pointerdown', 100), event('click', 120, false)]).trusted).toBe(false);
  });

  test('does not reach back to a press from long ago', () => {
    expect(gestureOf([event('pointerdown', 100), event('click', 60_000)])).toEqual({
      type: 'click',
      trusted: true,
      chain: [{ type: 'click', trusted: true, ms: 0 }],
    });
  });

  test('tells its chain in order, with the time before the tick and whom the browser vouches for', () => {
    const links = [event('pointerdown', 100.2), event('click', 180), event('click', 180.4, false)];
    expect(gestureOf(links).chain).toEqual([
      { type: 'pointerdown', trusted: true, ms: 80 },
      { type: 'click', trusted: true, ms: 0 },
      { type: 'click', trusted: false, ms: 0 },
    ]);
  });

  test('tells no more than six links, and is judged by all of them', () => {
    const passed = Array.from({ length: 8 }, (_, turn) => event('click', 100 + turn));
    const { chain, trusted } = gestureOf([...passed, event('click', 120, false), event('click', 130)]);
    expect(chain).toHaveLength(6);
    expect(trusted).toBe(false);
  });

  test('is not taken from an event’s place, key or target', () => {
    const touched = { ...event('pointerdown', 100), clientX: 3, clientY: 4, key: ' ' };
    expect(gestureOf([touched, event('click', 150)]).chain[0]).toEqual({
      type: 'pointerdown',
      trusted: true,
      ms: 50,
    });
  });
});
