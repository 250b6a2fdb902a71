// The journal's files: what is in them after a crash, and whose they are.

import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { headsOf, journalsIn, writeJournal } from '../../../ledger/storage/journal/journal-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'optmark-journal-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const files = async (id: string) => (await readdir(join(folder, id))).toSorted();
const stopsOf = async (id: string) => {
  const names = (await files(id)).filter((name) => name.endsWith('.stops'));
  return (await Promise.all(names.map((name) => readFile(join(folder, id, name), 'utf8')))).join('');
};

test('each process has files of its own, and the newest checkpoint of each is there', async () => {
  const [one, other] = [await writeJournal(folder, 'a'), await writeJournal(folder, 'a')];
  await one.keepHead('first');
  await one.keepHead('second');
  await other.keepHead('third');
  await one.keepStops(['1', '2']);
  await one.keepStops(['3']);
  expect((await headsOf(folder, 'a')).toSorted()).toEqual(['second', 'third']);
  expect(await stopsOf('a')).toBe('1\n2\n3\n');
  expect(await journalsIn(folder)).toEqual(['a']);
  expect(await files('a')).toHaveLength(4);
  for (const journal of [one, other]) await journal.close();
});

test('a line that a crash left half stands alone, and those after it are whole', async () => {
  const one = await writeJournal(folder, 'a');
  await one.keepStops(['1', '2']);
  await one.close();
  const [name] = await files('a');
  await writeFile(join(folder, 'a', name!), '1\n2\n3');
  await one.keepStops(['4']);
  expect(await stopsOf('a')).toBe('1\n2\n3\n4\n');
  await one.close();
});

test('what a dead process of this machine has left is taken over, and nothing of other machines', async () => {
  const one = await writeJournal(folder, 'a');
  await one.keepHead('seen');
  await one.keepStops(['1']);
  await one.close();
  const dead = 2 ** 22 + 1;
  const machine = hostname().replaceAll(/[^\w.]/g, '_');
  for (const name of await files('a')) {
    const kind = name.slice(name.lastIndexOf('.'));
    await rename(join(folder, 'a', name), join(folder, 'a', `${machine}-${dead}-1${kind}`));
  }
  await writeFile(join(folder, 'a', `other.machine-${dead}-1.head`), 'theirs');
  const next = await writeJournal(folder, 'a');
  await next.keepStops(['2']);
  await next.close();
  expect(await stopsOf('a')).toBe('1\n2\n');
  expect((await headsOf(folder, 'a')).toSorted()).toEqual(['seen', 'theirs']);
  expect((await files('a')).filter((name) => name.includes(String(dead)))).toEqual([
    `other.machine-${dead}-1.head`,
  ]);
});

test('a journal that is not there has no checkpoint', async () => {
  expect(await headsOf(folder, 'none')).toEqual([]);
  expect(await journalsIn(join(folder, 'none'))).toEqual([]);
});
