// Several notices: cards that stand one below the other are rows of one card, with one line that unfolds for
// all of them; cards of one form that stand apart share the line. Also where a framework puts one in, takes
// one out or moves one.

import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from '../support/browser/axe.ts';
import { bundled } from '../support/browser/bundled.ts';
import { siteKey } from '../support/browser/tiny-ledger.ts';
import { tag, type WidgetBench, widgetBench } from '../support/browser/widget-bench.ts';

let bench: WidgetBench;
beforeAll(async () => {
  bench = await widgetBench();
});
afterEach(() => bench.clear());
afterAll(() => bench?.close());

const own = '<label for="tel">Phone</label><input id="tel">';
const one = (id: string) => tag(`phone-field="#tel" id="${id}"`);
const inForm = (cards: string) => `<form>${own}<div id="cards">${cards}</div></form>`;

/** Of each card that is drawn: its id, whether it shows the line, and the ends of its frame. */
const cards = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('optmark-opt-in')]
      .filter((host) => host.shadowRoot?.querySelector('.card') && host.checkVisibility())
      .map((host) => {
        const card = getComputedStyle(host.shadowRoot!.querySelector('.card')!);
        const ends = [
          card.borderTopLeftRadius === '8px' && 'round',
          host.shadowRoot!.querySelector('summary')!.checkVisibility() && 'line',
          card.borderBottomWidth === '1px' && 'edge',
          card.borderBottomLeftRadius === '8px' && 'round',
        ];
        return `${host.id}: ${ends.filter(Boolean).join(' ')}`;
      }),
  );

async function open(body: string, options = {}) {
  bench.shop.policy = undefined;
  return bench.open(body, options);
}

const alone = (id: string) => `${id}: round line edge round`;
const first = (id: string) => `${id}: round`;
const between = (id: string) => `${id}: `;
const last = (id: string) => `${id}: line edge round`;

describe('cards of one form, one below the other', () => {
  test('are rows of one card: one frame, a line between two rows, and one that unfolds, in the last', async () => {
    const { page } = await open(inForm(one('a') + one('b') + one('c')));
    await expect.poll(() => cards(page)).toEqual([first('a'), between('b'), last('c')]);
    const edges = await page.locator('optmark-opt-in').evaluateAll((all) =>
      all.map((host) => {
        const { left, right, top, bottom } = host.shadowRoot!.querySelector('.card')!.getBoundingClientRect();
        return { left, right, top, bottom };
      }),
    );
    const [a, b, c] = edges;
    expect([b!.left, b!.right, b!.top]).toEqual([a!.left, a!.right, a!.bottom]);
    expect([c!.left, c!.right, c!.top]).toEqual([b!.left, b!.right, b!.bottom]);
    expect(await axeViolations(page)).toEqual([]);
  });

  test('are apart, each whole, as soon as a rule of the shop’s keeps them apart, and one when it is gone', async () => {
    const { page } = await open(inForm(one('a') + one('b')));
    await expect.poll(() => cards(page)).toEqual([first('a'), last('b')]);
    const style = await page.addStyleTag({ content: '#cards { display: grid; gap: 12px }' });
    await page.locator('#a').hover();
    await expect.poll(() => cards(page)).toEqual(['a: round edge round', alone('b')]);
    await style.evaluate((element) => (element as Element).remove());
    await page.locator('#tel').hover();
    await expect.poll(() => cards(page)).toEqual([first('a'), last('b')]);
  });

  test('stand beside each other as two cards where the window is wide', async () => {
    const columns =
      '<style>@media (width > 700px) { #cards { display: grid; grid-template-columns: 1fr 1fr } }</style>';
    const { page, box } = await open(columns + inForm(one('a') + one('b')), {
      viewport: { width: 500, height: 700 },
    });
    await expect.poll(() => cards(page)).toEqual([first('a'), last('b')]);
    await box.hover();
    await page.setViewportSize({ width: 900, height: 700 });
    await expect.poll(() => cards(page)).toEqual(['a: round edge round', alone('b')]);
  });

  test.for(['opacity: 0', 'visibility: hidden', 'display: none'])(
    'show the line in the first while the last is hidden: %s',
    async (style) => {
      const { page, box } = await open(inForm(one('a') + one('b')));
      const line = page.locator('#a').locator('summary');
      await expect.poll(() => line.isVisible()).toBe(false);
      await page.addStyleTag({ content: `#b { ${style} }` });
      await box.first().hover();
      await expect.poll(() => line.isVisible()).toBe(true);
    },
  );

  test('are cards of their own where their other lines differ', async () => {
    const other = tag('phone-field="#tel" id="b" locale="es"');
    const { page } = await open(inForm(one('a') + other));
    await expect.poll(() => cards(page)).toEqual([alone('a'), alone('b')]);
  });
});

test('without a form too, but not where they stand apart', async () => {
  const { page } = await open(`${own}${one('a')}${one('b')}<p>Apart</p>${one('c')}`);
  await expect.poll(() => cards(page)).toEqual([first('a'), last('b'), alone('c')]);
});

test('cards of two forms have nothing to do with each other', async () => {
  const form = (id: string) => `<form style="margin: 0">${one(id)}</form>`;
  const { page } = await open(own + form('a') + form('b'));
  await expect.poll(() => cards(page)).toEqual([alone('a'), alone('b')]);
});

const props = { site: siteKey, notice: 'order-updates', 'phone-field': '#tel' };

/** Each draws the ids of `shown` and sets `window.show(ids)`, which draws others. */
const frameworks: [string, string][] = [
  [
    'React',
    `import { createElement as h } from 'react'; import { createRoot } from 'react-dom/client';
    import { flushSync } from 'react-dom';
    const root = createRoot(document.querySelector('#cards'));
    window.show = (ids) => flushSync(() => root.render(ids.map((id) => h('optmark-opt-in', { key: id, id, ...${JSON.stringify(props)} }))));`,
  ],
  [
    'Vue',
    `import { createApp, h, shallowRef } from 'vue';
    const ids = shallowRef([]);
    createApp(() => ids.value.map((id) => h('optmark-opt-in', { key: id, id, ...${JSON.stringify(props)} }))).mount('#cards');
    window.show = (all) => { ids.value = all; };`,
  ],
];

test.for(frameworks)('%s puts one in, takes one out, moves one', async ([, entry]) => {
  const { page } = await open(inForm(''));
  await page.addScriptTag({ content: await bundled(entry) });
  const show = (...ids: string[]) =>
    page.evaluate((all) => (window as unknown as { show(ids: string[]): void }).show(all), ids);
  await show('a');
  await expect.poll(() => cards(page)).toEqual([alone('a')]);
  await show('a', 'b');
  await expect.poll(() => cards(page)).toEqual([first('a'), last('b')]);
  await show('a', 'c', 'b');
  await expect.poll(() => cards(page)).toEqual([first('a'), between('c'), last('b')]);
  await show('b', 'a', 'c');
  await expect.poll(() => cards(page)).toEqual([first('b'), between('a'), last('c')]);
  await show('b', 'a');
  await expect.poll(() => cards(page)).toEqual([first('b'), last('a')]);
  await show('a');
  await expect.poll(() => cards(page)).toEqual([alone('a')]);
});
