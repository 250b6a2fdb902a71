// A file under way: how long its reader may take, and how many there are at once.

import { EventEmitter } from 'node:events';
import type { Context } from 'hono';
import { beforeEach, expect, test } from 'vitest';
import { download } from '../../../ledger/http/server/download.ts';
import { exportsMax, exportsOfOneMax, exportTimeoutMs } from '../../../ledger/http/server/limits.ts';
import type { Ledger } from '../../../ledger/operations/ledger.ts';
import { HandClock } from './hand-clock.ts';

class Connection extends EventEmitter {
  closed = false;

  destroy() {
    this.closed = true;
    this.emit('close');
  }
}

let ledger: Ledger;
let clock: HandClock;
beforeEach(() => {
  ledger = {} as Ledger;
  clock = new HandClock();
});

async function* rows() {
  for (;;) yield 'a row\n';
}

async function begun(business: string, pieces = rows()) {
  const outgoing = new Connection();
  const c = { env: { outgoing } } as unknown as Context;
  const logger = { error: () => {} };
  const { body } = await download({ c, ledger, business, logger, route: '/v1/exports', clock }, async () => ({
    ...{ mediaType: 'text/csv', fileName: 'a.csv', pieces },
  }));
  return { outgoing, reader: (body as ReadableStream<Uint8Array>).getReader() };
}

test.each([
  ['takes a little within each minute', 59_000],
  ['takes all the time', 500],
])('a reader who %s is cut off after an hour, and gives the place back', async (_, everyMs) => {
  await begun('shop');
  const { outgoing, reader } = await begun('shop');
  await expect(begun('shop')).rejects.toMatchObject({ code: 'overloaded', retryAfter: 5 });
  let lasted = 0;
  for (; !outgoing.closed && lasted < 2 * exportTimeoutMs; lasted += everyMs) {
    await reader.read();
    await clock.pass(everyMs);
  }
  expect(lasted).toBeGreaterThanOrEqual(exportTimeoutMs - everyMs);
  expect(lasted).toBeLessThanOrEqual(exportTimeoutMs + everyMs);
  await begun('shop');
});

test('a reader who takes nothing for a minute is cut off, and one who comes in time is not', async () => {
  const [still, slow] = [await begun('shop'), await begun('shop')];
  await Promise.all([still.reader.read(), slow.reader.read()]);
  await clock.pass(59_000);
  await slow.reader.read();
  await clock.pass(59_000);
  expect([still.outgoing.closed, slow.outgoing.closed]).toEqual([true, false]);
});

test('so many are under way at once: of one business, and at a node', async () => {
  const businesses = Array.from({ length: exportsMax / exportsOfOneMax }, (_, n) => `shop-${n}`);
  for (const business of businesses)
    for (let n = 0; n < exportsOfOneMax; n += 1) {
      await begun(business);
    }
  for (const business of [...businesses, 'another'])
    await expect(begun(business)).rejects.toMatchObject({ code: 'overloaded', retryAfter: 5 });
});
