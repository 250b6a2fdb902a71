// A receipt is true for ever; whether the running log still holds its entry is another question.

import { afterEach, describe, expect, test } from 'vitest';
import { createLogClient } from '../../../ledger/clients/log-client.ts';
import { lackingIn, runningLog } from '../../../ledger/operations/verify/running-log.ts';
import { entryAt, flipped, sampleLog } from '../../core/audit/sample-log.ts';
import { type ServedLog, serveLog } from './served-log.ts';

let served: ServedLog | undefined;
afterEach(async () => {
  await served?.close();
  served = undefined;
});

/** @param entry that the log has at each place */
async function lacking(size: number, index: number, entry = entryAt): Promise<string | undefined> {
  served ??= await serveLog(sampleLog(size, 100, entry));
  const place = { leaf_index: index, entry: entryAt(index).toString('base64') };
  return lackingIn(createLogClient(served.url), place);
}

test('an entry that the log holds is found, wherever it is', async () => {
  for (const index of [0, 1, 255, 256, 511, 699]) expect(await lacking(700, index)).toBeUndefined();
});

test('an entry past the end of the log was lost', async () => {
  expect(await lacking(100, 100)).toContain('ends before this record, at 100 entries: the record was lost');
});

test('an entry that has another in its place was lost', async () => {
  const other = (index: number) => (index < 90 ? entryAt(index) : flipped(entryAt(index), 5));
  expect(await lacking(100, 89, other)).toBeUndefined();
  expect(await lacking(100, 90, other)).toContain('another entry in the place of this record');
});

test('a server that withholds or bends a tile is not believed', async () => {
  expect(await lacking(300, 7)).toBeUndefined();
  const tile = '/log/tile/0/000';
  const bytes = served!.resources.get(tile) as Uint8Array;
  served!.resources.set(tile, flipped(bytes, 32 * 200));
  expect(await lacking(300, 7)).toContain('another entry');
  served!.resources.set(tile, 404);
  expect(await lacking(300, 7)).toBe('log: it does not serve tile/0/000');
});

test('a partial tile that the server has dropped is cut from the full one', async () => {
  served = await serveLog(sampleLog(300));
  const later = sampleLog(512).tiles.find(({ level, index }) => level === 0 && index === 1)!;
  served.resources.set('/log/tile/0/001.p/44', 404).set('/log/tile/0/001', Buffer.from(later.hashes));
  expect(await lacking(300, 299)).toBeUndefined();
});

describe('from a checkpoint', () => {
  async function cut(size: number, earlier: number, entry = entryAt): Promise<string | undefined> {
    served ??= await serveLog(sampleLog(size, 100, entry));
    const log = await runningLog(createLogClient(served.url));
    if (typeof log === 'string') return log;
    return log.cutFrom(sampleLog(earlier).checkpoints.at(-1)!);
  }

  test('that it has signed, of whatever size, it goes on', async () => {
    for (const earlier of [1, 255, 256, 257, 511, 700]) expect(await cut(700, earlier)).toBeUndefined();
  });

  test('of a larger size than it has, entries were lost', async () => {
    expect(await cut(100, 101)).toContain('it has 100 entries, and this checkpoint covers 101');
  });

  test('that covers another entry it does not go on, though they begin alike', async () => {
    const other = (index: number) => (index < 90 ? entryAt(index) : flipped(entryAt(index), 5));
    expect(await cut(100, 90, other)).toBeUndefined();
    expect(await cut(100, 91, other)).toContain('does not go on from this checkpoint');
  });
});

test('a checkpoint of another key says nothing', async () => {
  served = await serveLog(sampleLog(10));
  const checkpoint = served.resources.get('/log/checkpoint') as Buffer;
  served.resources.set('/log/checkpoint', flipped(checkpoint, checkpoint.length - 20));
  expect(await lacking(10, 3)).toContain('log: its newest checkpoint is not true');
});
