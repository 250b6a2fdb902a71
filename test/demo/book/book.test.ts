import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openBook } from '../../../demo/shop/book/book.ts';
import type { Order } from '../../../demo/shop/book/order.ts';

const order: Order = {
  kind: 'order',
  id: 'FP-1042',
  customer: '01890a5d-ac96-774b-bcce-b302099a8057',
  placed_at: '2026-11-22T09:00:00.000Z',
  quantity: 1,
  name: 'Asha Rao',
  address: '12 Lake Road',
  phone: '+919876543211',
};

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'optmark-book-'));
  file = join(folder, 'shop.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

describe('the book of the shop', () => {
  test('has after a restart what was written before it, in the same order', async () => {
    const book = await openBook(file);
    await book.write(order);
    await book.write({ ...order, id: 'FP-1043' });
    expect((await openBook(file)).orders().map(({ id }) => id)).toEqual(['FP-1042', 'FP-1043']);
  });

  test('knows of a thing what was written last', async () => {
    const book = await openBook(file);
    await Promise.all([book.write(order), book.write({ ...order, address: '9 Hill Road' })]);
    expect((await openBook(file)).order('FP-1042')?.address).toBe('9 Hill Road');
  });

  test('drops the half line that a killed process left, and begins the next on a line of its own', async () => {
    await (await openBook(file)).write(order);
    await appendFile(file, '{"kind":"order","id":"FP-10');
    const book = await openBook(file);
    await book.write({ ...order, id: 'FP-1043' });
    expect((await openBook(file)).orders()).toHaveLength(2);
  });

  test('is readable by nobody else', async () => {
    await (await openBook(file)).write(order);
    expect((await stat(file)).mode & 0o077).toBe(0);
  });

  test.for(['nonsense\n', '{"kind":"cake","id":"1"}\n', '{"kind":"order","id":"FP-1042"}\n'])(
    'is not opened over a whole line that is not one of its own: %j',
    async (line) => {
      await writeFile(file, line);
      await expect(openBook(file)).rejects.toThrow();
      expect(await readFile(file, 'utf8')).toBe(line);
    },
  );
});
