// What is counted of messages that go through the gate: each decision once, by the reason it was made for.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCloudProxy } from '../../../ledger/clients/cloud-proxy.ts';
import { createApi } from '../../../ledger/http/server/api.ts';
import { createMetrics } from '../../../ledger/telemetry/metrics.ts';
import { CloudApiServer } from '../../support/cloud-api-server.ts';
import { GatedSender } from '../../support/gated-sender.ts';

const number = '+919876543270';
let shop: GatedSender;
beforeAll(async () => {
  shop = await GatedSender.start();
  await shop.optIn(number);
  await shop.wrote({ from: number.slice(1) });
});
afterAll(() => shop.stop());

/** What is counted while these messages are sent, one after the other. */
async function counted(messages: readonly object[], headers: Record<string, string> = {}): Promise<string[]> {
  const metrics = createMetrics();
  const app = createApi(shop.ledger.ledger, { metrics });
  for (const message of messages) {
    await app.request(`/cloud/v23.0/${shop.meta.phoneNumberId}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${shop.token}`, ...headers },
      body: JSON.stringify(message),
    });
  }
  const lines = (await metrics.text()).split('\n');
  return lines.filter((line) => line.startsWith('optmark_gate_decisions_total{')).toSorted();
}
const decided = (decision: string, reason: string, times: number) =>
  `optmark_gate_decisions_total{decision="${decision}",reason="${reason}"} ${times}`;
const answer = {
  ...{ messaging_product: 'whatsapp', to: number, type: 'text' },
  text: { body: 'It is on its way.' },
};

test('an answer within the service window is counted as that, and a template as granted', async () => {
  expect(await counted([answer, shop.template(number), answer])).toEqual([
    decided('allow', 'granted', 1),
    decided('allow', 'service_window', 2),
  ]);
});

test('a denial is counted by each of its reasons', async () => {
  expect(await counted([shop.template('+919876543271')])).toEqual([decided('deny', 'unknown_recipient', 1)]);
});

test('an answer that is repeated under its key is decided once', async () => {
  const message = shop.template(number);
  expect(await counted([message, message], { 'idempotency-key': 'order-1' })).toEqual([
    decided('allow', 'granted', 1),
  ]);
});

test('a decision counts whatever became of the message', async () => {
  const { cloud } = shop.ledger.ledger;
  shop.cloud.mood = 'cuts';
  expect(await counted([answer])).toEqual([decided('allow', 'service_window', 1)]);
  const gone = await new CloudApiServer().start();
  shop.ledger.ledger.cloud = createCloudProxy(gone.url);
  await gone.stop();
  expect(await counted([shop.template(number)])).toEqual([decided('allow', 'granted', 1)]);
  shop.ledger.ledger.cloud = cloud;
});
