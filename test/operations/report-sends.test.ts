// Messages through the proxy, opt-outs and webhooks in between, in any order: at the end every delivered message leads to a
// consent that held when it was judged, which is shown by replaying the ledger.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCloudProxy } from '../../ledger/clients/cloud-proxy.ts';
import { emptyState, fold } from '../../ledger/core/consent/state.ts';
import { decide } from '../../ledger/core/gate/decide.ts';
import { openOfSend } from '../../ledger/core/gate/sealed-send.ts';
import { verifyToken } from '../../ledger/core/jws.ts';
import { openRecord } from '../../ledger/operations/open-record.ts';
import type { Send } from '../../ledger/operations/ports.ts';
import { reportSends } from '../../ledger/operations/report-sends.ts';
import { post } from '../http/requests.ts';
import type { SentMessage } from '../support/cloud-api-server.ts';
import { statusesOf } from '../support/cloud-api-server.ts';
import { GatedSender } from '../support/gated-sender.ts';

let shop: GatedSender;
beforeAll(async () => {
  shop = await GatedSender.start();
  // Longer than any pause of a busy machine: what is not answered here was cut.
  shop.ledger.ledger.cloud = createCloudProxy(shop.cloud.url, { sendTimeoutMs: 20_000 });
});
afterAll(() => shop.stop());

const report = () => reportSends(shop.ledger.ledger, shop.ledger.business);
const tell = async (statuses: Parameters<typeof statusesOf>[1]) => {
  const answer = await shop.meta.post(statusesOf(shop.meta.phoneNumberId, statuses));
  expect(answer.status).toBe(200);
};
const optOut = (number: string) =>
  post(`${shop.ledger.url}/v1/opt-outs`, shop.ledger.keys.ingest, { number, channel: 'web' });

test('a message that was sent around the gate is one without a permit', async () => {
  await shop.optIn('+919876543250');
  await shop.send(shop.template('+919876543250'));
  const [through] = shop.cloud.sent;
  await tell([{ sent: through!, status: 'delivered' }]);
  expect((await report()).spokenOf).toEqual({ withPermit: 1, withoutPermit: 0 });
  const around: SentMessage = { ...through!, id: 'wamid.around', label: 'order-1' };
  await tell([
    { sent: around, status: 'delivered' },
    { sent: around, status: 'read' },
  ]);
  expect((await report()).spokenOf).toEqual({ withPermit: 1, withoutPermit: 1 });
});

test('a status of another business’s sender is not believed', async () => {
  const before = (await report()).spokenOf;
  const stranger = statusesOf('999999999999', [
    { sent: { ...shop.cloud.sent[0]!, id: 'wamid.x' }, status: 'sent' },
  ]);
  expect((await shop.meta.post(stranger)).status).toBe(200);
  expect((await report()).spokenOf).toEqual(before);
});

test('denials are counted by their reason', async () => {
  await shop.send(shop.template('+919876543251'));
  await shop.send(shop.template('+919876543250', { name: 'nobody_mapped' }));
  expect((await report()).deniedByReason).toEqual({ unknown_recipient: 1, template_unmapped: 1 });
});

test('a message on its way while the person withdraws is reported as that, and only that', async () => {
  const number = '+919876543252';
  await shop.optIn(number);
  shop.cloud.mood = { slowMs: 400 };
  const asked = shop.cloud.asked.length;
  const pending = shop.send(shop.template(number));
  while (shop.cloud.asked.length === asked) await new Promise((resolve) => setTimeout(resolve, 5));
  await optOut(number);
  const permit = (await pending).headers.get('optmark-permit-id');
  shop.cloud.mood = 'well';
  expect((await report()).raced).toEqual([expect.objectContaining({ permit })]);
});

const people = Array.from({ length: 20 }, (_, i) => `+9198765433${String(i).padStart(2, '0')}`);

/** The same numbers every run. */
function* dice(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    yield state / 2 ** 31;
  }
}

test('opt-outs race four hundred messages, webhooks come late, twice and in any order: each delivered message leads to a consent', async () => {
  const random = dice(42);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random.next().value * list.length)]!;
  const firstOfRun = shop.cloud.sent.length;
  await Promise.all(people.map((number) => shop.optIn(number)));

  for (let round = 0; round < 40; round += 1) {
    shop.cloud.mood = round % 7 === 6 ? 'cuts' : 'well';
    const acts = Array.from({ length: 12 }, async (_, i) => {
      const number = pick(people);
      if (i < 10) return shop.send(shop.template(number));
      if (i === 10) return shop.optIn(number);
      return optOut(number);
    });
    await Promise.all(acts);
  }
  shop.cloud.mood = 'well';
  const sent = shop.cloud.sent.slice(firstOfRun);
  const deliveries = sent.flatMap((one) => [
    ...(['sent', 'delivered', 'delivered', 'read'] as const).map((status) => ({ sent: one, status })),
  ]);
  deliveries.sort(() => random.next().value - 0.5);
  for (let i = 0; i < deliveries.length; i += 97) await tell(deliveries.slice(i, i + 97));

  const { spokenOf } = await report();
  expect(sent.length).toBeGreaterThan(100);
  expect(spokenOf).toEqual({ withPermit: sent.length + 1, withoutPermit: 1 });
  for (const one of sent) await leadsToConsent(one);
}, 60_000);

/** Replays what the log held when the message was judged. */
async function leadsToConsent({ label }: SentMessage): Promise<void> {
  const { ledger } = shop.ledger;
  const send = (await ledger.sends.byPermit(label!)) as Send;
  expect(send).toMatchObject({ decision: 'allow', state: 'accepted' });
  const records = (await ledger.records.bySubject(send.subject!))
    .filter(({ index }) => index < send.treeSize)
    .map((stored) => openRecord(ledger, stored).record);
  const state = records.reduce(fold, emptyState);
  const question = { business: send.business, purpose: 'shipping_update', scope: 'message' } as const;
  const again = decide(question, state, send.judgedAt);
  expect(again).toMatchObject({ decision: 'allow', record: send.record });
  const jws = openOfSend(ledger.keys.master, send.permit, 'permit', send.sealedPermit)!.toString('ascii');
  const permit = await verifyToken(jws, 'optmark-permit+jws', ledger.keys.jwks);
  expect(permit).toMatchObject({ kind: 'valid' });
  expect(JSON.stringify(permit)).toContain(send.record);
}
