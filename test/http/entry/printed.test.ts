// What is printed for an entry point, read by another program than the one that drew it, and followed as a
// person follows it: from the code to the page, to the tick, to the record that says which poster it was.

import jsqr from 'jsqr';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  addEntryPoint,
  changeEntryPoint,
  endEntryPoint,
} from '../../../ledger/operations/entry/entry-points.ts';
import { publish } from '../../../ledger/operations/notice/notices.ts';
import { addBusiness, createApiKey } from '../../../ledger/operations/setup/setup.ts';
import { axeViolations } from '../../support/browser/axe.ts';
import { closePages, launchBrowser } from '../../support/browser/browser.ts';
import { orderUpdates } from '../../support/ledger.ts';
import { type HostingLedger, hostingLedger } from '../hosted/hosted.ts';
import { type Body, expectProblem, get, post } from '../requests.ts';

let shop: HostingLedger;
let browser: Browser;
let otherKey: string;
const poster = {
  id: 'store-poster',
  kind: 'poster',
  name: 'Store poster Pune',
  notice: 'order-updates',
} as const;

beforeAll(async () => {
  shop = await hostingLedger();
  await addEntryPoint(shop.hosting, shop.business, { ...poster, site: shop.hosted });
  await addBusiness(shop.ledger, { id: 'acme', name: 'Acme' });
  otherKey = (await createApiKey(shop.ledger, 'acme', 'admin', ['admin'])).key;
  browser = await launchBrowser();
});
afterEach(() => closePages(browser));
afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

const printed = (path: string, id: string = poster.id) =>
  get(`${shop.url}/v1/entry-points/${id}/${path}`, shop.keys.admin);
const urlOf = async (id: string): Promise<string> => {
  const { entry_points }: Body = await (await get(`${shop.url}/v1/entry-points`, shop.keys.admin)).json();
  return entry_points.find((one: Body) => one.id === id).url;
};
const follow = (url: string, headers: Record<string, string> = {}) =>
  fetch(url, { redirect: 'manual', headers });

/** What another program reads in a picture. */
async function decoded(page: Page, svg: string): Promise<string | undefined> {
  const side = 400;
  const dark = await page.evaluate(
    async ([source, side]) => {
      const image = new Image();
      image.src = `data:image/svg+xml,${encodeURIComponent(source)}`;
      await image.decode();
      const drawing = new OffscreenCanvas(side, side).getContext('2d')!;
      drawing.fillStyle = '#888';
      drawing.fillRect(0, 0, side, side);
      drawing.drawImage(image, 0, 0, side, (side * image.height) / image.width);
      const { data } = drawing.getImageData(0, 0, side, side);
      return Array.from({ length: side * side }, (_, i) => (data[i * 4]! < 128 ? '1' : '0')).join('');
    },
    [svg, side] as const,
  );
  const pixels = [...dark].flatMap((one) => (one === '1' ? [0, 0, 0, 255] : [255, 255, 255, 255]));
  return jsqr.default(Uint8ClampedArray.from(pixels), side, side)?.data;
}

describe('the code', () => {
  test('is read by another program, leads to the page, and the record says which poster it was', async () => {
    const answer = await printed('qr.svg');
    expect(answer.headers.get('content-type')).toBe('image/svg+xml');
    const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
    const url = await decoded(page, await answer.text());
    expect(url).toBe(await urlOf(poster.id));
    await page.goto(url!);
    expect(new URL(page.url()).pathname).toBe(`/in/${shop.hosted}/order-updates`);
    const number = '+14155550160';
    await page.locator('input[type=tel]').fill(number);
    await expect.poll(() => page.locator('[data-line=sentence]').innerText()).toContain('0160');
    await page.getByRole('checkbox').click();
    await page.locator('#choice > button').click();
    await expect.poll(() => page.locator('#choice > [role=status]').innerText()).toContain('Saved');
    const history = await post(`${shop.url}/v1/subjects/history`, shop.keys.audit, { number });
    const { records }: Body = await history.json();
    const optIn = records.find(({ kind }: Body) => kind === 'opt_in');
    expect(optIn.record.source).toEqual({
      ...{ system: 'widget', actor: shop.hosted, entry_point: 'poster' },
      entry: { id: poster.id, name: poster.name },
    });
  });

  test.each(['ar', 'ja', 'th', 'de'])(
    'names what it is for, in a language of the notice, and is read: %s',
    async (locale) => {
      const draft = { ...orderUpdates, id: `in-${locale}`, default_locale: locale };
      await publish(
        shop.ledger,
        shop.business,
        { ...draft, locales: { [locale]: { what: '<b>&"x"' } } },
        'test',
      );
      const id = `poster-${locale}`;
      await addEntryPoint(shop.hosting, shop.business, {
        ...poster,
        id,
        notice: draft.id,
        site: shop.hosted,
      });
      const svg = await (await printed('qr.svg', id)).text();
      expect(svg).toContain(`lang="${locale}"`);
      expect(svg).toContain('WhatsApp');
      expect(svg).toContain('&lt;b&gt;&amp;');
      const page = await browser.newPage();
      expect(await decoded(page, svg)).toBe(await urlOf(id));
      // It is well-formed, has a name and a description, and no word leaves the sheet.
      await page.setContent(svg);
      const wide = await page.evaluate(() => {
        const sheet = document.querySelector('svg')!.getBoundingClientRect();
        const lines = [...document.querySelectorAll('text')].map((line) => line.getBoundingClientRect());
        return lines.filter(
          ({ left, right, bottom }) => left < sheet.left || right > sheet.right || bottom > sheet.bottom,
        ).length;
      });
      expect(wide).toBe(0);
      expect(svg).toMatch(/<title id="title">.+<\/title>\n<desc id="desc">.+<\/desc>/);
    },
  );

  test('stays the same when the notice is another, and then leads there', async () => {
    await publish(shop.ledger, shop.business, { ...orderUpdates, id: 'offers' }, 'test');
    const draft = { ...poster, id: 'moved', site: shop.hosted, locale: 'es' };
    const { code } = await addEntryPoint(shop.hosting, shop.business, draft);
    const changed = await changeEntryPoint(shop.hosting, shop.business, 'moved', { notice: 'offers' });
    expect(changed.code).toBe(code);
    const answer = await follow(await urlOf('moved'));
    expect([answer.status, answer.headers.get('location')]).toEqual([
      302,
      `/in/${shop.hosted}/offers?lang=es&from=moved`,
    ]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('is found as a person types it, and what was never printed is a page in plain words', async () => {
    const url = await urlOf(poster.id);
    const [start, code] = [url.slice(0, -10), url.slice(-10)];
    const typed = code.toUpperCase().replaceAll('0', 'O').replaceAll('1', 'l');
    expect((await follow(start + typed)).status).toBe(302);
    for (const never of ['0000000000', 'x', '%22%3E%3Cscript%3E', `${code}0`]) {
      const answer = await follow(start + never, { 'accept-language': 'de' });
      expect([never, answer.status]).toEqual([never, 404]);
      const page = await answer.text();
      expect(page).toContain('Diese Seite kann nicht benutzt werden');
      expect(page).not.toContain('<script>');
    }
  });

  test('of an entry point that is over leads to a page that says so, and whom to ask', async () => {
    const draft = { ...poster, id: 'old', site: shop.hosted };
    await addEntryPoint(shop.hosting, shop.business, draft);
    await addEntryPoint(shop.hosting, shop.business, { ...draft, id: 'late', until: '2026-01-01T00:00:00Z' });
    const urls = [await urlOf('old'), await urlOf('late')];
    await endEntryPoint(shop.hosting, shop.business, 'old');
    for (const url of urls) {
      const answer = await follow(url);
      expect(answer.status).toBe(410);
      const page = await answer.text();
      expect(page).toContain('This page cannot be used');
      expect(page).toContain('care@fresh.example');
    }
    for (const what of ['qr.svg', 'poster']) await expectProblem(printed(what, 'old'), 'not_found');
  });

  test('records nothing, whoever follows it', async () => {
    const size = async () => (await (await fetch(`${shop.url}/log/checkpoint`)).text()).split('\n')[1];
    const before = await size();
    for (const method of ['GET', 'HEAD', 'GET']) await fetch(await urlOf(poster.id), { method });
    expect(await size()).toBe(before);
  });
});

describe('is printed for nobody else', () => {
  test('an advertisement has no code and no poster', async () => {
    await addEntryPoint(shop.hosting, shop.business, { id: 'ad', kind: 'click_to_whatsapp_ad', name: 'Ad' });
    await addEntryPoint(shop.hosting, shop.business, { ...poster, id: 'no-site' });
    for (const id of ['ad', 'no-site', 'no-such'])
      for (const what of ['qr.svg', 'poster']) await expectProblem(printed(what, id), 'not_found');
  });

  test('another business’s key gets nothing, and neither does one without the scope', async () => {
    for (const what of ['qr.svg', 'poster']) {
      const of = `${shop.url}/v1/entry-points/${poster.id}/${what}`;
      await expectProblem(get(of, otherKey), 'not_found');
      await expectProblem(get(of, shop.keys.ingest), 'forbidden');
      await expectProblem(get(of), 'unauthenticated');
    }
  });

  test('a size that is no sheet is refused', async () => {
    const { errors } = await expectProblem(printed('poster?sheet=a9'), 'invalid');
    expect(errors).toMatchObject([{ pointer: '/sheet' }]);
  });
});

describe('the poster', () => {
  test.each(['a4', 'a5'])(
    'fits one sheet of %s, with the code, its address and whom to ask',
    async (size) => {
      const answer = await printed(`poster?sheet=${size}`);
      expect(answer.headers.get('content-security-policy')).toContain(
        "default-src 'none'; style-src 'sha256-",
      );
      const html = await answer.text();
      const url = await urlOf(poster.id);
      expect(html).toContain('Get order updates from Fresh Produce on WhatsApp');
      expect(html).toContain('care@fresh.example');
      const page = await browser.newPage();
      await page.setContent(html);
      expect(await page.locator('.address').innerText()).toBe(url.replace('https://', ''));
      expect(await axeViolations(page)).toEqual([]);
      const svg = await page.locator('main svg').evaluate((one) => one.outerHTML);
      expect(await decoded(page, svg)).toBe(url);
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    },
  );

  test('speaks the language that is asked for, where the notice has it', async () => {
    for (const [lang, words] of [
      ['es', 'Reciba novedades de sus pedidos de Fresh Produce por WhatsApp'],
      ['fr', 'Get order updates from Fresh Produce on WhatsApp'],
    ])
      expect(await (await printed(`poster?locale=${lang}`)).text()).toContain(words);
  });
});

test('a form on paper has boxes that a digit can be written into', async () => {
  const form = await get(`${shop.url}/v1/notices/order-updates/form?locale=en`, shop.keys.admin);
  const page = await browser.newPage();
  await page.setContent(await form.text());
  const boxes = await Promise.all((await page.locator('.digits i').all()).map((one) => one.boundingBox()));
  const millimetre = 96 / 25.4;
  expect(boxes.length).toBeGreaterThan(10);
  for (const box of boxes) {
    expect(box!.width).toBeGreaterThan(6 * millimetre);
    expect(box!.height).toBeGreaterThan(8 * millimetre);
  }
});
