// What the record says about how the sentence was drawn, on honest pages. Tricks are in page-tricks.test.ts.

import { hash } from 'node:crypto';
import type { BrowserContextOptions } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { scriptTag } from '../../../support/browser/tiny-shop.ts';
import { tag, typed, type WidgetBench, widgetBench } from '../../../support/browser/widget-bench.ts';

let bench: WidgetBench;
beforeAll(async () => {
  bench = await widgetBench();
});
afterEach(() => bench.clear());
afterAll(() => bench?.close());

/** Ticks by the keyboard, which tricks with overlays do not stop, and gives what the ledger got. */
async function seenWith(style: string, around: [string, string] = ['', '']) {
  bench.shop.policy = undefined;
  bench.shop.head = `<style>${style}</style>`;
  const opened = await bench.open(around[0] + tag() + around[1]);
  await opened.ready();
  await opened.number.fill(typed);
  await opened.page.waitForTimeout(300);
  await opened.box.focus();
  await opened.page.keyboard.press('Space');
  await expect.poll(opened.state).toMatch(/saved|error/);
  const { claims, grade } = bench.ledger.optIns[0] ?? {};
  return { seen: claims?.evidence.seen, grade, state: await opened.state(), complaints: opened.complaints };
}

async function tickedAs(options: BrowserContextOptions) {
  const { ready, number, box, state } = await bench.open(tag(), options);
  await ready();
  await number.fill(typed);
  await box.click();
  await expect.poll(state).toBe('saved');
  return bench.ledger.optIns[0]!;
}

describe('evidence of an honest page', () => {
  test('says what was drawn', async () => {
    const { seen, grade } = await seenWith('');
    expect(grade).toBe('E3');
    expect(seen).toMatchObject({
      initially: 'unticked',
      gesture: { type: 'keydown', trusted: true },
      logo: true,
      visible_ratio: 1,
      check_visibility: true,
      hit_test: true,
      font_px: 16,
      viewport: { width: 1280, height: 720 },
      direction: 'ltr',
      scheme: 'light',
      forced_colors: false,
      pixel_ratio: 1,
      framed: false,
      ancestors: 0,
      same_origin: true,
      automation: true,
      activation: true,
      unobscured: true,
      integrity: null,
      origin: expect.stringMatching(/^https?:\/\/[^/]+$/),
      path: '/checkout',
    });
    expect(seen!.gesture.chain).toEqual([
      { type: 'keydown', trusted: true, ms: expect.any(Number) },
      { type: 'click', trusted: true, ms: 0 },
    ]);
    expect(seen!.contrast).toBeGreaterThan(12);
    expect(seen!.visible_ms).toBeGreaterThan(200);
    expect(seen!.box.width).toBeGreaterThan(200);
  });

  test('says which lines were folded, and which page of which host it was', async () => {
    const { box, number, state, ready, widget } = await bench.open(tag());
    await ready();
    await number.fill(typed);
    await box.click();
    await expect.poll(state).toBe('saved');
    const folded = bench.ledger.optIns[0]!.claims;
    expect(folded.evidence.seen.folded).toEqual(['withdrawal', 'privacy', 'contact']);
    expect(folded.evidence.seen.origin).toBe(new URL(bench.shop.url).origin);
    expect(folded.text.split('\n')).toHaveLength(4);
    await box.click();
    await expect.poll(state).toBe('ready');
    await widget.locator('summary').click();
    await box.click();
    await expect.poll(state).toBe('saved');
    const unfolded = bench.ledger.optIns[1]!.claims;
    expect(unfolded.evidence.seen.folded).toEqual([]);
    expect(unfolded.text).toBe(folded.text);
  });

  test.for([
    ['below the fold', ''],
    [
      'under a bar that sticks to the edge',
      '<div style="position:fixed;inset:auto 0 0;height:70px;background:#fff">',
    ],
  ])('a sentence %s is brought into view before the tick counts, and the record says so', async ([, bar]) => {
    bench.shop.policy = undefined;
    const head = `<input id="tel" value="${typed}"><div style="height: 1200px"></div>`;
    const { page, box, sentence, state } = await bench.open(
      `${head}${tag('phone-field="#tel"')}<div style="height: 1200px"></div>${bar}`,
    );
    await box.waitFor();
    // The box stands at the lower edge, and most of the sentence below it.
    await box.evaluate(
      (node, height) => scrollBy(0, node.getBoundingClientRect().bottom - innerHeight + height),
      bar ? 71 : 1,
    );
    const { x, y } = (await box.boundingBox())!;
    await page.mouse.click(x + 12, y + 12);
    await expect.poll(state).toBe('saved');
    const { claims, grade } = bench.ledger.optIns[0]!;
    expect(grade).toBe('E3');
    expect(claims.evidence.seen).toMatchObject({ brought: true, visible_ratio: 1, hit_test: true });
    const shown = (await sentence.boundingBox())!;
    expect(shown.y + shown.height).toBeLessThan(bar ? 650 : 720);
  });

  test('does not depend on observers, which report a frame later than a quick hand', async () => {
    const { page, number, box, state, ready } = await bench.open(tag(), {}, () => {
      IntersectionObserver.prototype.observe = () => {};
    });
    await ready();
    await number.fill(typed);
    await page.setViewportSize({ width: 1280, height: 300 });
    await box.click({ delay: 250 });
    await expect.poll(state).toBe('saved');
    expect(bench.ledger.optIns[0]).toMatchObject({
      grade: 'E3',
      claims: {
        evidence: {
          seen: {
            visible_ms: expect.toSatisfy((ms: number) => ms >= 250 && ms < 1000),
            visible_ratio: 1,
            hit_test: true,
          },
        },
      },
    });
  });

  test('has the digest that the page demanded of the script', async () => {
    const script = scriptTag(bench.ledger.url);
    const bytes = new Uint8Array(await (await fetch(/src="([^"]+)"/.exec(script)![1]!)).arrayBuffer());
    const integrity = `sha384-${hash('sha384', bytes, 'base64')}`;
    bench.shop.script = () => script.replace('<script', `<script integrity="${integrity}"`);
    const { seen } = await seenWith('');
    expect(seen!.integrity).toBe(integrity);
    expect(seen!.script).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test.each([
    [
      'of the tag that ran, with a version in its address',
      (tag: string, digest: string) =>
        tag.replace('optmark.js"', `optmark.js?ver=6.7" integrity="${digest}"`),
      true,
    ],
    [
      'of none: a tag that was blocked stands beside one that moves',
      (tag: string) =>
        `${tag.replace('<script', '<script integrity="sha384-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"').replace('optmark.js', 'optmark.js?blocked')}${tag}`,
      false,
    ],
    [
      'of none: two tags have the same address',
      (tag: string, digest: string) => `${tag}${tag.replace('<script', `<script integrity="${digest}"`)}`,
      false,
    ],
    [
      'of none: two tags have the same address, whichever comes first',
      (tag: string, digest: string) => `${tag.replace('<script', `<script integrity="${digest}"`)}${tag}`,
      false,
    ],
    [
      'of none: the tag takes either of two',
      (tag: string, digest: string) =>
        tag.replace('<script', `<script integrity="${digest} ${digest.replace(/-..../, '-AAAA')}"`),
      false,
    ],
  ] as const)('has the digest %s', async (_, tagged, has) => {
    const script = scriptTag(bench.ledger.url);
    const bytes = new Uint8Array(await (await fetch(/src="([^"]+)"/.exec(script)![1]!)).arrayBuffer());
    const integrity = `sha384-${hash('sha384', bytes, 'base64')}`;
    bench.shop.script = () => tagged(script, integrity);
    const { seen } = await seenWith('');
    expect(seen!.integrity).toBe(has ? integrity : null);
  });

  test('knows colours forced by the reader', async () => {
    const { claims, grade } = await tickedAs({ forcedColors: 'active', deviceScaleFactor: 2 });
    expect(claims.evidence.seen).toMatchObject({ forced_colors: true, pixel_ratio: 2 });
    expect(claims.evidence.seen.contrast).toBeGreaterThan(7);
    expect(grade).toBe('E3');
  });

  test('knows a dark page and another direction', async () => {
    bench.shop.html = 'lang="ar" dir="rtl"';
    const { seen } = await seenWith(':root { color-scheme: dark; background: black }');
    expect(seen).toMatchObject({ scheme: 'dark', direction: 'rtl' });
    expect(seen!.contrast).toBeGreaterThan(12);
  });
});

describe('a page that', () => {
  test('replaces the logo by a picture that does not load gets no record', async () => {
    bench.shop.policy = undefined;
    const { box, number, state, complaints, ready } = await bench.open(
      tag('', '<img slot="logo" src="/missing.png" alt="" width="24" height="24">'),
    );
    await ready();
    await number.fill(typed);
    await box.click();
    await expect.poll(state).toBe('error');
    expect(complaints.join()).toContain('logo_and_name');
  });

  test('shows the operator’s own logo is as good', async () => {
    const { box, number, state, ready } = await bench.open(
      tag('', '<svg slot="logo" viewBox="0 0 24 24"><circle cx="12" cy="12" r="12"></circle></svg>'),
    );
    await ready();
    await number.fill(typed);
    await box.click();
    await expect.poll(state).toBe('saved');
    expect(bench.ledger.optIns[0]!.claims.evidence.seen.logo).toBe(true);
  });
});
