import type { BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publish } from '../../../ledger/operations/notice/notices.ts';
import { axeViolations } from '../../support/browser/axe.ts';
import { orderUpdates } from '../../support/ledger.ts';
import { type PersonBench, personBench } from './person-bench.ts';

let bench: PersonBench;
beforeAll(async () => {
  bench = await personBench();
});
afterAll(() => bench?.close());

const status = (page: Page) => page.locator('.verify [role=status]');

/** Details and proof are folded. */
async function opened(...asked: Parameters<PersonBench['open']>) {
  const { page, ...rest } = await bench.open(...asked);
  for (const fold of await page.locator('article > details > summary').all()) await fold.click();
  return { page, ...rest };
}

describe('the check in the browser', () => {
  test('finds the page’s own evidence true, shows every step with what went in, and breaks no policy', async () => {
    const { page, complaints } = await opened(await bench.optIn('+14155550101'));
    await page.getByRole('button', { name: 'Check in this browser' }).click();
    await expect.poll(() => status(page).innerText()).toContain('The evidence is true');
    expect(await page.locator('.steps > .good').count()).toBe(6);
    expect(await page.locator('.steps > .bad').count()).toBe(0);
    await page.locator('.steps summary').nth(2).click();
    expect(await page.locator('.steps').innerText()).toContain('root');
    expect(complaints).toEqual([]);
  });

  test('follows the proof of what a page signed, which is not opened, and finds another entry in it false', async () => {
    const url = await bench.optInByPage('+14155550108');
    const { page, complaints } = await opened(url);
    await page.getByRole('button', { name: 'Check in this browser' }).click();
    await expect.poll(() => status(page).innerText()).toContain('The evidence is true');
    expect(await page.locator('.steps > .good').count()).toBe(4);
    const file = (await (await fetch(`${url}/evidence.json`)).json()) as { entry: string };
    await pick(page, JSON.stringify({ ...file, entry: flipped(file.entry) }));
    await expect.poll(() => status(page).innerText()).toContain('The evidence is false');
    expect(complaints).toEqual([]);
  });

  const changes: [string, string, (file: Record<string, string>) => unknown][] = [
    ['another record', 'opening', ({ record }) => ({ record: flipped(record!) })],
    ['another secret number', 'opening', ({ nonce }) => ({ nonce: flipped(nonce!) })],
    ['another place in the log', 'path', ({ proof }) => ({ proof: proof!.replace(/index \d+/, 'index 0') })],
    ['another checkpoint', 'checkpoint', ({ proof }) => ({ proof: proof!.replace(/\n\d+\n/, '\n99\n') })],
    ['another receipt', 'receipt', ({ receipt }) => ({ receipt: receipt!.replace(/.{8}$/, 'AAAAAAAA') })],
    ['a log of its own', 'keys', ({ vkey }) => ({ vkey: `${vkey!.slice(0, -4)}AAAA` })],
  ];

  test.each(changes)('finds a file with %s false, in red, and says where', async (_, step, change) => {
    const url = await bench.optIn('+14155550102');
    const file = await (await fetch(`${url}/evidence.json`)).json();
    const { page, complaints } = await opened(url);
    await pick(page, JSON.stringify({ ...file, ...(change(file) as object) }));
    await expect.poll(() => status(page).innerText()).toContain('The evidence is false');
    expect(await status(page).locator('.verdict.false').count()).toBe(1);
    const words = { opening: 0, leaf: 1, path: 2, checkpoint: 3, receipt: 4, keys: 5 }[step]!;
    expect(await page.locator('.steps > li').nth(words).getAttribute('class')).toBe('bad');
    expect(complaints).toEqual([]);
  });

  test('says of any other file that it is no evidence, and believes nothing in it to be markup', async () => {
    const { page } = await opened(await bench.optIn('+14155550103'));
    for (const text of ['', 'no', '{}', '[1]', '"<img src=x>"']) {
      await pick(page, text);
      await expect.poll(() => status(page).innerText()).toContain('not an evidence file');
    }
    await pick(
      page,
      JSON.stringify({ receipt: '<img src=x onerror=alert(1)>', format: 'optmark-evidence/v1' }),
    );
    await expect.poll(() => status(page).innerText()).toContain('The evidence is false');
    expect(await page.locator('.verify img').count()).toBe(0);
  });

  test('reaches nothing but the public keys when a file is picked', async () => {
    const url = await bench.optIn('+14155550104');
    const text = await (await fetch(`${url}/evidence.json`)).text();
    const { page } = await opened(url);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await pick(page, text);
    await expect.poll(() => status(page).innerText()).toContain('The evidence is true');
    expect(asked.toSorted()).toEqual(['GET /.well-known/jwks.json', 'GET /log/keys.json']);
  });

  test('is not offered without scripts: a button that does nothing is worse than none', async () => {
    const { page } = await opened(await bench.optIn('+14155550105'), { javaScriptEnabled: false });
    expect(await page.getByRole('button', { name: 'Check in this browser' }).count()).toBe(0);
  });
});

const pick = (page: Page, text: string) =>
  page
    .locator('.verify input')
    .setInputFiles({ name: 'evidence.json', mimeType: 'application/json', buffer: Buffer.from(text) });

/** One character of base64 changed, still base64 in its one spelling. */
const flipped = (base64: string) => (base64.startsWith('A') ? 'B' : 'A') + base64.slice(1);

describe.each([true, false])('with scripts: %s', (javaScriptEnabled) => {
  test('one tap stops, by keyboard too, and the page says so and when', async () => {
    const number = javaScriptEnabled ? '+14155550106' : '+14155550107';
    const { page, complaints } = await bench.open(await bench.optIn(number), { javaScriptEnabled });
    expect(await bench.gate(number)).toBe('allow');
    // Over the way to skip, and the languages.
    for (let step = 0; step < 3; step++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/done/);
    expect(await bench.gate(number)).toBe('deny');
    expect(await page.getByRole('status').first().innerText()).toBe('Done. It has been stopped.');
    expect(await page.getByRole('main').innerText()).toContain('Stopped on');
    expect(complaints).toEqual([]);
  });
});

test('everything stops at one tap on the page with everything', async () => {
  const number = '+14155550108';
  await bench.optIn(number);
  const { page } = await bench.open(await bench.everything(number));
  await page.getByRole('button', { name: 'Stop everything from Fresh Produce' }).click();
  await page.waitForURL(/done/);
  expect(await bench.gate(number)).toBe('deny');
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
  // Each has a state of its own beside the heading.
  // Each has a state of its own beside the heading.
  test.for(['a server posted', 'a page signed'])(
    'axe finds nothing in what %s, checked or not, and nothing has to be scrolled sideways',
    async (by) => {
      const url = await (by === 'a page signed'
        ? bench.optInByPage('+14155550116')
        : bench.optIn('+14155550109'));
      const { page } = await opened(`${url}?lang=${lang}`, {
        ...options,
        // The page's policy admits no style but its own; here it is the reader's.
        bypassCSP: double,
      });
      if (double) await page.addStyleTag({ content: ':root { font-size: 200% }' });
      expect(await axeViolations(page)).toEqual([]);
      await page.locator('.lang summary').click();
      await page.locator('.verify button').click();
      await page.locator('.verdict.true').waitFor();
      await page.locator('.steps summary').first().click();
      expect(await axeViolations(page)).toEqual([]);
      const wide = await page.evaluate(() =>
        [...document.body.querySelectorAll('*')]
          .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
          .map((node) => node.outerHTML.slice(0, 100)),
      );
      expect(wide).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    },
  );
});

test('axe finds nothing on a page that shows nothing', async () => {
  const { page } = await bench.open(`${new URL(await bench.optIn('+14155550110')).origin}/p/forged`);
  expect(await axeViolations(page)).toEqual([]);
});

test('printed, it is one sheet of paper', async () => {
  const { page } = await bench.open(await bench.optIn('+14155550111'));
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});

describe('the order of the page', () => {
  test('is: what it is, how it stands, the words, Stop; the rest is folded, but the ways to ask', async () => {
    const { page } = await bench.open(await bench.optIn('+14155550112'));
    const seen = (await page.getByRole('main').innerText()).split('\n').filter((line) => line.trim());
    expect(seen).toEqual([
      'Order updates',
      'On',
      'Fresh Produce may send you these messages.',
      'The words that you saw or heard are not in this record.',
      expect.stringMatching(/^You agreed on \d+ [A-Z][a-z]+ \d{4} · By a key press on the phone$/),
      'Stop these messages',
      'Takes effect at once. You do not need to do anything else.',
      'Details',
      'Proof · Check it yourself',
      'Erase everything about you',
    ]);
    expect(await page.locator('footer').innerText()).toContain(
      'Talk to a person at Fresh Produce: +1 415 555 0100 · care@fresh.example',
    );
    expect((await page.locator('body').boundingBox())!.height).toBeLessThan(640);
  });

  test('of several consents is a row each, with its own Stop, and Stop everything last', async () => {
    const number = '+14155550113';
    const { ledger, business } = bench.ledger;
    await publish(ledger, business, { ...orderUpdates, id: 'offers', purposes: ['marketing'] }, 'test');
    await bench.optIn(number);
    await bench.optIn(number, 'offers');
    const { page } = await bench.open(await bench.everything(number));
    expect(await page.locator('article').count()).toBe(2);
    const buttons = await page
      .getByRole('button')
      .evaluateAll((all) => all.map((one) => one.ariaLabel ?? one.textContent!));
    expect(buttons.filter((one) => one.startsWith('Stop'))).toEqual([
      expect.stringMatching(/^Stop these messages: /),
      expect.stringMatching(/^Stop these messages: /),
      'Stop everything from Fresh Produce',
    ]);
    expect(await axeViolations(page)).toEqual([]);
  });

  test('the languages are links in their own names, without a script, and keep the link', async () => {
    const { page } = await bench.open(await bench.optIn('+14155550114'), { javaScriptEnabled: false });
    await page.locator('.lang summary').click();
    await page.getByRole('link', { name: 'العربية' }).click();
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await page.locator('.lang summary').innerText()).toBe('العربية');
  });

  test('on paper every fold is open and no button is left', async () => {
    const { page } = await bench.open(await bench.optIn('+14155550115'));
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('The record has a fixed place').isVisible()).toBe(true);
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
  });
});
