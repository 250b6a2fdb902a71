import { afterAll, beforeAll, expect, test } from 'vitest';
import { openedOf, recordsPerQuery } from '../../../ledger/operations/record/opened.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { optInByPhone } from '../commands.ts';

let shop: TestLedger;
beforeAll(async () => {
  shop = await testLedger();
});
afterAll(() => shop.stop());

test('of many records a few are opened in each turn of the event loop', async () => {
  const { record } = await optInByPhone(shop.ledger, '+919876543219');
  const stored = (await shop.ledger.records.byId(record))!;
  async function* pages() {
    for (let i = 0; i < 2; i += 1) yield Array.from({ length: recordsPerQuery }, () => stored);
  }
  let opened = 0;
  let inThisTurn = 0;
  let most = 0;
  let isOver = false;
  const turn = () => {
    inThisTurn = 0;
    if (!isOver) setImmediate(turn);
  };
  turn();
  for await (const one of openedOf(shop.ledger, pages())) {
    expect(one.record.id).toBe(record);
    opened += 1;
    inThisTurn += 1;
    most = Math.max(most, inThisTurn);
  }
  isOver = true;
  expect(opened).toBe(2 * recordsPerQuery);
  expect(most).toBeLessThanOrEqual(16);
});
