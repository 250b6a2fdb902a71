// What a logged-in customer can do, in a real browser: say yes under a customer token, prove the number on
// the pretended phone, take it back on the page of the receipt; and be asked in Arabic on a small screen.

import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser/browser.ts';
import { DemoServer } from './demo-server.ts';

let server: DemoServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  server = await DemoServer.create();
  await server.start();
  browser = await launchBrowser();
});
beforeEach(async () => {
  await context?.close();
  context = await browser.newContext();
  // The widget opens WhatsApp; nobody is there, and this machine may be offline.
  await context.route('https://wa.me/**', (route) => route.fulfill({ body: 'WhatsApp' }));
  page = await context.newPage();
});
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

const card = (notice: string) => page.locator(`optmark-opt-in[notice=${notice}]`);

async function order(phone: string): Promise<void> {
  await page.getByLabel('Your name').fill('Asha Rao');
  await page.getByLabel('Delivery address').fill('12 Lake Road, Pune');
  await page.getByLabel('Phone').fill(phone);
  await page.getByRole('button', { name: 'Place the order' }).click();
  await page.waitForURL('**/orders/**');
}

/** Orders without a tick, then says yes on the profile. */
async function agreeOnProfile(phone: string): Promise<void> {
  await page.goto(`${server.url}/checkout`);
  await order(phone);
  await page.goto(`${server.url}/profile`);
  await card('order-updates').getByRole('checkbox').click();
  await card('order-updates').getByRole('button', { name: 'Saved' }).waitFor();
}

const asked = async (path: string, key: 'audit' | 'gate', body: object) => {
  const { api_keys } = await server.demo();
  const headers = { authorization: `Bearer ${api_keys[key]}`, 'content-type': 'application/json' };
  // biome-ignore lint/suspicious/noExplicitAny: what the server sent
  const answer: any = await (
    await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  ).json();
  return answer;
};

const gradesOf = async (number: string): Promise<string[]> =>
  (await asked('/v1/subjects/history', 'audit', { number })).records.map(
    (one: { grade?: string }) => one.grade,
  );

const mayShip = async (recipient: string): Promise<string> =>
  (await asked('/v1/gate/check', 'gate', { recipient, purpose: 'shipping_update' })).decision;

describe('a yes on the profile', () => {
  test('is for the number that the shop knows, and the page says so at once and ever after', async () => {
    await agreeOnProfile('+91 98765 43281');
    expect(await page.getByText('You agreed just now.').count()).toBe(3);
    expect(await mayShip('+919876543281')).toBe('allow');
    await page.reload();
    expect(await page.getByText(/You agreed on \d/).count()).toBe(3);
    await page.getByRole('button', { name: 'Stop order updates' }).click();
    await page.getByText('Stopped.', { exact: true }).waitFor();
    expect(await mayShip('+919876543281')).toBe('deny');
  });

  test('is for another number once the shop’s form has another', async () => {
    await agreeOnProfile('+91 98765 43282');
    await page.getByLabel('Phone').fill('+91 98765 43283');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved.', { exact: true }).waitFor();
    await card('order-updates').getByRole('checkbox', { name: 'XXXXXX3283' }).waitFor();
  });

  test('is proven by a WhatsApp message from that number, and is worth E4', async () => {
    await agreeOnProfile('+91 98765 43284');
    await card('order-updates').getByRole('button', { name: 'Send the code with WhatsApp' }).click();
    const link = card('order-updates').locator('a[href^="https://wa.me/"]');
    const phone = await context.newPage();
    await phone.goto(`${server.url}/shop/phone`);
    await phone.getByLabel('Your WhatsApp message').fill((await link.getAttribute('href')) ?? '');
    await phone.getByRole('button', { name: 'Send' }).click();
    await phone.locator('.bubble.own').getByText('OPT-').waitFor();
    await card('order-updates').locator('[role=status]', { hasText: 'number is yours' }).waitFor();
    expect(await gradesOf('+919876543284')).toContain('E4');
  });

  test('is proven by the code that arrives on that number’s phone, and is worth E4', async () => {
    await agreeOnProfile('+91 98765 43285');
    await card('order-updates').getByRole('button', { name: 'Get a code' }).click();
    const field = card('order-updates').locator('#code');
    await field.waitFor();
    const phone = await context.newPage();
    await expect
      .poll(async () => {
        await phone.goto(`${server.url}/shop/phone`);
        return phone.locator('.bubble').allInnerTexts();
      })
      .toHaveLength(1);
    const [code = ''] = /\d{6}/.exec(await phone.locator('.bubble').innerText()) ?? [];
    await field.fill(code);
    await card('order-updates').locator('#code ~ button').click();
    await card('order-updates').locator('[role=status]', { hasText: 'number is yours' }).waitFor();
    expect(await gradesOf('+919876543285')).toContain('E4');
  });
});

describe('from the order', () => {
  const tickAndOrder = async (phone: string) => {
    await page.goto(`${server.url}/checkout`);
    await page.getByLabel('Phone').fill(phone);
    await Promise.all([
      page.waitForResponse('**/v1/nonces'),
      card('order-updates').getByRole('checkbox').click(),
    ]);
    await order(phone);
  };

  test('the receipt leads to a page where one tap ends it', async () => {
    await tickAndOrder('+91 98765 43286');
    expect(await mayShip('+919876543286')).toBe('allow');
    await page.getByRole('link', { name: 'Your receipt' }).click();
    await page.waitForURL('**/p/**');
    expect(await page.locator('body').innerText()).toContain(
      'I consent to receive order updates from Fresh Produce',
    );
    await page.locator('form[method=post] button').first().click();
    await expect.poll(() => mayShip('+919876543286')).toBe('deny');
  });

  test('the e-mail leads to everything they agreed to, and stops it', async () => {
    await tickAndOrder('+91 98765 43287');
    await page.getByRole('link', { name: 'See what you agreed to' }).click();
    await page.waitForURL('**/p/**');
    await page.locator('form[method=post] button').first().click();
    await expect.poll(() => mayShip('+919876543287')).toBe('deny');
  });
});

describe('in Arabic, on 320 pixels', () => {
  test('the checkout asks from right to left, the number stays left to right, and it is recorded so', async () => {
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto(`${server.url}/checkout`);
    await page.getByLabel('WhatsApp consent in').selectOption({ label: 'العربية' });
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL('**locale=ar**');
    await page.getByLabel('Phone').fill('+91 98765 43288');
    const box = card('order-updates').getByRole('checkbox', { name: 'أوافق على تلقي تحديثات الطلبات' });
    await Promise.all([page.waitForResponse('**/v1/nonces'), box.click()]);
    expect(await box.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
    const [whole, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(whole).toBeLessThanOrEqual(screen!);
    await order('+91 98765 43288');
    expect(await page.locator('.proof blockquote').innerText()).toContain(
      'أوافق على تلقي تحديثات الطلبات من Fresh Produce',
    );
  });
});
