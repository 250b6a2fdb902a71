import { describe, expect, test } from 'vitest';
import { LedgerError } from '../../ledger/core/error.ts';
import { momentOf } from '../../ledger/core/when.ts';
import type { LogStore, Lookups } from '../../ledger/operations/append/log-store.ts';
import type { Snapshot } from '../../ledger/operations/person/look-ups.ts';
import {
  type ReadinessParts,
  readyWaitMs,
  silentMs,
  watchReadiness,
  writesRestMs,
} from '../../ledger/operations/readiness.ts';

const unavailable = (rule: string) =>
  new LedgerError('unavailable', 'no', { faults: [{ pointer: '', rule, detail: 'no' }] });

/** A database whose next answers are given beforehand, and a clock that is set. */
function scene(over: Partial<ReadinessParts> = {}) {
  const scene = {
    now: 0,
    /** Of the look-ups to come; what is not said beforehand is answered. */
    lookUps: [] as (() => Promise<Snapshot>)[],
    writes: [] as Error[],
    tried: 0,
  };
  const store: LogStore = {
    claimOrigin: async (origin) => origin,
    append: async () => {
      const failure = scene.writes.shift();
      if (failure !== undefined) throw failure;
    },
  };
  const watch = watchReadiness({
    lookUp: () =>
      scene.lookUps.shift()?.() ??
      Promise.resolve({ treeSize: 7, found: [], readAt: 0, logTime: momentOf(0) } as Snapshot),
    refuseUnfit: async () => {},
    tryWrite: async () => {
      scene.tried += 1;
    },
    restarting: () => false,
    elapsedMs: () => scene.now,
    ...over,
  });
  const append = () => watch.listen(store).append({} as Lookups, () => null);
  return Object.assign(scene, { watch, append });
}

const fails = (rule: string) => (): Promise<never> => Promise.reject(unavailable(rule));

describe('a node is ready', () => {
  test('when the gate’s own look-up answers', async () => {
    expect(await scene().watch.ask()).toEqual({ ready: true, treeSize: 7 });
  });

  test('when one connection was lost and the next one answers', async () => {
    const one = scene();
    one.lookUps = [fails('unreachable')];
    expect(await one.watch.ask()).toMatchObject({ ready: true });
  });

  test('when commits failed for a reason that passes', async () => {
    const one = scene();
    one.writes = [unavailable('busy'), unavailable('unreachable'), new LedgerError('internal', 'x')];
    for (const _ of [1, 2, 3]) await one.append().catch(() => {});
    expect(await one.watch.ask()).toMatchObject({ ready: true });
  });
});

describe('a node is not ready', () => {
  test.each(['unreachable', 'login_refused', 'other_tables', 'pooler'])(
    'when the look-up fails twice: %s',
    async (rule) => {
      const one = scene();
      one.lookUps = [fails(rule), fails(rule)];
      expect(await one.watch.ask()).toMatchObject({ ready: false, why: rule });
    },
  );

  test('and says so in a word of its own when its Postgres is being started again', async () => {
    const one = scene({ restarting: () => true });
    one.lookUps = [fails('unreachable'), fails('unreachable')];
    expect(await one.watch.ask()).toMatchObject({ ready: false, why: 'restarting' });
  });

  test('when the log’s last date cannot be read', async () => {
    const one = scene();
    one.lookUps = [() => Promise.resolve({ treeSize: 7, found: [], readAt: 0, logTime: 'garbage' })];
    expect(await one.watch.ask()).toMatchObject({ ready: false, why: 'log_changed' });
  });

  test.each(['read_only', 'newer_tables', 'older_tables'])(
    'where its writes cannot succeed: %s',
    async (rule) => {
      const one = scene({ refuseUnfit: fails(rule) });
      expect(await one.watch.ask()).toMatchObject({ ready: false, why: rule });
    },
  );

  test.each(['disk_full', 'read_only', 'login_refused', 'other_tables', 'log_changed'])(
    'when a commit failed for a reason that stays: %s; until a trial write succeeds',
    async (rule) => {
      let room = false;
      const one = scene({
        tryWrite: async () => {
          if (!room) throw unavailable(rule);
        },
      });
      one.writes = [unavailable(rule)];
      await one.append().catch(() => {});
      expect(await one.watch.ask()).toMatchObject({ ready: false, why: rule });
      one.now = writesRestMs - 1;
      room = true;
      expect(await one.watch.ask()).toMatchObject({ ready: false, why: rule });
      room = false;
      one.now = writesRestMs * 9;
      expect(await one.watch.ask()).toMatchObject({ ready: false, why: rule });
      room = true;
      expect(await one.watch.ask()).toMatchObject({ ready: true });
    },
  );

  test('and where the login may try no write, only until the next commit can show it', async () => {
    const one = scene({ tryWrite: fails('not_permitted') });
    one.writes = [unavailable('disk_full')];
    await one.append().catch(() => {});
    one.now = writesRestMs;
    expect(await one.watch.ask()).toMatchObject({ ready: true });
  });

  test('and tries one write at a time, however many ask', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let tried = 0;
    const one = scene({
      tryWrite: () => {
        tried += 1;
        return promise;
      },
    });
    one.writes = [unavailable('disk_full')];
    await one.append().catch(() => {});
    one.now = writesRestMs;
    const asked = [one.watch.ask(), one.watch.ask()];
    resolve();
    expect(await Promise.all(asked)).toMatchObject([{ ready: true }, { ready: true }]);
    expect(tried).toBe(1);
  });

  test('only until a commit succeeds', async () => {
    const one = scene();
    one.writes = [unavailable('disk_full')];
    await one.append().catch(() => {});
    await one.append();
    expect(await one.watch.ask()).toMatchObject({ ready: true });
  });
});

describe('a slow answer', () => {
  const never = () => new Promise<Snapshot>(() => {});

  test(`is no outage while something has answered within ${silentMs / 1000} s, and one after that`, async () => {
    expect(readyWaitMs).toBeLessThan(silentMs);
    const busy = scene();
    await busy.watch.lookUp([]);
    busy.now = silentMs - 1;
    const silent = scene();
    await silent.watch.lookUp([]);
    silent.now = silentMs;
    for (const each of [busy, silent]) each.lookUps = [never];
    const answers = await Promise.all([busy.watch.ask(), silent.watch.ask()]);
    expect(answers).toMatchObject([
      { ready: true, treeSize: 7 },
      { ready: false, why: 'silent' },
    ]);
  });
});
