import { describe, expect, test } from 'vitest';
import { GestureChain } from '../../../widget/evidence/gesture.ts';

const event = (type: string, timeStamp: number, isTrusted = true) => ({ type, timeStamp, isTrusted });

describe('a gesture', () => {
  test('by mouse or finger on the label begins with pointerdown', () => {
    const chain = new GestureChain();
    chain.press(event('pointerdown', 100));
    chain.pass(event('click', 180));
    expect(chain.close(event('click', 180))).toEqual({ type: 'pointerdown', trusted: true });
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
    expect(chain.close(event('click', 160))).toEqual({ type: 'keydown', trusted: true });
  });

  test('by assistive technology is a trusted click and nothing else', () => {
    expect(new GestureChain().close(event('click', 5))).toEqual({ type: 'click', trusted: true });
  });

  test('is not trusted when a script clicks the box', () => {
    expect(new GestureChain().close(event('click', 5, false)).trusted).toBe(false);
  });

  test('is not trusted when a script clicks the label, although the box then gets a trusted click', () => {
    const chain = new GestureChain();
    chain.pass(event('click', 5, false));
    expect(chain.close(event('click', 5))).toEqual({ type: 'click', trusted: false });
  });

  test('is not trusted when a script clicks while the person happens to press', () => {
    const chain = new GestureChain();
    chain.press(event('pointerdown', 100));
    expect(chain.close(event('click', 120, false)).trusted).toBe(false);
  });

  test('is not begun by a pointerdown that a script made up', () => {
    const chain = new GestureChain();
    chain.press(event('pointerdown', 100, false));
    expect(chain.close(event('click', 120))).toEqual({ type: 'click', trusted: true });
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
});
