// Under a content security policy without style-src, img-src or inline anything, with Trusted Types required.

import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { builtWidget } from '../support/browser/built-widget.ts';
import { strictPolicy } from '../support/browser/tiny-shop.ts';
import { tag, typed, type WidgetBench, widgetBench } from '../support/browser/widget-bench.ts';

let bench: WidgetBench;
beforeAll(async () => {
  bench = await widgetBench();
});
afterEach(() => bench.clear());
afterAll(() => bench?.close());

describe('a page with a strict content security policy', () => {
  test('sees no violation from the first drawing to the undo, and the element fully styled', async () => {
    const { page, box, number, ready, state, complaints, widget } = await bench.open(tag());
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(globalThis, { violations: seen });
      document.addEventListener('securitypolicyviolation', (event) => seen.push(event.violatedDirective));
    });
    await ready();
    await box.click();
    await number.fill(typed);
    await box.click();
    await expect.poll(state).toBe('saved');
    await box.click();
    await expect.poll(state).toBe('ready');
    expect(await page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations)).toEqual(
      [],
    );
    expect(complaints).toEqual([]);
    const drawn = await widget.locator('.card').evaluate((card) => getComputedStyle(card).borderTopWidth);
    expect(drawn).toBe('1px');
    const field = await number.evaluate((input) => getComputedStyle(input).minHeight);
    expect(field).toBe('44px');
  });

  test('is really strict: an inline style sheet there is refused', async () => {
    bench.shop.head = '<style>h1 { color: rgb(1, 2, 3) }</style>';
    const { complaints, page } = await bench.open(tag());
    expect(complaints.join()).toContain('Content Security Policy');
    expect(await page.locator('h1').evaluate((h1) => getComputedStyle(h1).color)).not.toBe('rgb(1, 2, 3)');
  });

  test('must list lit-html among its Trusted Types, or nothing is drawn', async () => {
    bench.shop.policy = strictPolicy(bench.ledger.url).replace(' lit-html', ' none');
    const { page, complaints } = await bench.open(tag());
    await expect.poll(() => complaints.join()).toContain('lit-html');
    expect(await page.getByRole('checkbox').count()).toBe(0);
  });
});

describe('the published script', () => {
  test('runs under its own digest, and not under another', async () => {
    const { manifest } = await builtWidget();
    const script = (integrity: unknown) =>
      `<script type="module" crossorigin integrity="${integrity}" src="${bench.ledger.url}${bench.ledger.script}"></script>`;
    bench.shop.script = () => script(manifest.integrity);
    const { ready } = await bench.open(tag());
    await ready();
    const other = `sha384-${createHash('sha384').update('another').digest('base64')}`;
    bench.shop.script = () => script(other);
    const { page, complaints } = await bench.open(tag());
    await expect.poll(() => complaints.join()).toContain('integrity');
    expect(await page.getByRole('checkbox').count()).toBe(0);
  });

  test('loaded twice keeps the first and says so', async () => {
    const { url, script } = bench.ledger;
    bench.shop.head = `<script type="module" crossorigin src="${url}${script}?again"></script>`;
    // A second copy of Lit may have a policy of the same name only where the page says so.
    bench.shop.policy = `${strictPolicy(url)} 'allow-duplicates'`;
    const { ready, complaints } = await bench.open(tag());
    await ready();
    expect(complaints.join()).toContain('already defined');
  });
});
