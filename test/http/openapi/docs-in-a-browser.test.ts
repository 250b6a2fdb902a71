// The pages of the documentation as a reader meets them.

import type { Browser, BrowserContextOptions } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { axeViolations } from '../../support/browser/axe.ts';
import { closePages, launchBrowser } from '../../support/browser/browser.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';

let ledger: TestLedger;
let browser: Browser;
beforeAll(async () => {
  [ledger, browser] = await Promise.all([testLedger(), launchBrowser()]);
});
afterEach(() => closePages(browser));
afterAll(async () => {
  await browser?.close();
  await ledger?.stop();
});

async function opened(path: string, options: BrowserContextOptions = {}) {
  const page = await (await browser.newContext(options)).newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(ledger.url + path);
  return { page, complaints, asked };
}

const operations = 'li[data-words]';

test('the search is reached by a key, leaves what holds every word, and asks no server', async () => {
  const { page, complaints, asked } = await opened('/docs');
  const all = await page.locator(operations).count();
  await page.keyboard.press('/');
  await page.keyboard.type('mapTemplate category');
  await expect.poll(() => page.locator(`${operations}:visible`).count()).toBe(1);
  expect(await page.getByRole('status').innerText()).toBe(`1 of ${all} operations`);
  expect(await page.locator('h2:visible').first().innerText()).toBe('Templates');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator(`${operations}:visible`).count()).toBe(all);
  expect([complaints, asked]).toEqual([[], ['/docs']]);
});

test('Enter opens the first operation that was found, which has a page of its own', async () => {
  const { page } = await opened('/docs');
  await page.keyboard.press('/');
  await page.keyboard.type('evidence ivr channel');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/docs/recordOptIn');
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Record an opt-in');
  expect(await page.locator('[aria-current=page]').innerText()).toBe('Record an opt-in');
});

test('without scripts everything is listed, and there is no field that does nothing', async () => {
  const { page } = await opened('/docs', { javaScriptEnabled: false });
  expect(await page.locator(`${operations}:visible`).count()).toBeGreaterThan(40);
  expect(await page.locator('#search').isVisible()).toBe(false);
});

test.each(['/docs', '/docs/recordOptIn', '/problems/invalid'])(
  'axe finds nothing on %s, light, dark and narrow, and nothing has to be scrolled sideways',
  async (path) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await opened(path, { colorScheme, viewport: { width: 320, height: 700 } });
      expect([colorScheme, await axeViolations(page)]).toEqual([colorScheme, []]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    }
  },
);
