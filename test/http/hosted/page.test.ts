// The hosted opt-in page, /in/{site}/{notice}, as a person meets it: over real HTTP, in a real browser, with
// the real widget, down to the record and its offline proof.

import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createApi } from '../../../ledger/http/server/api.ts';
import { addEntryPoint } from '../../../ledger/operations/entry/entry-points.ts';
import { publish, retire } from '../../../ledger/operations/notice/notices.ts';
import { verifyFile } from '../../../ledger/operations/verify/file.ts';
import { axeViolations } from '../../support/browser/axe.ts';
import { closePages, launchBrowser } from '../../support/browser/browser.ts';
import { orderUpdates } from '../../support/ledger.ts';
import { type Body, expectProblem, get, post } from '../requests.ts';
import { type HostingLedger, hostingLedger } from './hosted.ts';

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

const path = (query = '') => `/in/${ledger.hosted}/order-updates${query}`;
const read = (of: string, headers: Record<string, string> = {}) => fetch(ledger.url + of, { headers });
const treeSize = async () => (await (await fetch(`${ledger.url}/log/checkpoint`)).text()).split('\n')[1];

async function opened(query = '', options: BrowserContextOptions = {}) {
  const page = await (await browser.newContext(options)).newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(ledger.url + path(query));
  return { page, complaints };
}

const box = (page: Page) => page.getByRole('checkbox');
const save = (page: Page) => page.locator('#choice > button');
const said = (page: Page) => page.locator('#choice > [role=status]');
const history = async (number: string) =>
  ((await (await post(`${ledger.url}/v1/subjects/history`, ledger.keys.audit, { number })).json()) as Body)
    .records;

async function type(page: Page, number: string): Promise<void> {
  await page.locator('input[type=tel]').fill(number);
  await expect.poll(() => page.locator('[data-line=sentence]').innerText()).toContain(number.slice(-4));
}

describe('over HTTP', () => {
  test('an address that names an advertisement leads to a page without it, on which people can opt in', async () => {
    const ad = { id: 'autumn-ad', kind: 'click_to_whatsapp_ad', name: 'Ad' } as const;
    await addEntryPoint(ledger.ledger, ledger.business, ad);
    expect(await (await read(path('?from=autumn-ad'))).text()).not.toContain('autumn-ad');
    expect(await (await read(path('?from=store-poster'))).text()).toContain('entry="store-poster"');
  });

  test('no cache keeps it, nobody frames it, and no other server hears of it', async () => {
    const answer = await read(path());
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    });
    const policy = answer.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'sha256-");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("form-action 'none'");
    const html = await answer.text();
    expect(html).toContain('WhatsApp messages from <bdi>Fresh Produce</bdi>');
    expect(html).toMatch(/src="\/[\d.]+\/optmark\.js" integrity="sha384-/);
    expect(html).toContain('href="https://fresh.example/privacy"');
    expect(html).toContain('care@fresh.example');
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\/(?!fresh\.example)/);
  });

  test.each([
    ['', 'es-MX,en;q=0.5', 'es'],
    ['?lang=es', 'en', 'es'],
    ['?lang=es_MX', '', 'es'],
    ['?lang=hi', 'es', 'es'],
    ['?lang=xx', 'ta', 'en'],
    ['?lang=es&lang=en', '', 'en'],
    ['?lang=%3Cscript%3E', '', 'en'],
  ])('it speaks a language of its notice: %s, %s', async (query, accepted, lang) => {
    const html = await (await read(path(query), { 'accept-language': accepted })).text();
    expect(html).toContain(`<html lang="${lang}"`);
    expect(html).toContain(`locale="${lang}"`);
    expect(html).not.toContain('<script>');
  });

  test('an entry point reaches the widget and the other languages, and a damaged one is left out', async () => {
    const html = await (await read(path('?from=store-poster'))).text();
    expect(html).toContain('entry="store-poster"');
    expect(html).toContain('href="?lang=es&amp;from=store-poster"');
    for (const from of ['%22%3E%3Cscript%3E', 'a&from=b', '+14155550142', 'x'.repeat(65)]) {
      const answer = await read(path(`?from=${from}`));
      expect(answer.status, from).toBe(200);
      expect(await answer.text(), from).not.toContain('entry=');
    }
  });

  test.each<[string, () => string, number]>([
    ['a site key that there is not', () => '/in/pk_none/order-updates', 404],
    ['an address that is damaged', () => '/in/pk_%/Order%20Updates', 404],
    ['a notice that there is not', () => `/in/${ledger.hosted}/none`, 404],
    ['a site that does not name the ledger', () => `/in/${ledger.site}/order-updates`, 403],
  ])('a closed page in plain words, in the reader’s language, for %s', async (_, of, status) => {
    const answer = await read(of(), { 'accept-language': 'de' });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const html = await answer.text();
    expect(html).toContain('Diese Seite kann nicht benutzt werden');
    expect(html).not.toContain('<optmark-opt-in');
  });

  test('a notice that was retired asks nobody any more', async () => {
    await publish(ledger.ledger, ledger.business, { ...orderUpdates, id: 'to-retire' }, 'test');
    const of = `/in/${ledger.hosted}/to-retire`;
    expect((await read(of)).status).toBe(200);
    await retire(ledger.ledger, ledger.business, 'to-retire', 'test');
    expect((await read(of)).status).toBe(404);
  });

  test('scanners and HEAD change nothing', async () => {
    const before = await treeSize();
    for (const method of ['GET', 'HEAD', 'GET']) await fetch(ledger.url + path(), { method });
    expect((await fetch(ledger.url + path(), { method: 'POST' })).status).toBe(404);
    expect(await treeSize()).toBe(before);
  });

  test('without a widget there is no such page', async () => {
    await expectProblem(createApi(ledger.ledger).request(path()), 'not_found');
  });
});

describe('in a browser', () => {
  test('opening it posts nothing, and its policy refuses nothing that it needs', async () => {
    const { page, complaints } = await opened();
    const posts: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
    await page.reload();
    await box(page).waitFor();
    expect(await box(page).isChecked()).toBe(false);
    expect(posts).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('a number, a tick and Save are a record of this site that proves itself offline', async () => {
    const { page, complaints } = await opened();
    await type(page, '+1 415 555 0142');
    await box(page).click();
    expect(await history('+14155550142')).toEqual([]);
    await save(page).click();
    await expect.poll(() => said(page).innerText()).toBe('Saved. You can close this page.');
    expect(await save(page).isHidden()).toBe(true);
    const [record] = await history('+14155550142');
    expect(record.record).toMatchObject({
      kind: 'opt_in',
      grade: 'E3',
      grade_reasons: ['number_not_proven'],
      authority: 'any',
      submitted_by: { by: 'site', id: ledger.hosted },
    });
    expect(record.record.evidence.seen.origin).toBe(ledger.url);
    const file = await get(`${ledger.url}/v1/receipts/${record.record.id}`, ledger.keys.audit);
    expect(await verifyFile(await file.text(), undefined)).toMatchObject({ kind: 'true' });
    expect(complaints).toEqual([]);
  });

  test('Save without a tick saves nothing and says so; the key Enter is the same', async () => {
    const { page } = await opened();
    await type(page, '+1 415 555 0143');
    await save(page).click();
    await expect.poll(() => said(page).innerText()).toContain('Nothing has been saved yet');
    await page.locator('input[type=tel]').press('Enter');
    expect(await history('+14155550143')).toEqual([]);
    expect(new URL(page.url()).search).toBe('');
  });

  test('Save under a number that is refused leads to the number, and does not ask for the tick', async () => {
    const { page } = await opened();
    await page.locator('input[type=tel]').fill('12');
    await box(page).click();
    await save(page).click();
    const isAtTheNumber = () => page.locator('input[type=tel]').evaluate((input) => input.matches(':focus'));
    await expect.poll(isAtTheNumber).toBe(true);
    expect(await said(page).innerText()).toBe('');
  });

  test('an untick takes it back, and the page asks again', async () => {
    const { page } = await opened();
    await type(page, '+1 415 555 0144');
    await box(page).click();
    await save(page).click();
    await expect.poll(() => said(page).innerText()).toContain('Saved');
    await box(page).click();
    await expect.poll(() => save(page).isVisible()).toBe(true);
    expect(await said(page).innerText()).toBe('Done. This one consent has been taken back.');
    const kinds = (await history('+14155550144')).map(({ record }: Body) => record.kind);
    expect(kinds.slice(0, 2)).toEqual(['opt_in', 'opt_out']);
    await box(page).click();
    expect(await said(page).innerText()).toBe('');
    await save(page).click();
    await expect.poll(() => said(page).innerText()).toContain('Saved');
  });

  test('a tick after Save without one: nothing says any more that it is missing', async () => {
    const { page } = await opened();
    await type(page, '+1 415 555 0146');
    await save(page).click();
    await expect.poll(() => said(page).innerText()).toContain('Nothing has been saved yet');
    await box(page).click();
    expect(await said(page).innerText()).toBe('');
  });

  test('a script that ticks makes no consent', async () => {
    const { page } = await opened();
    await type(page, '+1 415 555 0145');
    await page.evaluate(() => {
      const card = document.querySelector('optmark-opt-in')!;
      card.shadowRoot!.querySelector<HTMLInputElement>('input[type=checkbox]')?.click();
      document.querySelector<HTMLButtonElement>('#choice > button')!.click();
    });
    await expect.poll(() => said(page).innerText()).toContain('Nothing has been saved yet');
    expect(await history('+14155550145')).toEqual([]);
  });

  test('without scripts it says why there is no box, and whom to ask', async () => {
    const { page } = await opened('', { javaScriptEnabled: false });
    expect(await page.locator('main').innerText()).toContain('needs JavaScript');
    expect(await save(page).isHidden()).toBe(true);
    expect(await page.locator('footer').innerText()).toContain('care@fresh.example');
  });

  test.each<[string, string, BrowserContextOptions]>([
    ['light', '', { colorScheme: 'light' }],
    ['dark', '', { colorScheme: 'dark' }],
    ['forced colours', '', { forcedColors: 'active' }],
    ['320 px', '?lang=es', { viewport: { width: 320, height: 640 } }],
    // The page's policy admits no style but its own; here it is the reader's.
    ['text twice as large', '', { viewport: { width: 320, height: 640 }, bypassCSP: true }],
  ])('axe finds nothing, and nothing is wider than the window: %s', async (name, query, options) => {
    const { page } = await opened(query, options);
    await box(page).waitFor();
    if (options.bypassCSP) await page.addStyleTag({ content: ':root { font-size: 200% }' });
    expect(await axeViolations(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await shot(page, name);
  });
});

async function shot(page: Page, name: string) {
  const folder = process.env.OPTMARK_SCREENSHOTS;
  if (folder)
    await page.screenshot({ path: join(folder, `in-${name.replaceAll(' ', '-')}.png`), fullPage: true });
}
