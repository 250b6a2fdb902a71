// The part of the page by which a person asks to be erased, in a real browser: by keyboard, without scripts,
// and in every appearance.

import type { BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from '../../support/browser/axe.ts';
import { type CloudApi, cloudApi } from '../../support/cloud-api.ts';
import { Page as ShopPage } from '../page.ts';
import type { Body } from '../requests.ts';
import { type PersonBench, personBench } from './person-bench.ts';

let bench: PersonBench;
beforeAll(async () => {
  bench = await personBench();
});
afterAll(() => bench?.close());

let used = 0;
let meta: CloudApi | undefined;
/** The business has a WhatsApp number from then on. */
async function written(): Promise<CloudApi> {
  meta ??= await cloudApi(bench.ledger, bench.ledger.business);
  return meta;
}

/** The page of a person who has shown that the number is theirs. */
async function proven(): Promise<string> {
  used += 1;
  const number = `+1415555${String(200 + used).padStart(4, '0')}`;
  const whatsApp = await written();
  const page = new ShopPage(bench.ledger);
  const { record, link }: Body = await (await page.optIn(number)).json();
  const asked: Body = await (await page.askOwnership(record, 'whatsapp')).json();
  await whatsApp.write(number.slice(1), asked.text);
  return new URL(await bench.optIn('+14155550299')).origin + new URL(link).pathname;
}
const fold = (page: Page) => page.locator('#erasure > summary');

test('it is folded, and without a WhatsApp number of the business it says whom to ask', async () => {
  const { page } = await bench.open(await bench.optIn('+14155550201'));
  const how = page.getByText('To ask, write to Fresh Produce at the address below.');
  expect(await how.isVisible()).toBe(false);
  await fold(page).click();
  expect(await how.isVisible()).toBe(true);
});

describe.each([true, false])('with scripts: %s', (javaScriptEnabled) => {
  test('by keyboard: unfold, choose, ask; the page says so and since when', async () => {
    const { page, complaints } = await bench.open(await proven(), { javaScriptEnabled });
    await fold(page).focus();
    await page.keyboard.press('Enter');
    const [later, never] = [page.getByRole('radio').first(), page.getByRole('radio').last()];
    await page.keyboard.press('Tab');
    expect(await later.evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await later.isChecked()).toBe(true);
    await page.keyboard.press('ArrowDown');
    expect(await never.isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#erasure/);
    expect(await page.locator('#erasure').innerText()).toMatch(
      /^You asked Fresh Produce on .* It is not done yet\.$/,
    );
    expect(complaints).toEqual([]);
  });
});

const narrow = { width: 320, height: 256 };
const appearances: [string, BrowserContextOptions, { lang?: string; double?: boolean }][] = [
  ['light', { colorScheme: 'light' }, {}],
  ['dark', { colorScheme: 'dark' }, {}],
  ['forced colours', { forcedColors: 'active' }, {}],
  ['a screen 320 pixels wide', { viewport: narrow }, {}],
  ['text twice as large', { viewport: narrow }, { double: true }],
  ['right to left', {}, { lang: 'ar' }],
];

describe.each(appearances)('in %s', (_, options, { lang = 'en', double = false }) => {
  test('axe finds nothing, and nothing has to be scrolled sideways', async () => {
    const urls = [await proven(), await bench.optIn('+14155550202')];
    for (const url of urls) {
      const { page } = await bench.open(`${url}?lang=${lang}`, { ...options, bypassCSP: double });
      if (double) await page.addStyleTag({ content: ':root { font-size: 200% }' });
      await fold(page).click();
      expect(await axeViolations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      const pastItsCard = await page.locator('#erasure').evaluate((card) => {
        const { left, right } = card.getBoundingClientRect();
        return [...card.querySelectorAll('*')]
          .map((one) => one.getBoundingClientRect())
          .filter((one) => one.left < left || one.right > right).length;
      });
      expect(pastItsCard).toBe(0);
    }
  });
});
