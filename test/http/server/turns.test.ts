// A flood of requests does not hold up what is under way, and stops are begun before others.

import { describe, expect, test } from 'vitest';
import { begunMax, createTurns } from '../../../ledger/http/server/turns.ts';

/** The event loop, turned by hand. Names what was begun in each turn. */
function loop() {
  let waiting: (() => void)[] = [];
  let begun: string[] = [];
  const turns = createTurns((work) => void waiting.push(work));
  return {
    enter(name: string, isStop = false) {
      const turn = turns.enter(isStop);
      if (turn === undefined) begun.push(name);
      else void turn.then(() => begun.push(name));
    },
    async turn(): Promise<string[]> {
      const now = waiting;
      waiting = [];
      for (const work of now) work();
      await Promise.resolve();
      const seen = begun;
      begun = [];
      return seen;
    },
    get isIdle() {
      return waiting.length === 0;
    },
  };
}

const count = (names: string[], name: string) => names.filter((one) => one === name).length;
const times = (n: number, work: () => void) => Array.from({ length: n }, work);

describe('requests', () => {
  test('few as they are, none waits', async () => {
    const { enter, turn } = loop();
    times(begunMax, () => enter('asked'));
    expect(await turn()).toHaveLength(begunMax);
  });

  test('many at once are begun a few in each turn, in the order in which they came', async () => {
    const here = loop();
    const names = Array.from({ length: 3 * begunMax }, (_, i) => `${i}`);
    for (const name of names) here.enter(name);
    const seen = [];
    for (let i = 0; i < 3; i += 1) seen.push((await here.turn()).length);
    // What had been begun before the first turn is seen with it.
    expect(seen).toEqual([2 * begunMax, begunMax, 0]);
  });

  test('of a later turn do not overtake what waits', async () => {
    const { enter, turn } = loop();
    times(2 * begunMax + 1, () => enter('early'));
    await turn();
    enter('late');
    expect(await turn()).toEqual(['early', 'late']);
  });

  test('leave nothing behind when all were begun', async () => {
    const here = loop();
    times(2 * begunMax, () => here.enter('asked'));
    for (let i = 0; i < 3; i += 1) await here.turn();
    expect(here.isIdle).toBe(true);
  });
});

describe('a stop', () => {
  test('is begun in the next turn, however much waits before it', async () => {
    const { enter, turn } = loop();
    times(40 * begunMax, () => enter('asked'));
    enter('stop', true);
    expect(await turn()).toContain('stop');
  });

  test('after another holds up everything else no more than in part', async () => {
    const { enter, turn } = loop();
    times(10 * begunMax, () => enter('stop', true));
    times(begunMax, () => enter('asked'));
    await turn();
    const seen = await turn();
    expect([count(seen, 'stop'), count(seen, 'asked')]).toEqual([(begunMax * 3) / 4, begunMax / 4]);
  });
});
