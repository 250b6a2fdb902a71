// The SDK's sends through a real ledger to a stand-in for Meta: what the caller is told is what became of the
// message.

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createCloudProxy } from '../../ledger/clients/cloud-proxy.ts';
import { type CloudMessage, createGate, type Gate, type SendOptions } from '../../ledger/sdk/gate.ts';
import { post } from '../http/requests.ts';
import { CloudApiServer } from '../support/cloud-api-server.ts';
import { GatedSender } from '../support/gated-sender.ts';

let shop: GatedSender;
let gate: Gate;
let options: SendOptions;
beforeAll(async () => {
  shop = await GatedSender.start();
  shop.ledger.ledger.cloud = createCloudProxy(shop.cloud.url, { sendTimeoutMs: 1_000 });
  gate = createGate({ url: shop.ledger.url, key: shop.ledger.keys.gate, retries: 1 });
  options = { phoneNumberId: shop.meta.phoneNumberId, accessToken: shop.token, version: 'v23.0' };
});
afterAll(() => shop.stop());
beforeEach(() => {
  shop.cloud.mood = 'well';
});

const messageTo = (number: string, over: object = {}) => shop.template(number, over) as CloudMessage;
const agreed = async (last: number) => {
  const number = `+9198765432${last}`;
  await shop.optIn(number);
  return number;
};
/** How many messages Meta took while this went on. */
const sentBy = async (work: () => Promise<unknown>) => {
  const before = shop.cloud.sent.length;
  await work();
  return shop.cloud.sent.length - before;
};

test('what was agreed to is sent, once, under the id that Meta gave it', async () => {
  const number = await agreed(40);
  const count = await sentBy(async () => {
    const sent = await gate.send(messageTo(number), options);
    expect(sent).toEqual({ kind: 'sent', messageId: shop.cloud.sent.at(-1)!.id });
  });
  expect(count).toBe(1);
});

test('what nobody agreed to, or has stopped, is denied with the reason, and not sent', async () => {
  const number = await agreed(41);
  await post(`${shop.ledger.url}/v1/opt-outs`, shop.ledger.keys.ingest, { number, channel: 'web' });
  const count = await sentBy(async () => {
    expect(await gate.send(messageTo(number), options)).toMatchObject({
      kind: 'denied',
      reasons: ['withdrawn'],
    });
    const stranger = await gate.send(messageTo('+919876543249'), options);
    expect(stranger).toMatchObject({ kind: 'denied', reasons: ['unknown_recipient'] });
    const unmapped = await gate.send(messageTo(number, { name: 'unheard_of' }), options);
    expect(unmapped).toMatchObject({ kind: 'denied', reasons: ['template_unmapped'] });
  });
  expect(count).toBe(0);
});

test('the same key sends once and is told the same; for another message it is refused', async () => {
  const number = await agreed(42);
  const once = { ...options, idempotencyKey: 'order-1042' };
  const count = await sentBy(async () => {
    const first = await gate.send(messageTo(number), once);
    expect(first.kind).toBe('sent');
    expect(await gate.send(messageTo(number), once)).toEqual(first);
    const other = messageTo(await agreed(43));
    expect(await gate.send(other, once)).toMatchObject({ kind: 'refused', code: 990_003 });
  });
  expect(count).toBe(1);
});

test('a message whose answer was cut is unknown, and stays one message however often the key is tried', async () => {
  const number = await agreed(44);
  shop.cloud.mood = 'cuts';
  const count = await sentBy(async () => {
    const sent = await gate.send(messageTo(number), { ...options, idempotencyKey: 'order-1044' });
    expect(sent).toMatchObject({ kind: 'unknown', idempotencyKey: 'order-1044' });
    shop.cloud.mood = 'well';
    expect(await gate.send(messageTo(number), { ...options, idempotencyKey: 'order-1044' })).toMatchObject({
      kind: 'unknown',
    });
  });
  expect(count).toBe(1);
});

test('a Meta that is too slow is unknown, and nothing goes out twice', async () => {
  const number = await agreed(45);
  shop.cloud.mood = { slowMs: 1_500 };
  const count = await sentBy(async () => {
    expect(await gate.send(messageTo(number), options)).toMatchObject({ kind: 'unknown' });
    await shop.cloud.idle();
  });
  expect(count).toBe(1);
});

test('what Meta refuses is refused with its code, and can be tried again under the same key', async () => {
  const number = await agreed(46);
  const once = { ...options, idempotencyKey: 'order-1046' };
  shop.cloud.mood = { refuses: 131_009, status: 400 };
  expect(await gate.send(messageTo(number), once)).toMatchObject({ kind: 'refused', code: 131_009 });
  shop.cloud.mood = 'well';
  expect(await gate.send(messageTo(number), once)).toMatchObject({ kind: 'sent' });
});

test('a token that nobody registered is refused, and asks nothing of Meta', async () => {
  const asked = shop.cloud.asked.length;
  const sent = await gate.send(messageTo(await agreed(47)), { ...options, accessToken: 'E'.repeat(40) });
  expect(sent).toMatchObject({ kind: 'refused', status: 401, code: 190 });
  expect(shop.cloud.asked.length).toBe(asked);
});

/** Where somebody listened a moment ago. */
async function nobodysAddress(): Promise<URL> {
  const gone = await new CloudApiServer().start();
  const { url } = gone;
  await gone.stop();
  return url;
}

test('a Meta that nobody answers for is refused after the tries: nothing was sent', async () => {
  const { cloud } = shop.ledger.ledger;
  shop.ledger.ledger.cloud = createCloudProxy(await nobodysAddress());
  try {
    const sent = await gate.send(messageTo(await agreed(48)), options);
    expect(sent).toMatchObject({ kind: 'refused', code: 990_005 });
  } finally {
    shop.ledger.ledger.cloud = cloud;
  }
});
