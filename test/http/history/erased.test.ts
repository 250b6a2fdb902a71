// What a request used up stays used up when what it recorded is erased: repeated, it records and sends
// nothing. But a stop is never refused.

import { randomUUID } from 'node:crypto';
import { getTableName } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../ledger/storage/database/connection.ts';
import { personalData } from '../../../ledger/storage/schema/personal-data.ts';
import { eraserRole } from '../../../ledger/storage/schema/roles.ts';
import * as tables from '../../../ledger/storage/schema/tables.ts';
import { GatedSender } from '../../support/gated-sender.ts';
import { Page } from '../page.ts';
import { type Body, expectProblem, ivrOptIn, post } from '../requests.ts';

let shop: GatedSender;
let eraser: Database;
beforeAll(async () => {
  shop = await GatedSender.start();
  // Here no stone is left: it is about what a request used up, whoever is found.
  const superuser = openDatabase({ url: shop.ledger.config.databaseUrl!, clients: 1 });
  await superuser.sql.unsafe(`grant delete on identifier_tags to ${eraserRole}`);
  await superuser.end();
  eraser = openDatabase({ url: shop.ledger.config.databaseUrl!, role: eraserRole, clients: 1 });
});
afterAll(async () => {
  await eraser.end();
  await shop.stop();
});

/** Every person's rows: what the list of personal data names, but for what it lets stay. */
async function eraseAll(): Promise<void> {
  for (const [name, table] of Object.entries(tables)) {
    const entry = personalData[name as keyof typeof personalData];
    if ('none' in entry || entry.stays !== undefined) continue;
    const people = name === 'sealedRecords' ? ' where subject is not null' : '';
    await eraser.sql.unsafe(`delete from ${getTableName(table)}${people}`);
  }
}

const named = (key: string) => ({ 'idempotency-key': key });
const optIn = (number: string, key: string) =>
  post(`${shop.ledger.url}/v1/opt-ins`, shop.ledger.keys.ingest, ivrOptIn(number), named(key));
const optOut = (number: string, key: string) =>
  post(`${shop.ledger.url}/v1/opt-outs`, shop.ledger.keys.ingest, { number, channel: 'web' }, named(key));
const gateSays = async (number: string): Promise<Body> => {
  const question = { recipient: number, purpose: 'shipping_update' };
  return (await post(`${shop.ledger.url}/v1/gate/check`, shop.ledger.keys.gate, question)).json();
};

test('an opt-in under its key is gone, also where another body comes under that key', async () => {
  const number = '+919876543210';
  expect((await optIn(number, 'yes-1')).status).toBe(201);
  expect((await optOut(number, 'no-1')).status).toBe(201);
  await eraseAll();
  const { detail } = await expectProblem(optIn(number, 'yes-1'), 'erased');
  expect(detail).not.toContain('9876');
  await expectProblem(optIn('+919876543211', 'yes-1'), 'idempotency_key_reused');
  expect(await gateSays(number)).toMatchObject({ decision: 'deny', reasons: ['unknown_recipient'] });
});

test('a stop that is repeated is recorded anew: what was agreed to since ends, too few messages rather than one', async () => {
  const number = '+919876543212';
  await optIn(number, 'yes-2');
  expect((await optOut(number, 'no-2')).status).toBe(201);
  await eraseAll();
  expect((await optIn(number, 'yes-2-again')).status).toBe(201);
  expect(await gateSays(number)).toMatchObject({ decision: 'allow' });
  for (let i = 0; i < 2; i += 1) expect((await optOut(number, 'no-2')).status).toBe(201);
  expect(await gateSays(number)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
});

describe('what a page signed is gone', () => {
  test('by its own post and by its shop’s, whichever was first', async () => {
    for (const first of ['page', 'server'] as const) {
      const page = new Page(shop.ledger);
      const jws = page.sign(await page.optInClaims(first === 'page' ? '+919876543213' : '+919876543214'));
      const forwarded = { authorization: `Bearer ${shop.ledger.keys.ingest}` };
      const by = { page: () => page.postOptIn(jws), server: () => page.postOptIn(jws, forwarded) };
      expect((await by[first]()).status).toBe(201);
      await eraseAll();
      await expectProblem(by.page(), 'erased');
      await expectProblem(by.server(), 'erased');
    }
  });
});

test('an item of a foreign interface is refused, in words', async () => {
  const item = {
    ...{ contact_id: '+919876543215', correlation_id: randomUUID().replaceAll('-', '') },
    ...{ sender_id: 'MG00000000000000000000000000000000', status: 'opt-in', source: 'website' },
  };
  const ask = async (): Promise<Body> => {
    const authorization = `Bearer ${shop.ledger.keys.ingest}`;
    const body = new URLSearchParams([['Items', JSON.stringify(item)]]);
    const url = `${shop.ledger.url}/v1/compat/twilio/consents?notice=order-updates&box=unticked`;
    const [answered] = (
      (await (await fetch(url, { method: 'POST', headers: { authorization }, body })).json()) as Body
    ).items;
    return answered;
  };
  expect(await ask()).toMatchObject({ error_code: 0 });
  await eraseAll();
  expect(await ask()).toMatchObject({ error_messages: [expect.stringContaining('erased')] });
  expect(await gateSays('+919876543215')).toMatchObject({ decision: 'deny' });
});

test('a message under its key is not sent again, even where the person has agreed anew', async () => {
  const number = '+919876543216';
  await optIn(number, 'yes-6');
  const send = () => shop.send(shop.template(number), { headers: named('send-6') });
  expect((await send()).status).toBe(200);
  await eraseAll();
  await optIn(number, 'yes-6-again');
  const sent = shop.cloud.sent.length;
  const again = await send();
  expect(again.status).toBe(410);
  expect(((await again.json()) as Body).error).toMatchObject({ code: 990_007, is_transient: false });
  expect(shop.cloud.sent.length).toBe(sent);
  expect((await shop.send(shop.template(number), { headers: named('send-6-new') })).status).toBe(200);
});

test('what Meta delivers again is taken, so that it is not delivered for ever; a STOP in it is heard anew', async () => {
  const number = '+919876543217';
  const said = (body: string) => ({
    ...{ from: number.slice(1), id: `wamid.${body}`, type: 'text', text: { body } },
    timestamp: String(Math.floor(Date.now() / 1000) - 5),
  });
  const [no, yes] = [said('STOP'), said('START')].map((message) =>
    shop.meta.change('messages', { messages: [message] }),
  );
  for (const delivered of [no!, yes!]) expect((await shop.meta.post(delivered)).status).toBe(200);
  await eraseAll();
  await optIn(number, 'yes-7');
  for (const delivered of [yes!, no!]) expect((await shop.meta.post(delivered)).status).toBe(200);
  expect(await gateSays(number)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
});
