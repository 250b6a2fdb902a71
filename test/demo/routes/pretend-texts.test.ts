// The pretend phone writes text messages to a real ledger, over HTTP, signed as a provider signs them.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordsOf } from '../../http/ivr/line.ts';
import { type TestShop, testShop, Visitor } from '../test-shop.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await testShop();
});
afterAll(() => shop.stop());

const kindsOf = async (number: string) => (await recordsOf(shop.ledger, number)).map(({ kind }) => kind);

test('a keyword, the words, a yes, and a stop: each answer is on the phone, each record in the ledger', async () => {
  const number = '+919876543281';
  const asha = new Visitor(await shop.open());
  await asha.order({ phone: number });
  await asha.post('/shop/texts', { text: 'ORDERS' });
  const asked = await asha.text('/shop/texts');
  expect(asked).toContain('Reply YES to agree to receive');
  expect(asked).not.toContain('See each record');
  expect(await kindsOf(number)).toEqual([]);
  await asha.post('/shop/texts', { text: 'YES' });
  expect(await recordsOf(shop.ledger, number)).toMatchObject([
    { kind: 'opt_in', channel: 'sms', grade: 'E3', text: { sent: expect.stringContaining('WhatsApp') } },
  ]);
  const agreed = await asha.text('/shop/texts');
  expect(agreed).toContain('Recorded: you have agreed');
  const page = /<a class="button quiet" href="([^"]+)"/.exec(agreed)![1]!;
  const path = new URL(page).pathname;
  expect(await (await fetch(shop.ledger.url + path)).text()).toContain('Reply YES to agree to receive');
  await asha.post('/shop/texts', { text: 'STOP' });
  expect(await asha.text('/shop/texts')).toContain('must stop sending you WhatsApp messages');
  expect(await kindsOf(number)).toEqual(['opt_in', 'opt_out']);
  for (const text of ['ORDERS', 'NO']) await asha.post('/shop/texts', { text });
  expect(await kindsOf(number)).toEqual(['opt_in', 'opt_out', 'declined']);
});

test('a visitor sees no other phone, and who has ordered nothing has none', async () => {
  const app = await shop.open();
  const [asha, other] = [new Visitor(app), new Visitor(app)];
  await asha.order({ phone: '+919876543282' });
  await other.order({ phone: '+919876543283' });
  await asha.post('/shop/texts', { text: 'ORDERS' });
  expect(await other.text('/shop/texts')).not.toContain('Reply YES');
  expect(await new Visitor(app).text('/shop/texts')).toContain('has not ordered anything yet');
});

test('what is signed by a guess is recorded nowhere, and the page says that it was not taken', async () => {
  const number = '+919876543284';
  const demo = { ...shop.demo, texts: { ...shop.demo.texts, secret: 'a guess' } };
  const asha = new Visitor(await shop.open(undefined, demo));
  await asha.order({ phone: number });
  const answer = await asha.post('/shop/texts', { text: 'STOP' });
  expect(answer.headers.get('location')).toContain('undelivered=1');
  expect(await asha.text('/shop/texts?undelivered=1')).toContain('has not taken it');
  expect(await kindsOf(number)).toEqual([]);
});
