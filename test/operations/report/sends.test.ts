// What a report says of messages: those that no permit let out, denials by their reason, sends that an
// opt-out overtook. That every delivered message leads to a consent is shown by
// test/e2e/ten-thousand.test.ts.

import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCloudProxy } from '../../../ledger/clients/cloud-proxy.ts';
import { recordOptIn, recordOptOut } from '../../../ledger/operations/consent/record-consent.ts';
import { reportSends, sendReportAsJson } from '../../../ledger/operations/report/sends.ts';
import { messageMac } from '../../../ledger/operations/send/message-mac.ts';
import { openDatabase } from '../../../ledger/storage/database/connection.ts';
import { post } from '../../http/requests.ts';
import type { SentMessage } from '../../support/cloud-api-server.ts';
import { statusesOf } from '../../support/cloud-api-server.ts';
import { GatedSender } from '../../support/gated-sender.ts';
import { ivrOptIn, stop } from '../commands.ts';

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
  const { spokenOf, unpermitted } = await report();
  expect(spokenOf).toEqual({ withPermit: 1, withoutPermit: 1 });
  const message = messageMac(shop.ledger.ledger, shop.meta.phoneNumberId, around.id);
  expect(unpermitted).toEqual([
    { sender: shop.meta.phoneNumberId, message, status: 'read', at: expect.any(String) },
  ]);
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

/** Sends to a number, and does something before Meta has answered. @returns the permit's id */
async function whileSending(number: string, act: () => Promise<unknown>): Promise<string | null> {
  shop.cloud.mood = { slowMs: 400 };
  const asked = shop.cloud.asked.length;
  const pending = shop.send(shop.template(number));
  while (shop.cloud.asked.length === asked) await new Promise((resolve) => setTimeout(resolve, 5));
  await act();
  const { headers } = await pending;
  shop.cloud.mood = 'well';
  return headers.get('optmark-permit-id');
}

test('a message on its way while the person withdraws is reported as that, and only that', async () => {
  const number = '+919876543252';
  await shop.optIn(number);
  const permit = await whileSending(number, () => optOut(number));
  expect((await report()).raced).toEqual([expect.objectContaining({ permit })]);
});

test('so is one to a number whose holder withdraws by another name that Meta has for them', async () => {
  const number = '+919876543253';
  await shop.optIn(number);
  await shop.wrote({ from: number.slice(1), from_user_id: 'IN.91253' });
  const permit = await whileSending(number, () => shop.wrote({ from_user_id: 'IN.91253', body: 'STOP' }));
  expect((await report()).raced.map((race) => race.permit)).toContain(permit);
});

test('so is one to a number that two peppers made two subjects of', async () => {
  const number = '+919876543254';
  const { ledger, business } = shop.ledger;
  const pepper = { version: 2, key: createSecretKey(randomBytes(32)) };
  const renewed = { ...ledger, keys: { ...ledger.keys, peppers: [pepper, ...ledger.keys.peppers] } };
  await recordOptIn(renewed, ivrOptIn(number));
  // The server that sends has not heard of the new pepper.
  await shop.optIn(number);
  const permit = await whileSending(number, () => recordOptOut(renewed, stop(number)));
  expect((await reportSends(renewed, business)).raced.map((race) => race.permit)).toContain(permit);
});

test('by day it is what a query over the messages counts, also across midnight of UTC', async () => {
  const { ledger, business } = shop.ledger;
  const db = openDatabase({ url: shop.ledger.config.databaseUrl!, clients: 1 });
  const sender = shop.meta.phoneNumberId;
  for (const [judgedAt, reasons] of [
    ['2026-03-01T23:59:59.999Z', ['withdrawn']],
    ['2026-03-02T00:00:00.000Z', ['withdrawn', 'template_not_approved']],
    ['2026-03-02T23:30:00.000Z', []],
  ] as const)
    await ledger.sends.add({
      ...{ permit: randomUUID(), business, sender, recipient: randomBytes(32), question: '{}' },
      decision: reasons.length === 0 ? 'allow' : 'deny',
      ...{ reasons: [...reasons], treeSize: 1, state: 'denied', carriesPermit: false },
      ...{ sealedPermit: randomBytes(64), judgedAt },
    });
  const days = await db.sql<{ day: string; judged: number; denied: number }[]>`
    select to_char(judged_at at time zone 'utc', 'YYYY-MM-DD') as day, count(*) as judged,
      count(*) filter (where decision = 'deny') as denied
    from sends where business = ${business} group by 1 order by 1`;
  const reasons = await db.sql<{ day: string; reason: string; count: number }[]>`
    select to_char(judged_at at time zone 'utc', 'YYYY-MM-DD') as day, reason, count(*) as count
    from sends, unnest(reasons) reason where business = ${business} and decision = 'deny' group by 1, 2`;
  await db.end();
  const { by_day: told } = sendReportAsJson(await report());
  expect(told.map(({ day, judged, denied }) => ({ day, judged, denied }))).toEqual(days);
  const byReason = told.flatMap(({ day, denied_by_reason: counts }) =>
    Object.entries(counts).map(([reason, count]) => `${day} ${reason} ${count}`),
  );
  expect(byReason.toSorted()).toEqual(
    reasons.map(({ day, reason, count }) => `${day} ${reason} ${count}`).toSorted(),
  );
  expect(told.slice(0, 2)).toEqual([
    { day: '2026-03-01', judged: 1, denied: 1, denied_by_reason: { withdrawn: 1 } },
    { day: '2026-03-02', judged: 2, denied: 1, denied_by_reason: { withdrawn: 1, template_not_approved: 1 } },
  ]);
});
