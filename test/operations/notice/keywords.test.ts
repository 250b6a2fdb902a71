// Keywords belong to one notice of a business each.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { publish, retire } from '../../../ledger/operations/notice/notices.ts';
import { post } from '../../http/requests.ts';
import { orderUpdates, type TestLedger, testLedger } from '../../support/ledger.ts';
import { startNode } from '../node.ts';

let shop: TestLedger;
beforeAll(async () => {
  shop = await testLedger();
});
afterAll(() => shop?.stop());

const draft = (id: string, ...keywords: string[]) => ({
  ...orderUpdates,
  id,
  locales: { en: { what: 'order updates', sms: { keywords } } },
});
const published = (id: string, ...keywords: string[]) =>
  publish(shop.ledger, shop.business, draft(id, ...keywords), 'test');
const refused = (rule: string, pointer = '/locales/en/sms/keywords/0') => ({
  code: 'not_admitted',
  faults: [{ pointer, rule }],
});

test('a keyword has one owner, however it is written, until that notice ends', async () => {
  await published('first', 'ORDERS');
  await expect(published('second', 'orders!')).rejects.toMatchObject(refused('keyword_owned'));
  await published('first', 'Orders', 'PARCELS');
  await expect(published('second', 'parcels')).rejects.toMatchObject(refused('keyword_owned'));
  await published('first', 'ORDERS');
  await published('second', 'parcels');
  await retire(shop.ledger, shop.business, 'second', 'test');
  await published('third', 'parcels');
});

test('of notices that are published at once with one keyword one gets it, through one node or two', async () => {
  await using other = await startNode(shop);
  for (const round of [0, 1, 2, 3]) {
    const rivals = [shop, other, shop, other].map(({ ledger }, n) =>
      publish(ledger, shop.business, draft(`rival-${round}-${n}`, `JOIN${round}`), 'test'),
    );
    const outcomes = await Promise.allSettled(rivals);
    const refusals = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refusals).toMatchObject(Array(3).fill(refused('keyword_owned')));
  }
});

test('notices that are published at once with a keyword each are all published', async () => {
  const words = ['ALPHA', 'BRAVO', 'CHARLIE', 'DELTA', 'ECHO', 'FOXTROT', 'GOLF', 'HOTEL'];
  const all = await Promise.all(words.map((word) => published(`own-${word.toLowerCase()}`, word)));
  expect(all.map(({ version }) => version)).toEqual(words.map(() => 1));
});

test('a keyword that means something else, or stands twice, is refused', async () => {
  for (const word of ['STOP', 'help', 'Yes', 'cancel'])
    await expect(published('fourth', word)).rejects.toMatchObject(refused('keyword_taken'));
  await expect(published('fourth', 'NEWS', 'news')).rejects.toMatchObject(
    refused('keyword_once', '/locales/en/sms/keywords/1'),
  );
});

test('a publication says what a keyword gets back, and in how many messages; a refusal, what is wrong', async () => {
  const answer = await post(`${shop.url}/v1/notices`, shop.keys.admin, draft('fifth', 'GARDEN'));
  expect(answer.status).toBe(201);
  expect(await answer.json()).toMatchObject({
    sms: { en: { messages: 1, text: expect.stringMatching(/^Reply YES .*WhatsApp/) } },
  });
  const wrong = await post(`${shop.url}/v1/notices`, shop.keys.admin, {
    ...draft('sixth', 'SIX'),
    locales: { en: { what: 'news', sms: { keywords: ['SIX'], reply: 'YES to {what} of {business}' } } },
  });
  expect(wrong.status).toBe(422);
  const { errors } = await wrong.json();
  expect(errors.map(({ rule }: { rule: string }) => rule)).toEqual(
    expect.arrayContaining(['whatsapp_named', 'stop_named', 'human_contact']),
  );
  expect((await shop.ledger.notices.versions(shop.business, 'sixth')).length).toBe(0);
});
