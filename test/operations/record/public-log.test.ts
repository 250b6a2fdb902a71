// Strangers read the log as often as they like, and ask the database little.

import { describe, expect, test } from 'vitest';
import { encodeBundle } from '../../../ledger/core/log/entry-bundle.ts';
import type { Tile } from '../../../ledger/core/log/tile.ts';
import { createPublicLog } from '../../../ledger/operations/record/public-log.ts';
import type { LogReader } from '../../../ledger/operations/record/store.ts';
import { entriesOf } from '../../core/log/sample-log.ts';
import { vectorLog } from '../../http/log/vector-log.ts';

const size = 70_000;
/** The last tile of hashes and of entries: 70,000 is 273 × 256 and 112. */
const partial = (width: number, kind: 'hashes' | 'entries' = 'hashes'): Tile =>
  kind === 'hashes' ? { kind, level: 0, index: 273, width } : { kind, index: 273, width };

/** A log whose queries are counted, and answered when they are let. */
function watchedLog() {
  const log = vectorLog(size);
  const seen = { checkpoints: 0, tiles: 0, atOnce: 0, most: 0 };
  const watched = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    seen.tiles += 1;
    seen.atOnce += 1;
    seen.most = Math.max(seen.most, seen.atOnce);
    await new Promise((go) => setImmediate(go));
    seen.atOnce -= 1;
    return answer;
  };
  const reader: LogReader = {
    ...log,
    latestCheckpoint: async () => {
      seen.checkpoints += 1;
      await new Promise((go) => setImmediate(go));
      return log.latestCheckpoint();
    },
    entries: (from, to) => watched(log.entries(from, to)),
    tile: (level, index) => watched(log.tile(level, index)),
  };
  return { seen, publicLog: createPublicLog(reader) };
}

describe('however many ask', () => {
  test('every width of a partial tile is cut from one read of it', async () => {
    const { seen, publicLog } = watchedLog();
    const widths = Array.from({ length: 112 }, (_, i) => i + 1);
    const hashes = await Promise.all(widths.map((width) => publicLog.tile(partial(width))));
    const bundles = await Promise.all(widths.map((width) => publicLog.tile(partial(width, 'entries'))));
    expect(seen.tiles).toBe(2);
    expect(hashes.map((bytes) => bytes?.length)).toEqual(widths.map((width) => 32 * width));
    const entries = entriesOf(size).slice(273 * 256);
    for (const [i, width] of widths.entries())
      expect(Buffer.from(bundles[i]!)).toEqual(Buffer.from(encodeBundle(entries.slice(0, width))));
  });

  test('two tiles are read at a time, and each is answered', async () => {
    const { seen, publicLog } = watchedLog();
    const tiles = Array.from({ length: 40 }, (_, index) =>
      publicLog.tile({ kind: 'hashes', level: 0, index, width: 256 }),
    );
    for (const bytes of await Promise.all(tiles)) expect(bytes).toHaveLength(8_192);
    expect(seen.most).toBe(2);
  });

  test('the newest checkpoint is looked up for many together', async () => {
    const { seen, publicLog } = watchedLog();
    const found = await Promise.all(Array.from({ length: 400 }, () => publicLog.checkpoint()));
    expect(new Set(found.map((one) => one?.size))).toEqual(new Set([size]));
    expect(seen.checkpoints).toBeLessThan(100);
  });

  test('past a bound the next one is told to come again, and the others are answered', async () => {
    const { publicLog } = watchedLog();
    const asked = Array.from({ length: 3_000 }, () => publicLog.checkpoint());
    const outcomes = await Promise.allSettled(asked);
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(1_000);
    expect(refused[0]).toMatchObject({ reason: { code: 'overloaded', retryAfter: 1 } });
  });
});

test('a checkpoint is never older than the question', async () => {
  let newest = 1;
  const { promise: held, resolve: let_ } = Promise.withResolvers<void>();
  const log = {
    ...vectorLog(size),
    latestCheckpoint: async () => {
      const seen = newest;
      await held;
      return { size: seen, root: Buffer.alloc(32), note: '' };
    },
  };
  const publicLog = createPublicLog(log);
  const first = publicLog.checkpoint();
  await new Promise((go) => setImmediate(() => setImmediate(go)));
  newest = 2;
  const second = publicLog.checkpoint();
  await new Promise((go) => setImmediate(() => setImmediate(go)));
  let_();
  expect((await first)?.size).toBe(1);
  expect((await second)?.size).toBe(2);
});

test('what no checkpoint covers is not there, and a query that fails is the failure of its reader alone', async () => {
  const { publicLog } = watchedLog();
  expect(await publicLog.tile(partial(113))).toBeUndefined();
  const broken = createPublicLog({
    ...vectorLog(size),
    entries: async () => {
      throw new Error('gone');
    },
  });
  await expect(broken.tile(partial(7))).rejects.toThrow('gone');
  expect(await broken.tile({ kind: 'hashes', level: 0, index: 0, width: 256 })).toHaveLength(8_192);
});
