// The whole way in a real browser, on a server started as a stranger starts it: tick, order, allowed,
// verified, stop, denied; a restart; and nothing of the numbers used where it must not be.

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { loadKeys } from '../../ledger/storage/keys/key-file.ts';
import { get } from '../http/requests.ts';
import { launchBrowser } from '../support/browser/browser.ts';
import { DemoServer } from './demo-server.ts';
import { found, spellings, type Trace, tracesOf } from './number-traces.ts';
import { fetchLog } from './public-log.ts';

/** Typed as people do; every other number of this file is one of these too. */
const typed = '98765 43251';
const numbers = ['+919876543251', '+919876543252', '+919876543253'];

let server: DemoServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  server = await DemoServer.create();
  await server.start();
  browser = await launchBrowser();
  context = await browser.newContext({ acceptDownloads: true });
  page = await context.newPage();
});
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

const box = (notice: string) => page.locator(`optmark-opt-in[notice=${notice}]`).getByRole('checkbox');

const tick = (notice: string) => box(notice).click();

async function fillIn(phone: string): Promise<void> {
  await page.goto(`${server.url}/checkout`);
  await page.getByLabel('Your name').fill('Asha Rao');
  await page.getByLabel('Delivery address').fill('12 Lake Road, Pune');
  await page.getByLabel('Phone').fill(phone);
}

async function placeOrder(): Promise<string> {
  await page.getByRole('button', { name: 'Place the order' }).click();
  await page.waitForURL('**/orders/**');
  return page.url();
}

/** Presses one of the shop's send buttons and reads the newest decision. */
async function send(button: string): Promise<string> {
  await page.getByRole('button', { name: button }).click();
  return page.locator('.decision').first().innerText();
}

async function ask(recipient: string, purpose = 'shipping_update') {
  const { gate } = (await server.demo()).api_keys;
  const answer = await fetch(`${server.url}/v1/gate/check`, {
    method: 'POST',
    headers: { authorization: `Bearer ${gate}`, 'content-type': 'application/json' },
    body: JSON.stringify({ recipient, purpose }),
  });
  return (await answer.json()) as { decision: string; reasons: string[]; record?: string };
}

describe('from a tick to a denied message', () => {
  let order: string;

  test('a box at the checkout is empty until the person ticks it', async () => {
    await fillIn(typed);
    expect(await box('order-updates').isChecked()).toBe(false);
    // A person takes longer to reach the button than the nonce to arrive; this test would not.
    await Promise.all([page.waitForResponse('**/v1/nonces'), tick('order-updates')]);
    expect(await box('order-updates').isChecked()).toBe(true);
    expect(await box('offers').isChecked()).toBe(false);
  });

  test('the order is placed and the tick is recorded at the grade of a page’s own post', async () => {
    order = await placeOrder();
    expect(await page.getByText('Recorded as entry').innerText()).toContain('grade E3');
  });

  test('the gate allows what was agreed to, by that record, and shows the message', async () => {
    const record = await page.locator('.proof code').first().innerText();
    const said = await send('Pack and ship');
    expect(said).toContain('Allowed');
    expect(said).toContain(record);
    expect(await page.locator('.bubble').last().innerText()).toContain('on its way');
  });

  test('and it arrives on the customer’s phone', async () => {
    const phone = await context.newPage();
    await phone.goto(`${server.url}/shop/phone`);
    expect(await phone.locator('.bubble').last().innerText()).toContain('on its way');
    expect(await phone.getByRole('button', { name: 'Stop delivery updates' }).count()).toBe(1);
    await phone.close();
  });

  test('and denies what was not, and strikes it out', async () => {
    expect(await send('Send an offer')).toContain('no_consent');
    expect(await page.locator('.bubble').last().locator('del').count()).toBe(1);
  });

  test('the evidence file that was downloaded is true, alone and against the published keys', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download the evidence file' }).click(),
    ]);
    const folder = await mkdtemp(join(tmpdir(), 'optmark-evidence-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'evidence.json');
    await download.saveAs(file);
    expect(await server.optmark('verify', file)).toMatchObject({ status: 0 });
    expect(await server.optmark('verify', file, '--from', server.url)).toMatchObject({ status: 0 });
  });

  test('one press of Stop, and the gate denies', async () => {
    await page.goto(`${server.url}/profile`);
    await page.getByRole('button', { name: 'Stop order updates' }).click();
    expect(await page.getByRole('status').first().innerText()).toContain('Talk to a person');
    await page.goto(order);
    expect(await send('Pack and ship')).toContain('withdrawn');
    expect(await ask(numbers[0]!)).toMatchObject({ decision: 'deny', reasons: ['withdrawn'] });
  });

  test('a new tick on the profile page, and the gate allows again', async () => {
    await page.goto(`${server.url}/profile`);
    await tick('order-updates');
    await page.locator('optmark-opt-in').getByRole('button', { name: 'Saved' }).waitFor();
    expect(await ask(numbers[0]!)).toMatchObject({ decision: 'allow' });
  });

  test('a tick that the page could not post reaches the ledger with the order', async () => {
    await page.route('**/v1/**', (route) => route.abort());
    await fillIn(numbers[1]!);
    await tick('offers');
    await placeOrder();
    await page.unroute('**/v1/**');
    expect(await page.getByText('Recorded as entry').innerText()).toContain('grade E2');
    expect(await ask(numbers[1]!, 'marketing')).toMatchObject({ decision: 'allow' });
  });

  test('without JavaScript the question is asked where its sentence can name the number', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    page = await plain.newPage();
    await fillIn(numbers[2]!);
    await page.getByLabel('I consent to receive').first().check();
    await placeOrder();
    await page.getByLabel('on my WhatsApp number XXXXXX3253').check();
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.getByText('Recorded as entry').innerText()).toContain('grade E1');
    await plain.close();
    page = await context.newPage();
  });

  test('the whole public log is true, to anybody who asks', async () => {
    expect(await server.optmark('verify', server.url)).toMatchObject({ status: 0 });
  });
});

describe('after a restart', () => {
  test('Ctrl-C ends the server in order', async () => {
    expect(await server.stop()).toBe(0);
  });

  test('the next start has every order, every record and the same keys', async () => {
    // The link to the console alone is made anew by each start.
    const kept = async () => ({
      ...JSON.parse(await readFile(join(server.folder, 'demo.json'), 'utf8')),
      console: undefined,
    });
    const keys = await kept();
    await server.start();
    expect(await kept()).toEqual(keys);
    expect(await ask(numbers[0]!)).toMatchObject({ decision: 'allow' });
    await page.goto(`${server.url}/profile`);
    expect(await page.getByLabel('Your name').inputValue()).toBe('Asha Rao');
    await page.goto(`${server.url}/orders/FP-1042`);
    expect(await page.locator('.decision').count()).toBe(3);
  });

  test('the database is true, every record opened', async () => {
    expect(await server.optmark('verify', '--database')).toMatchObject({ status: 0 });
  });
});

describe('the numbers that were used', () => {
  let traces: Trace[];
  beforeAll(async () => {
    const { peppers } = await loadKeys(server.folder);
    const { business } = await server.demo();
    traces = numbers.flatMap((number) => tracesOf(number, business, peppers));
  });

  test('are recognised by this search, or finding nothing would mean nothing', () => {
    const line = Buffer.from(`{"to":"${Buffer.from('x+91 98765-43251').toString('base64')}"}`);
    expect(found('a line', line, traces)).not.toEqual([]);
  });

  test('are in nothing that the server printed, in no spelling, encoding or tag', () => {
    expect(server.printed).toContain('Optmark is ready');
    expect(found('the output', Buffer.from(server.printed), traces)).toEqual([]);
  });

  test('are not in the log of Postgres', async () => {
    const log = await readFile(join(server.folder, 'postgres.log'));
    expect(log.length).toBeGreaterThan(0);
    expect(found('the log of Postgres', log, traces)).toEqual([]);
  });

  test('are nowhere in the clear in what Postgres keeps on disk', async () => {
    const plain = numbers.flatMap(spellings).map((what) => ({ what, bytes: Buffer.from(what) }));
    const data = join(server.folder, 'postgres');
    for (const entry of await readdir(data, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      // A running server takes files away.
      const bytes = await readFile(path).catch(() => Buffer.alloc(0));
      expect(found(path, bytes, plain)).toEqual([]);
    }
  });

  test('are in no public tile and no metric', async () => {
    const { size, bytes } = await fetchLog(server.url);
    expect(size).toBeGreaterThan(8);
    expect(found('the public log', bytes, traces)).toEqual([]);
    const { admin } = (await server.demo()).api_keys;
    const metrics = Buffer.from(await (await get(`${server.url}/metrics`, admin)).arrayBuffer());
    expect(found('a metric', metrics, traces)).toEqual([]);
  });
});
