// Counts in memory what no record tells (core/register/tally.ts), and writes it soon after: no opt-in waits
// for it, and none fails because of it. Numbers of this node alone are lost where it is killed: those of a
// few seconds, and of as long as the database cannot be written. Where a connection breaks over a commit they
// may count twice.

import type { Tallied } from '../../core/register/tally.ts';
import { repeat, type Work } from '../worker/worker.ts';
import type { World } from '../world.ts';
import type { TallyStore } from './store.ts';

const everyMs = 2_000;
/** Lines that wait: more than a few seconds make of all channels and rules. Beyond, nothing is counted. */
const waitingMax = 10_000;

export type Tally = {
  add(...happened: readonly Tallied[]): void;
  /** What was counted before is written when it resolves. */
  flush(): Promise<void>;
  work: Work;
};

export function createTally(store: Pick<TallyStore, 'add'>, world: Pick<World, 'now'>): Tally {
  let waiting = new Map<string, number>();

  const addTo = (lines: Map<string, number>, line: string, count: number) => {
    const before = lines.get(line);
    if (before !== undefined || lines.size < waitingMax) lines.set(line, (before ?? 0) + count);
  };

  let writing: Promise<void> = Promise.resolve();
  async function write(): Promise<void> {
    if (waiting.size === 0) return;
    const lines = waiting;
    waiting = new Map();
    try {
      await store.add([...lines].map(([line, count]) => ({ ...JSON.parse(line), count })));
    } catch (error) {
      for (const [line, count] of lines) addTo(waiting, line, count);
      throw error;
    }
  }
  const flush = () => {
    writing = writing.catch(() => {}).then(write);
    return writing;
  };

  return {
    add(...happened) {
      const day = world.now().toISOString().slice(0, 'yyyy-mm-dd'.length);
      for (const one of happened) addTo(waiting, JSON.stringify({ ...one, day }), 1);
    },
    flush,
    work: {
      name: 'tally',
      where: 'on every node',
      run: (signal) => repeat(everyMs, signal, flush),
    },
  };
}
