// /embed as a developer meets it: over real HTTP, in a real browser, with the real widget as its preview.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { serve } from '@hono/node-server';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createApi } from '../../../ledger/http/server/api.ts';
import { addSite } from '../../../ledger/operations/setup/sites.ts';
import { axeViolations } from '../../support/browser/axe.ts';
import { closePages, launchBrowser } from '../../support/browser/browser.ts';
import { builtWidget } from '../../support/browser/built-widget.ts';
import { type TestLedger, testLedger } from '../../support/ledger.ts';
import { expectProblem, post } from '../requests.ts';

let ledger: TestLedger;
let browser: Browser;
let folder: string;
let server: ReturnType<typeof serve>;
let url: string;
let site: string;
beforeAll(async () => {
  ledger = await testLedger();
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'optmark-embed-'));
  const { files, manifest } = await builtWidget();
  for (const [name, bytes] of files) {
    await mkdir(dirname(join(folder, manifest.version, name)), { recursive: true });
    await writeFile(join(folder, manifest.version, name), bytes);
  }
  await writeFile(join(folder, 'widget.json'), JSON.stringify(manifest));
  server = serve({
    fetch: createApi(ledger.ledger, { widgetFolder: folder }).fetch,
    hostname: '127.0.0.1',
    port: 0,
  });
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  site = (await addSite(ledger.ledger, ledger.business, [url])).key;
});
afterEach(() => closePages(browser));
afterAll(async () => {
  await browser?.close();
  await new Promise((resolve) => server.close(resolve));
  await ledger?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function opened(query: string, options: BrowserContextOptions = {}) {
  const page = await (await browser.newContext(options)).newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${url}/embed${query}`);
  return { page, complaints };
}

const code = (page: Page) => page.locator('pre').first().innerText();
const sentence = (page: Page) => page.locator('optmark-opt-in [data-line=sentence]').innerText();
const box = (page: Page) => page.locator('#preview').getByRole('checkbox');

describe('over HTTP', () => {
  test('it asks for a site key and finds no fault yet', async () => {
    const answer = await fetch(`${url}/embed`);
    const text = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect(text).toContain('Enter a site key');
    expect(text).not.toContain('class="bad"');
    expect(text).not.toContain('<optmark-opt-in');
  });

  test.each([
    ['?site=pk_none', 'This ledger has no such site key'],
    ['?site=', 'begins with pk_'],
    ['SITE&notice=none', 'No such notice was published'],
    ['SITE&field=tel', 'such as #tel'],
    ['SITE&notice=%3Cscript%3E', 'Enter the id of a notice'],
  ])('what is wrong stands at the choice, and there is no code: %s', async (query, message) => {
    const text = await (await fetch(`${url}/embed${query.replace('SITE', `?site=${site}`)}`)).text();
    expect(text).toContain(message);
    expect(text).not.toContain('<optmark-opt-in');
  });

  test('without a widget there is no such page', async () => {
    await expectProblem(createApi(ledger.ledger).request('/embed?site=pk_1'), 'not_found');
  });
});

describe('in a browser', () => {
  test('the preview is the real widget, nothing is refused by the policy and nothing is posted', async () => {
    const { page, complaints } = await opened('');
    const posts: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
    await page.goto(`${url}/embed?site=${site}`);
    await box(page).waitFor();
    await expect.poll(() => sentence(page)).toContain('I consent to receive order updates');
    expect(await box(page).isChecked()).toBe(false);
    expect(await code(page)).toContain(`site="${site}"`);
    expect(posts).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('a tick in it is a real opt-in, as the page says', async () => {
    const { page } = await opened(`?site=${site}&commit=tick`);
    await expect.poll(() => page.locator('.warn').innerText()).toContain('a real opt-in is recorded');
    await page.locator('#preview input[type=tel]').fill('+1 415 555 0142');
    await page.waitForTimeout(300);
    await box(page).click();
    await expect
      .poll(() => page.evaluate(() => document.querySelector('optmark-opt-in')!.state))
      .toBe('saved');
    const asked = { recipient: '+14155550142', purpose: 'shipping_update' };
    const answer = await post(`${url}/v1/gate/check`, ledger.keys.gate, asked);
    expect(await answer.json()).toMatchObject({ decision: 'allow' });
  });

  test('code and preview follow each choice, with the focus where it was', async () => {
    const { page, complaints } = await opened(`?site=${site}`);
    await page.getByRole('link', { name: 'React' }).click();
    await expect.poll(() => code(page)).toContain('onoptmark-saved={');
    await page.getByLabel('Language').selectOption('es');
    await expect.poll(() => sentence(page)).toContain('novedades de sus pedidos');
    await page.getByLabel('Number', { exact: true }).focus();
    await page.getByLabel('Number', { exact: true }).selectOption('own');
    await expect.poll(() => code(page)).not.toContain('phone-field');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('choice-number');
    expect(new URL(page.url()).searchParams.get('code')).toBe('react');
    expect(complaints).toEqual([]);
  });

  test('a choice that is wrong says so at once, and is well again when it is mended', async () => {
    const { page } = await opened(`?site=${site}`);
    const name = page.getByLabel('Name in the form');
    await page.getByText('More choices').click();
    await name.fill('a b');
    await name.blur();
    await expect.poll(() => page.locator('#fault-name').innerText()).toContain('Letters, digits');
    expect(await name.getAttribute('aria-invalid')).toBe('true');
    await name.fill('consent');
    await name.blur();
    await expect.poll(() => code(page).catch(() => '')).toContain('name="consent"');
    expect(await page.locator('.bad').count()).toBe(0);
  });

  test('a first site key, typed on the page, brings the preview', async () => {
    const { page } = await opened('');
    await page.getByLabel('Site key').fill(site);
    await page.getByRole('button', { name: 'Show the code' }).click();
    await box(page).waitFor();
  });

  test('the copied code is the code, exactly', async () => {
    const { page } = await opened(`?site=${site}`, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Copy the code' }).click();
    await expect.poll(() => page.locator('#said').innerText()).toBe('Copied the code');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await page.locator('pre').first().textContent());
  });

  test('without scripts the form still shows the code', async () => {
    const { page } = await opened('', { javaScriptEnabled: false });
    await page.getByLabel('Site key').fill(site);
    await page.getByRole('button', { name: 'Show the code' }).click();
    await page.getByRole('link', { name: 'Vue' }).click();
    await expect.poll(() => code(page)).toContain('isCustomElement');
    await page.getByRole('link', { name: 'Svelte' }).click();
    await expect.poll(() => code(page)).toContain('app.html');
  });

  test.each<[string, BrowserContextOptions]>([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['forced colours', { forcedColors: 'active' }],
    ['320 px', { viewport: { width: 320, height: 640 } }],
    // The page's policy admits no style but its own; here it is the reader's.
    ['text twice as large', { viewport: { width: 320, height: 640 }, bypassCSP: true }],
  ])('axe finds nothing, and nothing is wider than the window: %s', async (_, options) => {
    const { page } = await opened(`?site=${site}&name=`, options);
    await box(page).waitFor();
    if (options.bypassCSP) await page.addStyleTag({ content: ':root { font-size: 200% }' });
    expect(await axeViolations(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    if (process.env.OPTMARK_SCREENSHOTS) {
      const path = join(process.env.OPTMARK_SCREENSHOTS, `embed-${_.replace(' ', '-')}.png`);
      await page.screenshot({ path, fullPage: true });
    }
  });
});
