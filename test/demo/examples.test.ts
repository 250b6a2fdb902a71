// The examples that developers copy, each built and opened as a shop would have it, and used as a customer
// would: the order goes through, the ledger has the opt-in, and what the framework does to the page costs
// nobody a tick.

import { svelte } from '@sveltejs/vite-plugin-svelte';
import vue from '@vitejs/plugin-vue';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { verifyOptIn } from '../../ledger/channels/web/web.ts';
import { closePages, launchBrowser } from '../support/browser/browser.ts';
import { builtWidget } from '../support/browser/built-widget.ts';
import { type Example, type ExampleShop, exampleShop } from '../support/browser/example-shop.ts';
import { type TinyLedger, tinyLedger } from '../support/browser/tiny-ledger.ts';
import { signedNumber, typed } from '../support/browser/widget-bench.ts';

const isCustomElement = (tag: string) => tag === 'optmark-opt-in';
const examples: Example[] = [
  { name: 'plain' },
  { name: 'react', plugins: [] },
  {
    name: 'vue',
    plugins: [vue({ template: { compilerOptions: { isCustomElement } } })],
    trustedTypes: 'vue',
  },
  { name: 'svelte', plugins: [svelte({ configFile: false })], trustedTypes: 'svelte-trusted-html' },
];

let browser: Browser;
let ledger: TinyLedger;
let script: string;
beforeAll(async () => {
  ledger = await tinyLedger((await builtWidget()).files);
  script = ledger.url + ledger.script;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await ledger?.close();
});

describe.each(examples)('the $name example', (example) => {
  let shop: ExampleShop;
  let page: Page;
  let complaints: string[];
  beforeAll(async () => {
    shop = await exampleShop(example, ledger.url, script);
  });
  afterEach(async () => {
    await closePages(browser);
    Object.assign(ledger, { mood: 'well', optIns: [], optOuts: [], requests: [] });
    shop.orders.length = 0;
  });
  afterAll(() => shop?.close());

  async function opened(): Promise<void> {
    page = await (await browser.newContext()).newPage();
    complaints = [];
    page.on('console', (message) => {
      if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(shop.url);
    await box().waitFor();
  }

  const box = () => page.locator('optmark-opt-in').getByRole('checkbox');
  const carried = () =>
    page.evaluate(() => new FormData(document.querySelector('form')!).get('optin') as string | null);
  const press = (name: string | RegExp) => page.getByRole('button', { name }).click();

  async function ticked(): Promise<void> {
    await page.getByLabel('Mobile number').fill(typed);
    // What is ticked sooner after it came into sight counts as not seen (core/consent/grade.ts).
    await page.waitForTimeout(300);
    await box().click();
    // Until its nonce is there the record cannot be posted by a page that is left at once.
    await expect.poll(async () => (await claimsOf(await carried()))?.nonce).toBeTruthy();
  }

  test('takes the order with the opt-in, which is in the ledger and in the form', async () => {
    await opened();
    await ticked();
    await press('Place the order');
    await expect.poll(() => [ledger.optIns.length, shop.orders.length]).toEqual([1, 1]);
    expect(ledger.optIns[0]).toMatchObject({ grade: 'E3', claims: { number: signedNumber } });
    const order = shop.orders[0]!;
    expect(order.get('tel')).toBe(typed);
    expect(await claimsOf(String(order.get('optin')))).toMatchObject({ number: signedNumber });
    expect(complaints).toEqual([]);
  });

  test('takes the order without a tick, and tells the ledger nothing', async () => {
    await opened();
    await page.getByLabel('Mobile number').fill(typed);
    await press('Place the order');
    await expect.poll(() => shop.orders.length).toBe(1);
    expect(shop.orders[0]!.has('optin')).toBe(false);
    expect(ledger.requests.filter((request) => request.startsWith('POST'))).toEqual([]);
  });

  test('takes the order while the ledger is down; the form carries the signed record', async () => {
    await opened();
    await ticked();
    ledger.mood = 'down';
    await press('Place the order');
    await expect.poll(() => shop.orders.length).toBe(1);
    const { optin } = Object.fromEntries(shop.orders[0]!);
    expect(await claimsOf(String(optin))).toMatchObject({ kind: 'opt_in', number: signedNumber });
  });

  if (example.plugins === undefined) return;

  test('keeps the tick when something else on the page is drawn again', async () => {
    await opened();
    await ticked();
    const before = await carried();
    await press(/One more box/);
    await page.getByRole('button', { name: 'One more box (2)' }).waitFor();
    expect(await box().isChecked()).toBe(true);
    expect(await carried()).toBe(before);
  });

  test('clears the tick when the number is edited', async () => {
    await opened();
    await ticked();
    await page.getByLabel('Mobile number').fill('98765 43211');
    await expect.poll(() => box().isChecked()).toBe(false);
    expect(await carried()).toBeNull();
  });

  if (example.name === 'react') return;

  test('asks anew where the element was taken away and put back', async () => {
    await opened();
    await ticked();
    const delivered = page.getByLabel('Deliver it to me');
    await delivered.uncheck();
    await page.locator('optmark-opt-in').waitFor({ state: 'detached' });
    expect(await carried()).toBeNull();
    await delivered.check();
    await box().waitFor();
    expect(await box().isChecked()).toBe(false);
    expect(await carried()).toBeNull();
  });
});

async function claimsOf(jws: string | null) {
  return jws === null ? undefined : (await verifyOptIn(jws)).claims;
}
