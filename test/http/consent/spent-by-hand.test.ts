// A retry never gets another person's receipt, whatever was done by hand to what the ledger keeps of its key.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { Page } from '../page.ts';
import { type Body, expectProblem, ivrOptIn, post } from '../requests.ts';

const [anna, bela] = ['+14155550101', '+14155550102'];

let shop: TestLedger;
let superuser: Database;
beforeAll(async () => {
  shop = await testLedger();
  superuser = openDatabase({ url: shop.config.databaseUrl!, clients: 1 });
});
afterAll(async () => {
  await superuser?.end();
  await shop?.stop();
});

const agree = (number: string, key: string): Promise<Response> =>
  post(`${shop.url}/v1/opt-ins`, shop.keys.ingest, ivrOptIn(number), { 'idempotency-key': key });
const pointed = (from: string, to: string) =>
  superuser.sql`update spent_keys set record = ${to} where record = ${from}`;

test('a server’s retry is refused', async () => {
  const { record: own }: Body = await (await agree(anna!, 'one')).json();
  const { record: another }: Body = await (await agree(bela!, 'two')).json();
  await pointed(own, another);
  const problem = await expectProblem(agree(anna!, 'one'), 'idempotency_key_reused');
  expect(JSON.stringify(problem)).not.toContain(another);
  expect(await (await agree(bela!, 'two')).json()).toMatchObject({ record: another });
});

test('and so is a page’s', async () => {
  const page = new Page(shop);
  const jws = page.sign(await page.optInClaims(anna!));
  const { record: own }: Body = await (await page.postOptIn(jws)).json();
  const { record: another }: Body = await (await new Page(shop).optIn(bela!)).json();
  await pointed(own, another);
  await expectProblem(page.postOptIn(jws), 'nonce_spent');
});
