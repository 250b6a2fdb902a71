// How often a page of the ledger and a call showed a notice: counted beside the log, once for each time, and
// in the words of the notice alone.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSite } from '../../../ledger/operations/setup/sites.ts';
import { Call, publishedLine } from '../ivr/line.ts';
import { type Body, post } from '../requests.ts';
import { type HostingLedger, hostingLedger } from './hosted.ts';
import { linksOf } from './links.ts';

let ledger: HostingLedger;
beforeAll(async () => {
  ledger = await hostingLedger();
});
afterAll(() => ledger?.stop());

const { made, open, treeSize } = linksOf(() => ledger);

async function shown(over: object = {}): Promise<Body[]> {
  const answer = await post(`${ledger.url}/v1/register/counts`, ledger.keys.audit, over);
  return ((await answer.json()) as Body).unproven.shown;
}
const timesOf = async (channel: string) =>
  (await shown({ channel })).reduce((sum, { count }) => sum + count, 0);

test('the hosted page, each time that it is opened; no record is made of it', async () => {
  const before = await treeSize();
  for (const query of ['', '?lang=es', '?lang=tlh'])
    await fetch(`${ledger.url}/in/${ledger.hosted}/order-updates${query}`);
  expect(await treeSize()).toBe(before);
  const rows = await shown({ channel: 'web' });
  expect(rows.map(({ notice, version }) => `${notice}@${version}`)).toContain('order-updates@1');
  expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(3);
  expect(rows.map(({ locale }) => locale)).not.toContain('tlh');
});

test('a page that asks nothing is none: of no notice, or of a site that does not show it', async () => {
  const before = await timesOf('web');
  for (const path of [
    `${ledger.hosted}/no-such-notice`,
    `${ledger.site}/order-updates`,
    'pk_none/order-updates',
  ])
    await fetch(`${ledger.url}/in/${path}`);
  expect(await timesOf('web')).toBe(before);
});

test('a link counts as it was sent, and a forged one leads to nothing that was shown', async () => {
  const { token } = await made({ number: '+919876501041', via: 'sms' });
  await open(token);
  await open(`${token.slice(0, -2)}AA`);
  expect(await timesOf('sms')).toBe(1);
});

test('a call counts once, however often it is asked in it; a call that cannot ask counts nothing', async () => {
  const line = await publishedLine(ledger);
  const call = new Call(line, '+919876501042');
  await call.begin();
  await call.silence();
  await call.press('1');
  await new Call(line).begin();
  expect(await shown({ channel: 'ivr' })).toEqual([
    { channel: 'ivr', notice: 'order-updates', version: 1, locale: 'en', count: 1 },
  ]);
});

test('what a test site shows is told to those alone who ask for it', async () => {
  const before = await shown();
  const site = await addSite(ledger.ledger, ledger.business, [ledger.url], { test: true });
  expect((await fetch(`${ledger.url}/in/${site.key}/order-updates`)).status).toBe(200);
  expect(await shown()).toEqual(before);
  expect(await shown({ test: 'only' })).toMatchObject([{ channel: 'web', count: 1 }]);
});
