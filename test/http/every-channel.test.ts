// One ledger into which every channel writes: a page, an app, a link in a mail, a text message, a call,
// staff, paper with a second key, a list, another system, WhatsApp. Then all of it is verified, and each
// record says how it came.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256Hex } from '../../ledger/core/canonical.ts';
import { changeBusiness, createApiKey } from '../../ledger/operations/setup/setup.ts';
import { changeSite } from '../../ledger/operations/setup/sites.ts';
import { cloudApi } from '../support/cloud-api.ts';
import { findingsIn } from '../support/verifier.ts';
import { App, shopApp } from './app.ts';
import { type HostingLedger, hostingLedger } from './hosted/hosted.ts';
import { linksOf } from './hosted/links.ts';
import { callWith, publishedLine, recordsOf } from './ivr/line.ts';
import { Page } from './page.ts';
import { type Body, ivrOptIn, post } from './requests.ts';
import { type Desk, openDesk, Phone } from './sms/phone.ts';

let shop: HostingLedger;
let desk: Desk;
beforeAll(async () => {
  shop = await hostingLedger();
});
afterAll(async () => {
  await desk?.api.stop();
  await shop?.stop();
});

let used = 0;
const fresh = () => `+9198765400${String(used++).padStart(2, '0')}`;
const kindsOf = async (number: string) =>
  (await recordsOf(shop, number)).map((record) => [
    record.kind,
    'channel' in record ? record.channel : undefined,
    'grade' in record ? record.grade : undefined,
  ]);
const byServer = async (body: Body) => {
  const answer = await post(`${shop.url}/v1/opt-ins`, shop.keys.ingest, body);
  expect([body, answer.status]).toEqual([body, 201]);
};

test('a page and an app', async () => {
  const { ledger, business, site } = shop;
  await changeSite(ledger, business, site, { addOrigins: [`app:${shopApp}`] });
  const [onPage, inApp] = [fresh(), fresh()];
  for (const [from, number] of [[new Page(shop), onPage] as const, [new App(shop), inApp] as const]) {
    const answer = await from.postOptIn(from.sign(await from.optInClaims(number)));
    expect([number, answer.status]).toEqual([number, 201]);
  }
  expect(await kindsOf(onPage)).toEqual([['opt_in', 'web', 'E3']]);
  expect(await kindsOf(inApp)).toEqual([['opt_in', 'app', 'E3']]);
});

test('a link in a mail', async () => {
  const number = fresh();
  const links = linksOf(() => shop);
  const { token } = await links.made({ number });
  expect((await links.tick(token)).status).toBe(201);
  expect(await kindsOf(number)).toEqual([['opt_in', 'web', 'E3']]);
});

test('a text message', async () => {
  desk = await openDesk(shop);
  const phone = new Phone(desk, 'twilio', '+14155550123');
  for (const text of ['ORDERS', 'YES'])
    expect((await phone.post(await phone.request(text, { signed: false }))).status).toBe(200);
  expect(await kindsOf(phone.number)).toEqual([['opt_in', 'sms', 'E2']]);
});

test('calls: yes, no, and a stop', async () => {
  const line = await publishedLine(shop);
  const [yes, no, stop] = [fresh(), fresh(), fresh()];
  await callWith(line, yes, '1');
  await callWith(line, no, '2');
  await callWith(line, stop, '0');
  expect(await kindsOf(yes)).toEqual([['opt_in', 'ivr', 'E2']]);
  expect(await kindsOf(no)).toEqual([['declined', 'ivr', undefined]]);
  expect(await kindsOf(stop)).toEqual([['opt_out', 'ivr', undefined]]);
});

test('other systems, staff, and paper with a second key', async () => {
  const ticked = { initially: 'unticked', action: 'ticked' };
  const each: [string, object][] = [
    ['web', ticked],
    ['email', { message_id: 'm-1', ...ticked }],
    ['app', { screen: 'profile', app_version: '4.2', ...ticked }],
    ['sms', { message_id: 'm-2', keyword: 'ORDERS', wording_sha256: sha256Hex('words') }],
    ['agent', { agent: 'a-7', statement_sha256: sha256Hex('spoken') }],
  ];
  for (const [channel, evidence] of each) {
    const number = fresh();
    await byServer(ivrOptIn(number, { channel, evidence }));
    expect(await kindsOf(number)).toEqual([['opt_in', channel, 'E1']]);
  }
  const { ledger, business } = shop;
  await changeBusiness(ledger, business, { fourEyes: ['paper'] });
  const { key } = await createApiKey(ledger, business, 'office', ['opt-in:confirm']);
  const number = fresh();
  const evidence = { document_sha256: sha256Hex('scan'), signed: true };
  const kept = await post(
    `${shop.url}/v1/opt-ins`,
    shop.keys.ingest,
    ivrOptIn(number, { channel: 'paper', evidence }),
  );
  expect(kept.status).toBe(202);
  expect(await kindsOf(number)).toEqual([]);
  const { pending }: Body = await kept.json();
  expect((await post(`${shop.url}/v1/pending/${pending}/confirm`, key, {})).status).toBe(201);
  expect(await kindsOf(number)).toEqual([['opt_in', 'paper', 'E1']]);
});

test('a list, an objection, and what is written in WhatsApp', async () => {
  const { ledger, business } = shop;
  const { key } = await createApiKey(ledger, business, 'lists', ['import:write']);
  const [listed, stopped] = [fresh(), fresh()];
  const terms = { notice: 'order-updates', source: 'Till staff in Pune, card index, 2023' };
  const rows = [
    { number: listed, status: 'subscribed' },
    { number: stopped, status: 'unsubscribed' },
  ];
  const body = [terms, ...rows].map((row) => `${JSON.stringify(row)}\n`).join('');
  const answer = await post(`${shop.url}/v1/imports`, key, body, { 'content-type': 'application/x-ndjson' });
  expect(await answer.text()).toContain('"done":true');
  const objection = { number: listed, channel: 'agent', scope: 'all' };
  expect((await post(`${shop.url}/v1/objections`, shop.keys.ingest, objection)).status).toBe(201);
  expect(await kindsOf(listed)).toEqual([
    ['imported', 'import', 'E0'],
    ['objected', 'agent', undefined],
  ]);
  expect(await kindsOf(stopped)).toEqual([['opt_out', 'import', undefined]]);
  const written = fresh();
  await byServer(ivrOptIn(written));
  const whatsApp = await cloudApi(shop, business);
  await whatsApp.write(written.slice(1), 'STOP');
  await whatsApp.write(written.slice(1), 'START');
  expect(await kindsOf(written)).toEqual([
    ['opt_in', 'ivr', 'E1'],
    ['opt_out', 'whatsapp', undefined],
    ['resumed', 'whatsapp', undefined],
  ]);
});

test('all of it is true', async () => {
  expect(await findingsIn(shop)).toEqual([]);
});
