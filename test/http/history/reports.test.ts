// Reports over HTTP, for whoever may audit.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { hearTemplates } from '../../../ledger/operations/template/templates.ts';
import { GatedSender } from '../../support/gated-sender.ts';
import { type Body, expectProblem, get } from '../requests.ts';

const number = '+919876543260';
let shop: GatedSender;
beforeAll(async () => {
  shop = await GatedSender.start();
  await shop.optIn(number);
  await shop.send(shop.template(number));
  await shop.send(shop.template('+919876543261'));
  const template = { account: '102290129340398', name: 'order_shipped', language: 'en_US' };
  await hearTemplates(shop.ledger.ledger, shop.ledger.business, [{ ...template, category: 'MARKETING' }]);
});
afterAll(() => shop.stop());

const ask = (name: string, key = shop.ledger.keys.audit) => get(`${shop.ledger.url}/v1/reports/${name}`, key);
const reported = async (name: string): Promise<Body> => (await ask(name)).json();

test('messages are reported as the command line reports them', async () => {
  expect(await reported('sends')).toEqual({
    judged: 2,
    by_state: { accepted: 1, denied: 1 },
    denied_by_reason: { unknown_recipient: 1 },
    by_day: [
      {
        day: new Date().toISOString().slice(0, 10),
        ...{ judged: 2, denied: 1, denied_by_reason: { unknown_recipient: 1 } },
      },
    ],
    with_permit: 0,
    without_permit: 0,
    unpermitted: [],
    raced: [],
  });
});

test('people lost by a category change are counted, and not named', async () => {
  const report = await reported('categories');
  expect(report.templates).toMatchObject([
    { name: 'order_shipped', mapped_to: 'shipping_update', category: 'MARKETING', agreed: 1, lost: 1 },
  ]);
  expect(JSON.stringify(report)).not.toContain(number.slice(1));
});

test.each(['ingest', 'gate', 'admin'] as const)('a key without the scope is refused: %s', async (name) => {
  for (const report of ['sends', 'categories'])
    await expectProblem(ask(report, shop.ledger.keys[name]), 'forbidden');
});

test('no key is refused, and there is no other report', async () => {
  await expectProblem(ask('sends', ''), 'unauthenticated');
  await expectProblem(ask('people'), 'not_found');
});

test('a second report at the same time is refused, and the next is made', async () => {
  const { consentStates } = shop.ledger.ledger;
  const { promise: waiting, resolve: goOn } = Promise.withResolvers<void>();
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  shop.ledger.ledger.consentStates = {
    async atOneMoment(work) {
      begin();
      await waiting;
      return consentStates.atOneMoment(work);
    },
  };
  const first = ask('categories');
  await begun;
  await expectProblem(ask('sends'), 'overloaded');
  goOn();
  expect((await first).status).toBe(200);
  expect((await ask('sends')).status).toBe(200);
});
