// What a list may cost by its names: an upload must not keep everybody's stops waiting.

import { expect, test } from 'vitest';
import { judged } from '../../../ledger/channels/import/kinds.ts';
import { NamesOfList, namesOfListMax, namesOfRowMax } from '../../../ledger/channels/import/names-of-list.ts';
import { tableRows } from '../../../ledger/channels/import/table.ts';

const number = '+14155550101';
const names = (count: number, from = 0) => Array.from({ length: count }, (_, i) => `n${from + i}`);

function counting() {
  const work = { looked: 0, turns: 0, most: 0, sinceTurn: 0 };
  const list = new NamesOfList(
    async () => {
      work.turns += 1;
      work.sinceTurn = 0;
    },
    (name) => {
      work.looked += 1;
      work.sinceTurn += 10 + name.length;
      work.most = Math.max(work.most, work.sinceTurn);
      return judged(name);
    },
  );
  return { work, list };
}

test('a name is looked at once, however many sets of names it is in', async () => {
  const { work, list } = counting();
  for (let at = 0; at < 300; at += 1) await list.learn(['number', 'status', ...names(5, at)]);
  expect(work.looked).toBe(2 + 304);
});

test('others have their turn while names are looked at', async () => {
  const { work, list } = counting();
  await list.learn(names(900));
  expect(work.turns).toBeGreaterThan(10);
  expect(work.most).toBeLessThanOrEqual(1_100);
});

test('a list has no end of names: beyond its bound none is looked at', async () => {
  const { work, list } = counting();
  expect(await list.learn(names(namesOfListMax + 1))).toBeUndefined();
  expect(await list.learn(['one more'])).toBeUndefined();
  expect(work.looked).toBe(namesOfListMax);
  expect(await list.learn(names(3))).toHaveLength(3);
});

async function rulesIn(lines: readonly string[]) {
  async function* bytes() {
    yield Buffer.from(lines.join('\n'));
  }
  const found: string[] = [];
  const sizes: number[] = [];
  for await (const some of tableRows(bytes(), { mapping: {} })) {
    sizes.push(some.length);
    found.push(...some.map((row) => ('rule' in row ? row.rule : 'row')));
  }
  return { found, sizes };
}
const line = (more: readonly string[]) =>
  JSON.stringify({ number, status: 'yes', ...Object.fromEntries(more.map((name) => [name, 1])) });

test('rows with too many names are refused, and the others are read', async () => {
  const { found } = await rulesIn([line([]), line(names(namesOfRowMax)), line(names(5))]);
  expect(found).toEqual(['row', 'names', 'row']);
});

test('rows behind the last name that a list may have are refused, unless theirs are known', async () => {
  const many = Array.from({ length: 12 }, (_, at) => line(names(100, at * 100)));
  const { found } = await rulesIn([line([]), ...many, line([])]);
  expect(found.slice(0, 9)).toEqual(Array(9).fill('row'));
  expect(found.slice(-3)).toEqual(['names', 'names', 'row']);
});

test('a CSV with more columns than a list may have is refused', async () => {
  await expect(rulesIn([`number,status,${names(namesOfListMax).join(',')}`, 'x'])).rejects.toMatchObject({
    faults: [{ rule: 'names' }],
  });
});

test('rows come a few at a time, and others have their turn between', async () => {
  let turns = 0;
  let isOver = false;
  const tick = () => {
    turns += 1;
    if (!isOver) setImmediate(tick);
  };
  setImmediate(tick);
  const { found, sizes } = await rulesIn(Array.from({ length: 2_000 }, () => line([])));
  isOver = true;
  expect(found).toHaveLength(2_000);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(50);
  expect(turns).toBeGreaterThanOrEqual(39);
});
