// /flow as a developer meets it: over real HTTP, in a real browser, with a flow of several languages.

import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../../../ledger/channels/ivr/dialects.ts';
import { publish as publishNotice } from '../../../ledger/operations/notice/notices.ts';
import { axeViolations } from '../../support/browser/axe.ts';
import { closePages, launchBrowser } from '../../support/browser/browser.ts';
import { orderUpdates, type TestLedger, testLedger } from '../../support/ledger.ts';
import { publishedLine } from '../ivr/line.ts';

let ledger: TestLedger;
let browser: Browser;
beforeAll(async () => {
  ledger = await testLedger();
  browser = await launchBrowser();
  const locales = { ...orderUpdates.locales, ar: { what: 'تحديثات طلباتك' } };
  await publishNotice(ledger.ledger, ledger.business, { ...orderUpdates, locales }, 'test');
  await publishedLine(ledger);
  await publishedLine(ledger, { id: 'many-tongues', default_locale: 'ar', locales: { ar: {}, en: {} } });
});
afterEach(() => closePages(browser));
afterAll(async () => {
  await browser?.close();
  await ledger?.stop();
});

const pathOf = (more: Record<string, string> = {}) =>
  `/flow?${new URLSearchParams({ site: ledger.site, flow: 'order-line', ...more })}`;

/** What the browser was told to say, with its language. */
type Spoken = { spoken: [string, string][] };

async function opened(path: string, options: BrowserContextOptions = {}) {
  const page = await (await browser.newContext(options)).newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.addInitScript(() => {
    const spoken: [string, string][] = [];
    Object.assign(globalThis, { spoken });
    speechSynthesis.speak = ({ text, lang }) => void spoken.push([lang, text]);
  });
  await page.goto(ledger.url + path);
  return { page, complaints };
}

const now = (page: Page) => page.locator('#now .line').allInnerTexts();
const key = (page: Page, name: string) => page.locator(`.keys a[data-key="${name}"]`);

describe('over HTTP', () => {
  const read = async (path: string) => {
    const answer = await fetch(ledger.url + path);
    return { answer, text: await answer.text() };
  };

  test('it asks for a flow and finds no fault yet', async () => {
    const { answer, text } = await read('/flow');
    expect(answer.status).toBe(200);
    const policy = answer.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self'");
    expect(policy).toContain('trusted-types flow');
    expect(text).toContain('Nobody is calling yet');
    expect(text).not.toContain('class="bad"');
  });

  test.each([
    [{ site: 'pk_none' }, 'no such site key: optmark site list'],
    [{ site: 'om_secret' }, 'begins with pk_'],
    [{ flow: 'none' }, 'no such flow: optmark flow list'],
    [{ flow: '"><script>' }, 'the id of a flow'],
    [{ keys: '+14155550123' }, 'no keys that a caller'],
  ])('what is wrong is said, and there is no call: %o', async (query, message) => {
    const { answer, text } = await read(pathOf(query as Record<string, string>));
    expect(answer.status).toBe(200);
    expect(text).toContain(message);
    expect(text).not.toContain('data-key');
    expect(text).not.toContain('"><script>');
  });

  test('a link holds a whole call', async () => {
    const { text } = await read(pathOf({ keys: '93n1' }));
    const said = [...text.matchAll(/<p class="(?:did|line)".*?>(.*?)<\/p>/g)].map(([, line]) => line!);
    expect(said[0]).toContain('0 1 0 0');
    expect(said[1]).toBe('The caller presses 9.');
    expect(said[2]).toBe(said[0]);
    expect(said[5]).toBe('The caller keys in +14155550177 and presses #.');
    expect(said[6]).toContain('0 1 7 7');
    expect(said.at(-1)).toBe('The call is over.');
    expect(text).toMatch(/START/);
  });

  test.each(['0', '2', '555', 'sss', '3nn', '3555', '*#1'])(
    'whatever the caller does, it is answered, and nothing is recorded: %s',
    async (keys) => {
      const checkpoint = async () => (await read('/log/checkpoint')).text;
      const before = await checkpoint();
      expect((await read(pathOf({ keys }))).text).toContain('id="now"');
      expect(await checkpoint()).toBe(before);
    },
  );

  test('every telephone system has its address, and no secret stands there', async () => {
    const { text } = await read(pathOf());
    for (const name of Object.keys(dialects)) {
      expect(text).toContain(`https://ledger.example/v1/ivr/${name}/${ledger.business}/order-line`);
    }
    expect(text).toContain('npm run -s optmark -- provider set twilio');
    expect(text).not.toContain('ofs_');
  });
});

describe('in a browser', () => {
  test('keys are pressed by mouse and keyboard, and the voice says what is heard then', async () => {
    const { page, complaints } = await opened(pathOf());
    const [question] = await now(page);
    expect(question).toContain('WhatsApp');
    await key(page, '5').click();
    await expect.poll(() => now(page)).toHaveLength(2);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-key'))).toBe('5');
    await page.keyboard.press('1');
    await expect.poll(() => page.locator('.keys').count()).toBe(0);
    const [thanks] = await now(page);
    expect(thanks).toContain('START');
    const spoken = await page.evaluate(() => (globalThis as unknown as Spoken).spoken);
    expect(spoken).toEqual([
      ['en', expect.any(String)],
      ['en', question],
      ['en', thanks],
    ]);
    expect(await page.locator('#said').textContent()).toBe(thanks);
    await page.getByRole('link', { name: 'Call again' }).click();
    await expect.poll(() => now(page)).toEqual([question]);
    expect(complaints).toEqual([]);
  });

  test('the lines for each telephone system are copied at one press', async () => {
    const { page, complaints } = await opened(pathOf(), {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    expect(await page.locator('button.copy').count()).toBe(Object.keys(dialects).length);
    await page.getByRole('button', { name: 'Copy the lines for Asterisk' }).click();
    await expect.poll(() => page.locator('#said').textContent()).toBe('Copied the lines for Asterisk');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('OPTMARK_SECRET=<secret>');
    expect(complaints).toEqual([]);
  });

  test('nothing is said before a person asks for it', async () => {
    const { page } = await opened(pathOf());
    const spoken = () => page.evaluate(() => (globalThis as unknown as Spoken).spoken.length);
    await page.getByRole('button', { name: 'Listen' }).waitFor();
    expect(await spoken()).toBe(0);
    await page.getByRole('button', { name: 'Listen' }).click();
    expect(await spoken()).toBe(1);
  });

  test('a digit that is typed into the form is no key', async () => {
    const { page } = await opened(pathOf());
    await page.getByLabel('Flow').fill('order-line1');
    expect(new URL(page.url()).searchParams.get('keys')).toBeNull();
  });

  test('each language is said in its own voice, and written in its own direction', async () => {
    const { page } = await opened(pathOf({ flow: 'many-tongues' }));
    await page.getByRole('button', { name: 'Listen' }).click();
    const spoken = await page.evaluate(() => (globalThis as unknown as Spoken).spoken.map(([lang]) => lang));
    expect(spoken).toEqual(['ar', 'en']);
    const directions = page
      .locator('#now .line')
      .evaluateAll((lines) => lines.map((line) => line.getAttribute('dir')));
    expect(await directions).toEqual(['rtl', 'ltr']);
  });

  test('without scripts the keys are links', async () => {
    const { page } = await opened('/flow', { javaScriptEnabled: false });
    await page.getByLabel('Site key').fill(ledger.site);
    await page.getByLabel('Flow').fill('order-line');
    await page.getByRole('button', { name: 'Call' }).click();
    await key(page, '1').click();
    await expect.poll(() => now(page)).toEqual([expect.stringContaining('START')]);
  });

  test.each<[string, BrowserContextOptions, string]>([
    ['light', { colorScheme: 'light' }, 'order-line'],
    ['dark', { colorScheme: 'dark' }, 'order-line'],
    ['forced colours', { forcedColors: 'active' }, 'order-line'],
    ['320 px', { viewport: { width: 320, height: 640 } }, 'order-line'],
    ['rtl', { viewport: { width: 320, height: 640 } }, 'many-tongues'],
  ])('axe finds nothing, and nothing is wider than the window: %s', async (look, options, flow) => {
    const { page } = await opened(pathOf({ flow, keys: flow === 'order-line' ? '53' : '2' }), options);
    await page.getByRole('button', { name: 'Listen' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
    const before = await page.locator('#said').textContent();
    await key(page, '9').click();
    await expect.poll(() => page.locator('#said').textContent()).not.toBe(before);
    expect(await overflow()).toBeLessThanOrEqual(0);
    if (process.env.OPTMARK_SCREENSHOTS) {
      const path = join(process.env.OPTMARK_SCREENSHOTS, `flow-${look.replace(' ', '-')}.png`);
      await page.screenshot({ path, fullPage: true });
    }
  });
});
