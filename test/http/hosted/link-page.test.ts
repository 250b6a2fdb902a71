// The page behind a link, /in#…, as a person meets it who has got an e-mail: in a real browser, with the real
// widget, down to the record and its offline proof.

import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { verifyFile } from '../../../ledger/operations/verify/file.ts';
import { axeViolations } from '../../support/browser/axe.ts';
import { closePages, launchBrowser } from '../../support/browser/browser.ts';
import { get } from '../requests.ts';
import { type HostingLedger, hostingLedger } from './hosted.ts';
import { linksOf } from './links.ts';

let ledger: HostingLedger;
let browser: Browser;
beforeAll(async () => {
  ledger = await hostingLedger();
  browser = await launchBrowser();
});
afterEach(() => closePages(browser));
afterAll(async () => {
  await browser?.close();
  await ledger?.stop();
});

const { made, tick, history, treeSize } = linksOf(() => ledger);

async function followed(url: string, options: BrowserContextOptions = {}) {
  const page = await (await browser.newContext(options)).newPage();
  const complaints: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(url);
  return { page, complaints, asked };
}

const box = (page: Page) => page.getByRole('checkbox');
const save = (page: Page) => page.getByRole('button', { name: 'Save' });
const said = (page: Page) => page.locator('#choice > [role=status]');
const heading = (page: Page) => page.locator('h1').innerText();
const sentence = (page: Page) => page.locator('[data-line=sentence]').innerText();

async function shot(page: Page, name: string) {
  const folder = process.env.OPTMARK_SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, `link-${name}.png`), fullPage: true });
}

test('the keyboard alone: past the head by the skip link, which keeps the token, to the box, Save and what is said', async () => {
  const { url } = await made({ number: '+919876501041' });
  const { page, complaints } = await followed(url);
  await expect.poll(() => sentence(page)).toContain('XXXXXX1041');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(page.url()).toBe(url);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect.poll(() => box(page).isChecked()).toBe(true);
  await save(page).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => said(page).innerText()).toContain('Saved');
  expect(await said(page).evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await heading(page)).toBe('WhatsApp messages from Fresh Produce');
  expect((await history('+919876501041'))[0]).toMatchObject({ kind: 'opt_in', grade: 'E3' });
  expect(complaints).toEqual([]);
});

test('a place in the page in the address, by whatever way, is no other link', async () => {
  const { url } = await made({ number: '+919876501042' });
  const { page, asked } = await followed(url);
  await expect.poll(() => sentence(page)).toContain('XXXXXX1042');
  await page.evaluate(() => (location.hash = 'choice'));
  await page.evaluate(() => new Promise(requestAnimationFrame));
  expect(asked.filter((one) => one.endsWith('/v1/links/open'))).toHaveLength(1);
  await box(page).click();
  await save(page).click();
  await expect.poll(() => said(page).innerText()).toContain('Saved');
});

test('the masked number, the tick and Save are a record that names the link and proves itself offline', async () => {
  const returnUrl = `${ledger.url}/thanks`;
  const { id, url, token } = await made({ number: '+919876501001', return_url: returnUrl });
  const { page, complaints, asked } = await followed(url);
  await expect.poll(() => heading(page)).toBe('WhatsApp messages from Fresh Produce');
  await expect.poll(() => sentence(page)).toContain('XXXXXX1001');
  expect(await page.content()).not.toContain('98765');
  expect(await page.locator('input[type=tel]').count()).toBe(0);
  await shot(page, 'open');
  await box(page).click();
  expect(await history('+919876501001')).toEqual([]);
  await save(page).click();
  await expect.poll(() => said(page).innerText()).toContain('Saved');
  expect(await said(page).getByRole('link').getAttribute('href')).toBe(returnUrl);
  await shot(page, 'saved');
  const [record] = await history('+919876501001');
  expect(record).toMatchObject({
    grade: 'E3',
    authority: 'any',
    source: { entry_point: 'email_link', link: id },
    identifiers: [{ kind: 'number', value: '+919876501001' }],
  });
  const file = await get(`${ledger.url}/v1/receipts/${record.id}`, ledger.keys.audit);
  expect(await verifyFile(await file.text(), undefined)).toMatchObject({ kind: 'true' });
  // No server is asked for what is behind the #, and no other server for anything.
  for (const one of asked) {
    expect(one.startsWith(ledger.url)).toBe(true);
    if (!one.endsWith(token)) expect(one).not.toContain(token);
  }
  expect(complaints).toEqual([]);
  await page.reload();
  await expect.poll(() => heading(page)).toMatch(/^This link was used on /);
  expect(await page.locator('#intro').innerText()).toContain('XXXXXX1001');
  expect(await page.locator('footer').innerText()).toContain('care@fresh.example');
  await shot(page, 'used');
});

test('an untick takes it back, and the same page may tick again', async () => {
  const { url } = await made({ number: '+919876501002' });
  const { page } = await followed(url);
  for (let i = 0; i < 2; i++) {
    await expect.poll(() => sentence(page)).toContain('XXXXXX1002');
    await box(page).click();
    expect(await said(page).innerText()).toBe('');
    await save(page).click();
    await expect.poll(() => said(page).innerText()).toContain('Saved');
    if (i === 0) await box(page).click();
    if (i === 0) await save(page).waitFor();
    if (i === 0) expect(await said(page).innerText()).toBe('Done. This one consent has been taken back.');
  }
  await page.reload();
  await expect.poll(() => heading(page)).toMatch(/^This link was used on /);
  const kinds = (await history('+919876501002')).map(({ kind }) => kind);
  expect(kinds.slice(0, 3)).toEqual(['opt_in', 'opt_out', 'opt_in']);
});

test('a link whose consent was taken back says so when it is opened again, and how to agree anew', async () => {
  const { url } = await made({ number: '+919876501010' });
  const { page, complaints } = await followed(url);
  await box(page).click();
  await save(page).click();
  await expect.poll(() => said(page).innerText()).toContain('Saved');
  await box(page).click();
  await save(page).waitFor();
  await page.reload();
  await expect.poll(() => heading(page)).toBe('The consent given with this link was taken back');
  const intro = await page.locator('#intro').innerText();
  expect(intro).toContain('This one consent was taken back on ');
  expect(intro).toContain('XXXXXX1010. To agree again, ask Fresh Produce for a new link.');
  expect(intro).not.toMatch(/[{}]|undefined/);
  expect(await page.locator('footer').innerText()).toContain('care@fresh.example');
  expect(await page.locator('optmark-opt-in').count()).toBe(0);
  expect(await axeViolations(page)).toEqual([]);
  await shot(page, 'taken-back');
  expect(complaints).toEqual([]);
});

test('whoever reads another language of the notice takes it from the list, and the token goes along', async () => {
  const { url } = await made({ number: '+919876501008', locale: 'en' });
  const { page } = await followed(url);
  await expect.poll(() => sentence(page)).toContain('XXXXXX1008');
  await page.getByRole('link', { name: 'español' }).click();
  await expect.poll(() => page.locator('optmark-opt-in').getAttribute('locale')).toBe('es');
  expect(await page.locator('html').getAttribute('lang')).toBe('es');
  await expect.poll(() => sentence(page)).toContain('XXXXXX1008');
  expect(await page.getByRole('link', { name: 'English' }).count()).toBe(1);
});

test.each([
  ['es_MX', 'es'],
  ['<es>', 'en'],
])('a language that is written %s in the address ends no link', async (lang, shown) => {
  const { url } = await made({ number: '+919876501009', locale: 'en' });
  const { page, complaints } = await followed(url.replace('#', `?lang=${lang}#`));
  await expect.poll(() => page.locator('optmark-opt-in').getAttribute('locale')).toBe(shown);
  expect(complaints).toEqual([]);
});

test('another number is typed, is its own claim, and the record still names the link', async () => {
  const { id, url } = await made({ number: '+919876501003' });
  const { page } = await followed(url);
  await page.getByRole('button', { name: 'Use another number' }).click();
  await page.locator('input[type=tel]').fill('98765 01004');
  await expect.poll(() => sentence(page)).toContain('XXXXXX1004');
  await box(page).click();
  await save(page).click();
  await expect.poll(() => said(page).innerText()).toContain('Saved');
  expect(await history('+919876501003')).toEqual([]);
  const [record] = await history('+919876501004');
  expect(record.source).toMatchObject({ entry_point: 'email_link', link: id });
});

test('opening it, as a mail scanner with scripts does, posts and changes nothing', async () => {
  const { url } = await made({ number: '+919876501005' });
  const before = await treeSize();
  for (let i = 0; i < 2; i++) {
    const { page } = await followed(url);
    await box(page).waitFor();
    await page.evaluate(() => {
      for (const button of document.querySelectorAll('button')) button.click();
      document.querySelector('optmark-opt-in')?.shadowRoot?.querySelector<HTMLInputElement>('input')?.click();
    });
  }
  expect(await treeSize()).toBe(before);
  const { page } = await followed(url);
  await expect.poll(() => sentence(page)).toContain('XXXXXX1005');
});

describe('a link that leads nowhere says so in plain words', () => {
  test.each([
    ['whose end was cut off', () => `${ledger.url}/in#AQGarSx`],
    ['of which a mail program has dropped what is behind the #', () => `${ledger.url}/in`],
    ['that holds a script', () => `${ledger.url}/in#%3Cscript%3Ealert(1)%3C/script%3E`],
  ])('%s', async (_, url) => {
    const { page } = await followed(url());
    await expect.poll(() => heading(page)).toBe('This link cannot be used');
    expect(await page.locator('#intro').innerText()).toContain('Nothing was recorded');
    expect(await page.locator('optmark-opt-in').count()).toBe(0);
  });

  test('without scripts it says what it needs', async () => {
    const { url } = await made();
    const { page } = await followed(url, { javaScriptEnabled: false });
    expect(await page.locator('main').innerText()).toContain('needs JavaScript');
  });
});

test.each<[string, BrowserContextOptions]>([
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['rtl', { locale: 'ar', viewport: { width: 320, height: 640 } }],
])('axe finds nothing, and nothing is wider than the window: %s', async (name, options) => {
  const { url } = await made();
  const { page } = await followed(url, options);
  await box(page).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await shot(page, name);
});

test('a link that was used elsewhere meanwhile: the tick is not saved, and the page says so', async () => {
  const { url, token } = await made({ number: '+919876501006' });
  const { page } = await followed(url);
  await expect.poll(() => sentence(page)).toContain('XXXXXX1006');
  expect((await tick(token)).status).toBe(201);
  await box(page).click();
  await save(page).click();
  await expect
    .poll(() =>
      page.locator('optmark-opt-in').evaluate((card) => (card as HTMLElement & { error: string }).error),
    )
    .not.toBe('');
  expect((await history('+919876501006')).filter(({ kind }) => kind === 'opt_in')).toHaveLength(1);
});
