// How the shop's pages are made: under the strictest content security policy, for everybody, on every screen.

import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from '../support/browser/axe.ts';
import { launchBrowser } from '../support/browser/browser.ts';
import { DemoServer } from './demo-server.ts';

const looks: Record<string, BrowserContextOptions> = {
  'in light': { colorScheme: 'light' },
  'in dark': { colorScheme: 'dark' },
  'on 320 pixels': { viewport: { width: 320, height: 640 } },
  'in forced colours': { forcedColors: 'active' },
};

/** Whoever has never ordered, and an order with both decisions and a proof on its page. */
const pages = [
  '/',
  '/checkout?boxes=2',
  '/checkout?locale=hi',
  '/checkout?locale=ar',
  '/orders/FP-1042',
  '/orders/none',
  '/profile',
  '/shop/phone',
  '/shop/texts',
  '/privacy',
];

let server: DemoServer;
let browser: Browser;
let cookies: Awaited<ReturnType<BrowserContext['cookies']>>;

beforeAll(async () => {
  server = await DemoServer.create();
  await server.start();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.remove();
});

/** A page that notes everything its browser complains of. */
async function open(options: BrowserContextOptions = {}): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext(options);
  if (cookies !== undefined) await context.addCookies(cookies);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, complaints };
}

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(server.url + path);
  if (path.startsWith('/checkout'))
    await page.locator('optmark-opt-in').first().getByRole('checkbox').waitFor();
}

describe('with a keyboard alone', () => {
  test('a person orders, ticks, and reads what the gate says', async () => {
    const { page, complaints } = await open();
    const { keyboard } = page;
    const tabTo = async (name: string) => {
      for (let presses = 0; presses < 40; presses += 1) {
        await keyboard.press('Tab');
        if ((await page.locator(':focus').last().ariaSnapshot()).includes(name)) return;
      }
      throw new Error(`no way to ${name} by keyboard`);
    };
    await visit(page, '/');
    await tabTo('Order the box');
    await keyboard.press('Enter');
    await page.waitForURL('**/checkout**');
    await page.locator('optmark-opt-in').first().getByRole('checkbox').waitFor();
    await tabTo('Your name');
    await keyboard.type('Asha Rao');
    await tabTo('Delivery address');
    await keyboard.type('12 Lake Road, Pune');
    await tabTo('Phone');
    await keyboard.type('98765 43261');
    await tabTo('I consent to receive order updates');
    await Promise.all([page.waitForResponse('**/v1/nonces'), keyboard.press('Space')]);
    await tabTo('Place the order');
    await keyboard.press('Enter');
    await page.waitForURL('**/orders/**');
    expect(await page.getByText('Recorded as entry').innerText()).toContain('grade E3');
    for (const [button, verdict] of [
      ['Pack and ship', 'Allowed'],
      ['Send an offer', 'Denied'],
    ] as const) {
      await tabTo(button);
      await keyboard.press('Enter');
      await page.locator('.decision').first().getByText(verdict).waitFor();
    }
    expect(complaints).toEqual([]);
    cookies = await page.context().cookies();
    await page.context().close();
  });

  test('the first stop of every page leads past the header', async () => {
    const { page } = await open();
    await visit(page, '/privacy');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator(':focus').getAttribute('id')).toBe('main');
    await page.context().close();
  });
});

describe('the checkout', () => {
  const screens = [
    [320, 568],
    [360, 640],
    [390, 844],
    [768, 1024],
    [1024, 768],
    [1200, 800],
    [1280, 720],
    [1366, 768],
    [1920, 1080],
  ];

  test.for(screens)('on %i by %i earns grade E3 with both boxes', async ([width, height]) => {
    const context = await browser.newContext({ viewport: { width: width!, height: height! } });
    const page = await context.newPage();
    await visit(page, '/checkout');
    await page.getByLabel('Your name').fill('Asha Rao');
    await page.getByLabel('Delivery address').fill('12 Lake Road, Pune');
    await page.getByLabel('Phone').fill(`98765 4${height}${height! < 1000 ? 1 : ''}`);
    for (const card of await page.locator('optmark-opt-in').all()) {
      // Until its nonce is there, what a page posts that is left at once has none.
      await Promise.all([page.waitForResponse('**/v1/nonces'), card.getByRole('checkbox').click()]);
    }
    await page.getByRole('button', { name: 'Place the order' }).click();
    await page.waitForURL('**/orders/**');
    const outcomes = page.getByText('Recorded as entry');
    await expect.poll(() => outcomes.count()).toBe(2);
    for (const words of await outcomes.allInnerTexts()) expect(words).toContain('grade E3');
    await context.close();
  });

  test('on 320 pixels with text twice as large nothing is wider than the window', async () => {
    // The page's policy admits no style but its own; here it is the reader's.
    const { page } = await open({ viewport: { width: 320, height: 640 }, bypassCSP: true });
    await visit(page, '/checkout');
    await page.addStyleTag({ content: ':root { font-size: 200% }' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.context().close();
  });
});

describe.for(Object.keys(looks))('%s', (look) => {
  let page: Page;
  let complaints: string[];
  beforeAll(async () => {
    ({ page, complaints } = await open(looks[look]));
  });
  afterAll(() => page.context().close());

  test.for(pages)('%s breaks no rule of WCAG 2.2 AA that axe knows, and fits the screen', async (path) => {
    await visit(page, path);
    expect(await axeViolations(page)).toEqual([]);
    const [whole, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(whole).toBeLessThanOrEqual(screen!);
  });

  test('no page broke its content security policy, or had anything else to complain of', () => {
    expect(complaints.filter((complaint) => !complaint.includes('status of 404'))).toEqual([]);
  });
});

describe('a page of the shop', () => {
  test('at the checkout asks for its own files and the script, and for nothing else before the person acts', async () => {
    const { page } = await open();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url().replace(server.url, '')));
    await visit(page, '/checkout');
    expect(asked.sort()).toEqual([
      expect.stringMatching(/^\/\d+\.\d+\.\d+\/optmark\.js$/),
      '/checkout',
      '/shop/icon.svg',
      '/shop/style.css',
    ]);
    await page.context().close();
  });

  test('says every mistake of a form at its field and above it, where a link leads there', async () => {
    const { page } = await open();
    await visit(page, '/checkout');
    await page.locator('#order').evaluate((form: HTMLFormElement) => (form.noValidate = true));
    await page.getByLabel('Phone').fill('12');
    await page.getByRole('button', { name: 'Place the order' }).click();
    await page.getByRole('alert').getByRole('link', { name: 'Enter your phone number' }).click();
    expect(await page.locator(':focus').getAttribute('id')).toBe('tel');
    expect(await page.getByLabel('Phone').inputValue()).toBe('12');
    expect(await axeViolations(page)).toEqual([]);
    await page.context().close();
  });

  test('runs no widget that is not the published one', async () => {
    const { page, complaints } = await open();
    await page.route('**/optmark.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${await response.text()}\n;alert(1)` });
    });
    await page.goto(`${server.url}/checkout`);
    expect(complaints.join()).toContain('integrity');
    expect(await page.getByLabel('I consent to receive').count()).toBe(2);
    await page.context().close();
  });
});
