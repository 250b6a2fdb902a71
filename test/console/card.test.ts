// A card is drawn again in the console, in a real browser, by the release of the widget that the record
// names: in a frame that reaches nothing of the console.

import { hash } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BrowserContext, Page as Tab } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { joinLines, renderNotice } from '../../ledger/core/notice/render.ts';
import { keepWidget } from '../../ledger/http/widget/kept-releases.ts';
import { publish } from '../../ledger/operations/notice/notices.ts';
import { seen } from '../core/consent/sample-consent.ts';
import { Page } from '../http/page.ts';
import type { Body } from '../http/requests.ts';
import { axeViolations } from '../support/browser/axe.ts';
import { builtWidget } from '../support/browser/built-widget.ts';
import { ConsoleDesk, shot as shotOf } from '../support/browser/console-desk.ts';
import { orderUpdates, type TestLedger, testLedger } from '../support/ledger.ts';

let ledger: TestLedger;
let desk: ConsoleDesk;
let url: string;
let folder: string;
let context: BrowserContext;
let tab: Tab;
let release: { version: string; integrity: string };
/** What the browser asked for since a card was opened. */
let asked: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'optmark-widget-'));
  desk = await ConsoleDesk.open(
    async (at) => {
      ledger = await testLedger({ url: at });
      return ledger;
    },
    async (_, at) => {
      url = at;
      release = await writeRelease(folder);
      const widget = await keepWidget(ledger.ledger, folder, () => {});
      await keepWidget(ledger.ledger, await writeOther(), () => {});
      return { widget };
    },
  );
  const arabic = { en: { what: 'order updates' }, ar: { what: 'تحديثات الطلبات' } };
  await publish(ledger.ledger, ledger.business, { ...orderUpdates, id: 'orders', locales: arabic }, 'test');
  context = await desk.context();
  context.setDefaultTimeout(10_000);
  tab = await desk.signedIn('auditor', context);
  tab.on('request', (request) => asked.push(new URL(request.url()).pathname));
});

afterAll(async () => {
  await desk?.close();
  await ledger?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function writeRelease(to: string): Promise<typeof release> {
  const { files, manifest } = await builtWidget();
  for (const [name, bytes] of files) {
    const file = join(to, manifest.version, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
  await writeFile(join(to, 'widget.json'), JSON.stringify(manifest));
  return manifest;
}

/** A release of long ago with a fault: it draws other words, and takes what it can get at. */
async function writeOther(): Promise<string> {
  const to = await mkdtemp(join(folder, 'other-'));
  const { manifest } = await builtWidget();
  const script = `customElements.define('optmark-opt-in', class extends HTMLElement {
  async connectedCallback() {
    const root = this.attachShadow({ mode: 'open' });
    const tried = async (name, work) => name + ' ' + (await Promise.try(work).then(() => 'reached', () => 'refused'));
    const contact = (await Promise.all([
      tried('page', () => parent.document.title),
      tried('session', () => fetch('/v1/console/session', { credentials: 'include' })),
      tried('log', () => fetch(${JSON.stringify(url)} + '/log/checkpoint')),
      tried('stored', () => localStorage.length),
      tried('cookie', () => document.cookie),
      tried('code', () => new Function('return 1')()),
    ])).join(', ') + ', as ' + origin;
    const words = { sentence: 'I agree to everything', privacy: 'none', withdrawal: 'none', contact };
    for (const [line, text] of Object.entries(words)) {
      const part = document.createElement('p');
      part.dataset.line = line;
      part.append(text);
      root.append(part);
    }
    this.dispatchEvent(new Event('optmark-ready'));
  }
});`;
  const integrity = `sha384-${hash('sha384', script, 'base64')}`;
  const old = { ...manifest, version: '0.0.1', file: '/0.0.1/optmark.js', integrity, parts: [] };
  await cp(join(folder, manifest.version, 'strings'), join(to, '0.0.1', 'strings'), { recursive: true });
  await writeFile(join(to, '0.0.1', 'optmark.js'), script);
  for (const place of ['widget.json', '0.0.1/widget.json'])
    await writeFile(join(to, place), JSON.stringify(old));
  return to;
}

/** Of a new person who saw this; their page, with the event open. */
let people = 0;
async function openCard(saw: object, notice = 'order-updates', locale = 'en'): Promise<string> {
  people += 1;
  const number = `+91987654321${people}`;
  const query = new URLSearchParams({ site: ledger.site, notice, locale });
  const shown: Body = await (await fetch(`${url}/v1/notices/current?${query}`)).json();
  const page = new Page({ url, site: ledger.site });
  const nonce: Body = await (await page.askNonce({ notice, version: shown.version })).json();
  const answer = await page.optIn(number, {
    ...{ notice: { id: notice, version: shown.version }, locale: shown.locale },
    text: joinLines(renderNotice(shown as never, shown.wording, number, '91')),
    evidence: { initially: 'unticked', action: 'ticked', seen: { ...seen, ...saw } },
    nonce: nonce.nonce,
  });
  const body: Body = await answer.json();
  expect(body).toMatchObject({ record: expect.any(String) });
  return openEvent(body.record);
}

async function openEvent(record: string): Promise<string> {
  await tab.goto(`${url}/console/record/${record}`);
  await tab.getByRole('heading', { name: 'The exact words' }).waitFor();
  return tab.url();
}

const ask = () => tab.getByText('The card as the person saw it').click();
const status = (words: string) => tab.locator('console-card [role=status]', { hasText: words }).waitFor();
const frame = () => tab.frames().find((one) => one.parentFrame() !== null)!;

const shot = (name: string) => shotOf(tab, name);

const saw = () => ({ script: release.version, integrity: release.integrity });

describe('the card of a record', () => {
  test('is drawn by its release, as wide and as large as it was, and its words compared', async () => {
    await openCard({ ...saw(), folded: [], font_px: 18 });
    asked = [];
    await ask();
    await status('letter for letter');
    await tab.getByText(`Drawn again by release ${release.version}; not a screenshot`).waitFor();
    const card = tab.frameLocator('console-card iframe').locator('optmark-opt-in');
    const sentence = card.locator('.sentence');
    expect(await sentence.innerText()).toContain('XXXXXX3211');
    expect(await sentence.evaluate((node) => node.getBoundingClientRect().width)).toBeCloseTo(
      seen.box.width,
      0,
    );
    expect(await sentence.evaluate((node) => getComputedStyle(node).fontSize)).toBe('18px');
    expect(await card.locator('.line').first().isVisible()).toBe(true);
    expect(await frame().evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
    // Not the part that a tick needs, nor a plan of numbers.
    expect(asked.filter((path) => /\.js$/.test(path) && path.startsWith(`/${release.version}/`))).toEqual([
      `/${release.version}/optmark.js`,
      `/${release.version}/optmark.js`,
    ]);
    expect(await axeViolations(tab)).toEqual([]);
    await shot('card');
  });

  test('is drawn from right to left, and dark', async () => {
    await openCard({ ...saw(), direction: 'rtl', scheme: 'dark' }, 'orders', 'ar');
    await ask();
    await status('letter for letter');
    await shot('card-rtl-dark');
  });

  test('that draws other words says so, and reaches nothing of the console', async () => {
    await openCard({ script: '0.0.1', integrity: null });
    await ask();
    await status('It draws other words than this record holds');
    const drawn = await tab.locator('console-card ins').allInnerTexts();
    expect(drawn.join(' ')).toContain('agree everything');
    expect(drawn.join(' ')).toContain(
      'page refused, session refused, log refused, stored refused, cookie refused, code refused, as null',
    );
    await tab.getByText('The page demanded no digest of the script').waitFor();
    await shot('card-differs');
  });

  test.each([
    ['of a release that is not kept', { script: '9.9.9' }, 'Release 9.9.9 of the widget is not kept here'],
    ['of other bytes', {}, 'the digests differ'],
  ])('%s is not drawn', async (_, other, says) => {
    await openCard({ script: release.version, ...other });
    await ask();
    await status(says);
    expect(await tab.locator('console-card iframe').count()).toBe(0);
  });

  test('believes no other window', async () => {
    await openCard({ ...saw() });
    await ask();
    await status('letter for letter');
    await tab.evaluate(() => postMessage({ height: 9999, text: 'forged' }, '*'));
    await tab.evaluate(() => new Promise((done) => setTimeout(done)));
    expect(await tab.locator('console-card').innerText()).not.toContain('forged');
  });

  test.each([
    ['dark', { colorScheme: 'dark' }],
    ['a screen 320 pixels wide', { viewport: { width: 320, height: 700 } }],
  ] as const)('is as good in %s', async (name, look) => {
    const address = await openCard({ ...saw(), folded: ['withdrawal', 'privacy', 'contact'] });
    const other = await desk.browser.newContext({ ...look, storageState: await context.storageState() });
    const first = tab;
    tab = await other.newPage();
    await tab.goto(address);
    await ask();
    await status('letter for letter');
    expect(await axeViolations(tab)).toEqual([]);
    expect(await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThan(1);
    await tab.locator('console-card iframe').scrollIntoViewIfNeeded();
    await shot(`card-${name.replaceAll(' ', '-')}`);
    tab = first;
    await other.close();
  });
});

test('the frame is shown by no other site, and is of a release that is kept', async () => {
  const answer = await fetch(`${url}/console/card/${release.version}`);
  const policy = answer.headers.get('content-security-policy')!;
  for (const part of [
    "default-src 'none'",
    `script-src ${url}/${release.version}/optmark.js 'sha256-`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    'sandbox allow-scripts;',
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ])
    expect(policy).toContain(part);
  expect(policy).not.toContain('connect-src');
  expect((await fetch(`${url}/console/card/9.9.9`)).status).toBe(404);
});
