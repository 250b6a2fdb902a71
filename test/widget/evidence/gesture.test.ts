import { describe, expect, test } from 'vitest';
import { GestureChain } from '../../../widget/evidence/gesture.ts';

const event = (type: string, timeStamp: number, isTrusted = true) => ({ type, timeStamp, isTrusted });

describe('a gesture', () => {
  test('by mouse or finger on the label begins with pointerdown', () => {
    const chain = new GestureChain();
    chain.press(event('pointerdown', 100));
    chain.pass(event('click', 180));
    expect(chain.close(event('click', 180))).toMatchObject({ type: 'pointerdown', trusted: true });
  });

  test('is as old as the event that began it', () => {
    const chain = new GestureChain();
    chain.press(event('pointerdown', 100));
    chain.close(event('click', 180));
    expect(chain.began).toBe(100);
    chain.close(event('click', 500));
    expect(chain.began).toBe(500);
  });

  test('by the space key begins with keydown', () => {
    const chain = new GestureChain();
    chain.press(event('keydown', 100));
    expect(chain.close(event('click', 160))).toMatchObject({ type: 'keydown', trusted: true });
  });

  test('by assistive technology is a trusted click and nothing else', () => {
    expect(new GestureChain().close(event('click', 5))).toMatchObject({ type: 'click', trusted: true });
  });

  test('is not trusted when a script clicks the box', () => {
    expect(new GestureChain().close(event('click', 5, false)).trusted).toBe(false);
  });

  test('is not trusted when a script clicks the label, although the box then gets a trusted click', () => {
    const chain = new GestureChain();
    chain.pass(event('click', 5, false));
    expect(chain.close(event('click', 5))).toMatchObject({ type: 'click', trusted: false });
  });

  test('is not trusted when a script clicks while the person happens to press', () => {
    const chain = new GestureChain();
    chain.press(event('pointerdown', 100));
    expect(chain.close(event('click', 120, false)).trusted).toBe(false);
  });

  test('is not begun by a pointerdown that a script made up', () => {
    const chain = new GestureChain();
    chain.press(event('pointerdown', 100, false));
    expect(chain.close(event('click', 120))).toMatchObject({ type: 'click', trusted: true });
  });

  test('does not reach back to a press from long ago', () => {
    const chain = new GestureChain();
    chain.press(event('pointerdown', 100));
    expect(chain.close(event('click', 60_000)).type).toBe('click');
  });

  test('is used up by one click', () => {
    const chain = new GestureChain();
    chain.press(event('pointerdown', 100));
    chain.close(event('click', 150));
    expect(chain.close(event('click', 160)).type).toBe('click');
  });

  test('tells its chain in order, with the time before the tick and whom the browser vouches for', () => {
    const chain = new GestureChain();
    chain.press(event('pointerdown', 100.2));
    chain.pass(event('click', 180));
    expect(chain.close(event('click', 180.4)).chain).toEqual([
      { type: 'pointerdown', trusted: true, ms: 80 },
      { type: 'click', trusted: true, ms: 0 },
      { type: 'click', trusted: true, ms: 0 },
    ]);
  });

  test('tells no more than six links, and is judged by all of them', () => {
    const chain = new GestureChain();
    for (let turn = 0; turn < 8; turn++) chain.pass(event('click', 100 + turn));
    chain.pass(event('click', 120, false));
    const { chain: links, trusted } = chain.close(event('click', 130));
    expect(links).toHaveLength(6);
    expect(trusted).toBe(false);
  });
});
