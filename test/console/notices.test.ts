// The notices in the console, in a real browser on a real ledger: the list, one notice in each language, what
// the rules say, versions compared; and what an auditor cannot do.

import type { BrowserContext, Page as Tab } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publish } from '../../ledger/operations/notice/notices.ts';
import { axeViolations } from '../support/browser/axe.ts';
import { ConsoleDesk, shot as shotOf } from '../support/browser/console-desk.ts';
import { orderUpdates, type TestLedger, testLedger } from '../support/ledger.ts';

let ledger: TestLedger;
let desk: ConsoleDesk;
let url: string;
let context: BrowserContext;
let tab: Tab;

const locales = {
  en: { what: 'order and delivery updates' },
  hi: { what: 'ऑर्डर अपडेट' },
  ur: { what: 'آرڈر کی اطلاعات' },
};

beforeAll(async () => {
  desk = await ConsoleDesk.open(async (at) => {
    ledger = await testLedger({ url: at });
    return ledger;
  });
  ({ url } = desk);
  await publish(ledger.ledger, ledger.business, { ...orderUpdates, locales }, 'test');
  const sentence = 'Send me {what} from {business} to {masked}.';
  await publish(
    ledger.ledger,
    ledger.business,
    { ...orderUpdates, id: 'offers', purposes: ['marketing'], locales: { en: { what: 'offers', sentence } } },
    'test',
  );
  context = await desk.context();
  tab = await desk.signedIn('manager', context);
});

afterAll(async () => {
  await desk?.close();
  await ledger?.stop();
});

const shot = (name: string, page = tab) => shotOf(page, name);

const main = () => tab.locator('main');

describe('notices', () => {
  test('are listed with the version in use and its languages', async () => {
    await tab.keyboard.press('g');
    await tab.keyboard.press('n');
    await main().getByRole('link', { name: 'order-updates' }).waitFor();
    await main().getByText('English, Hindi, Urdu').waitFor();
    await main().getByText('2 not reviewed').waitFor();
    await shot('notices');
    expect(await axeViolations(tab)).toEqual([]);
  });

  test('one is read as a person reads it, and what the rules say is beside it', async () => {
    await main().getByRole('link', { name: 'order-updates' }).click();
    await main().getByText('I consent to receive order and delivery updates from Fresh Produce').waitFor();
    await main()
      .getByText(/^Since \d/)
      .waitFor();
    await main().getByRole('heading', { name: 'Nothing is refused, 1 warning' }).waitFor();
    await main().getByText('optmark#reviewed').first().waitFor();
    await shot('notice');
    expect(await axeViolations(tab)).toEqual([]);
    await main().getByRole('link', { name: 'हिन्दी' }).click();
    await main().getByText('No person who reads this language').waitFor();
    await shot('notice-hi');
    expect(await axeViolations(tab)).toEqual([]);
  });

  test('a review by a person who reads the language is recorded by name, and clears the flag', async () => {
    await tab.goto(`${url}/console/notices/order-updates?locale=ur`);
    await main().getByText('No person who reads this language').waitFor();
    await main().getByRole('button', { name: 'Reviewed…' }).click();
    const dialog = tab.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Record the review' }).click();
    await dialog.getByText('Not done.').waitFor();
    await dialog.getByLabel('Who has read them').fill('Ayesha Khan');
    await shot('notice-review');
    expect(await axeViolations(tab)).toEqual([]);
    await dialog.getByRole('button', { name: 'Record the review' }).click();
    await main().getByText('Reviewed by Ayesha Khan').waitFor();
    await shot('notice-reviewed');
    await main().getByRole('link', { name: 'Its record' }).click();
    await main().getByText('Translation reviewed').first().waitFor();
    await main().getByText('Ayesha Khan').first().waitFor();
    await shot('notice-review-record');
    await tab.goto(`${url}/console/notices`);
    await main().getByText('1 not reviewed').waitFor();
    // Its refusal was asked for.
    desk.errors.length = 0;
  });

  test('versions are compared word by word', async () => {
    await tab.goto(`${url}/console/notices/order-updates`);
    await main().getByRole('link', { name: 'Compare with 2' }).click();
    await main().getByRole('heading', { name: 'What changed from version 1 to 2' }).waitFor();
    await main().locator('ins', { hasText: 'and delivery' }).first().waitFor();
    await shot('notice-compared');
    expect(await axeViolations(tab)).toEqual([]);
  });

  test('a sentence that its own rules refuse stands first, with rule and source', async () => {
    await tab.goto(`${url}/console/notices/offers`);
    await main().getByRole('heading', { name: '1 finding refuses every opt-in' }).waitFor();
    const first = main().locator('.list > li').first();
    expect(await first.innerText()).toContain('strict-2020@1#clear_language/whatsapp_named');
    expect(await first.innerText()).toContain('WhatsApp opt-in policy, until July 2020');
    await shot('notice-refused');
    expect(await axeViolations(tab)).toEqual([]);
    expect(desk.errors).toEqual([]);
  });

  test.each([
    ['dark', { colorScheme: 'dark' }],
    ['a screen 320 pixels wide', { viewport: { width: 320, height: 700 } }],
  ] as const)('are as good in %s', async (name, look) => {
    const other = await desk.browser.newContext({ ...look, storageState: await context.storageState() });
    const page = await other.newPage();
    for (const [path, says] of [
      ['', 'order-updates'],
      ['/order-updates?with=1', 'What changed from version 1 to 2'],
      ['/offers', '1 finding refuses'],
    ] as const) {
      await page.goto(`${url}/console/notices${path}`);
      await page.getByText(says).first().waitFor();
      await shot(`notices${path.split('?')[0]!.replace('/', '-')} ${name}`.replaceAll(' ', '-'), page);
      expect(await axeViolations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThan(1);
    }
    await other.close();
  });

  test('an auditor reads them, and has no button that changes one', async () => {
    const other = await desk.context();
    const page = await desk.signedIn('auditor', other);
    await page.goto(`${url}/console/notices/offers`);
    await page.getByRole('heading', { name: '1 finding refuses every opt-in' }).waitFor();
    expect(await page.locator('main').getByRole('button').allInnerTexts()).toEqual(['', '', '']);
    expect(await page.getByText('Retire').count()).toBe(0);
    await other.close();
  });

  test('one is retired after being asked twice', async () => {
    await tab.goto(`${url}/console/notices/offers`);
    await main().locator('summary', { hasText: 'Retire' }).click();
    await main().getByRole('button', { name: 'Retire now' }).click();
    await shot('notice-retire');
    expect(await axeViolations(tab)).toEqual([]);
    // The browser asks for the box first.
    await main().getByText('In use').waitFor();
    await main().getByLabel('Nobody is to be asked with offers any more').check();
    await main().getByRole('button', { name: 'Retire now' }).click();
    await main().getByText('Retired', { exact: true }).waitFor();
    expect(await main().getByText('Retire now').count()).toBe(0);
    const [offers] = await ledger.ledger.notices.versions(ledger.business, 'offers');
    expect(offers?.retiredAt).toBeDefined();
    await shot('notice-retired');
    expect(await axeViolations(tab)).toEqual([]);
  });
});
