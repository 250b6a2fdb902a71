// The card in the containers that shops put it in, at two widths, with the text twice as large, right to
// left, dark and in forced colours: wide enough to be read, no wider than there is room, and no longer for
// what it says.

import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { appearances, axeViolations, pageColours } from '../support/browser/axe.ts';
import { tag, typed, type WidgetBench, widgetBench } from '../support/browser/widget-bench.ts';

let bench: WidgetBench;
beforeAll(async () => {
  bench = await widgetBench();
});
afterEach(() => bench.clear());
afterAll(() => bench?.close());

const card = (style = '') => tag(`phone-field="#tel" style="${style}"`);
const side = '<div class="side">The shop’s own box</div>';

/** Each holds one card. */
const containers: [name: string, html: string][] = [
  ['a block', card()],
  ['a flex row with a neighbour', `<div style="display:flex;gap:16px">${card()}${side}</div>`],
  ['a flex column', `<div style="display:flex;flex-direction:column;align-items:start">${card()}</div>`],
  [
    'a grid of auto columns',
    `<div style="display:grid;grid-template-columns:auto auto;gap:16px">${card()}${side}</div>`,
  ],
  ['a table cell', `<table><tr><td>${card()}</td><td>Total</td></tr></table>`],
  ['an inline block', `<div style="display:inline-block">${card()}</div>`],
  ['a float', `<div style="display:flow-root"><div style="float:left">${card()}</div></div>`],
  ['a dialog', `<dialog open style="position:static">${card()}</dialog>`],
  ['a popover', `<div popover="manual" style="display:block;position:static">${card()}</div>`],
  [
    'a positioned box',
    `<div style="position:relative;height:20em"><div style="position:absolute">${card()}</div></div>`,
  ],
  ['a box that fits its content', `<div style="width:fit-content">${card()}</div>`],
  ['an element made inline', card('display:inline-block')],
  ['a column of 200 pixels', `<div style="width:200px">${card()}</div>`],
];

type Measured = { container: string; width: number; height: number; cut: number; hangs: number };

/** Of every card: its size, how much of it is cut off, and how far it stands out of its section. */
const measured = (page: Page): Promise<Measured[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('section')].map((section) => {
      const host = section.querySelector('optmark-opt-in')!;
      const drawn = host.shadowRoot!.querySelector<HTMLElement>('.card')!;
      const { width, height, left, right } = drawn.getBoundingClientRect();
      const { left: from, right: to } = section.getBoundingClientRect();
      const pieces = [drawn, ...drawn.querySelectorAll<HTMLElement>('.sentence, .note, summary, .head')];
      return {
        container: section.title,
        width: Math.round(width),
        height: Math.round(height),
        cut: Math.max(...pieces.map((piece) => piece.scrollWidth - piece.clientWidth)),
        hangs: Math.max(0, Math.round(from - left), Math.round(right - to)),
      };
    }),
  );

async function opened(options: object = {}, { html = 'lang="en"', head = '' } = {}) {
  const style = `<style>main { font: 16px/1.5 sans-serif } section { margin-bottom: 16px }
    .side { flex: none; box-sizing: border-box; width: 6rem; padding: 1rem } td { padding: 0 }
    dialog, [popover] { margin: 0; padding: 8px; border: 1px solid }</style>`;
  Object.assign(bench.shop, { policy: undefined, html, head: pageColours + style + head });
  const sections = containers.map(([name, body]) => `<section title="${name}">${body}</section>`).join('');
  const { page } = await bench.open(`<label for="tel">Phone</label><input id="tel">${sections}`, options);
  await expect
    .poll(() =>
      page
        .locator('optmark-opt-in')
        .evaluateAll((all) => all.map((one) => !!one.shadowRoot?.querySelector('.card'))),
    )
    .not.toContain(false);
  return page;
}

const narrow = { viewport: { width: 320, height: 640 } };
const large = '<style>main { font-size: 32px !important }</style>';

/** What every card keeps in every container. */
function expectReadable(all: Measured[], least: number, tallest: number): void {
  for (const one of all) {
    // A column that leaves four words a line is as long as it must be.
    const isColumn = one.container === 'a column of 200 pixels';
    const floor = isColumn ? Math.min(least, 200) : least;
    expect(one, one.container).toMatchObject({ hangs: 0 });
    expect(one.cut, one.container).toBeLessThanOrEqual(1);
    expect(one.width, one.container).toBeGreaterThanOrEqual(floor);
    expect(one.height, one.container).toBeLessThanOrEqual(isColumn ? 2 * tallest : tallest);
  }
}

describe('in each of 13 containers', () => {
  test('at 1280 pixels the sentence decides the width', async () => {
    const all = await measured(await opened());
    expectReadable(all, 440, 420);
    for (const { width } of all) expect(width).toBeLessThanOrEqual(640);
  });

  test('at 320 pixels nothing is scrolled sideways', async () => {
    const page = await opened(narrow);
    expectReadable(await measured(page), 140, 560);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });

  test('with the text twice as large', async () => {
    expectReadable(await measured(await opened({}, { head: large })), 480, 800);
  });

  test('with the text twice as large at 320 pixels, but beside a rigid neighbour', async () => {
    const all = await measured(await opened(narrow, { head: large }));
    expectReadable(
      all.filter(({ container }) => !/neighbour|auto columns|table/.test(container)),
      180,
      1200,
    );
  });

  test.for(appearances.filter(([name]) => /dark|forced|right/.test(name)))(
    'in %s it is as wide, and axe finds nothing',
    async ([, options, page]) => {
      const shown = await opened(options, page);
      expectReadable(await measured(shown), 360, 420);
      expect(await axeViolations(shown)).toEqual([]);
    },
  );

  test('no message and no number changes its width', async () => {
    const page = await opened();
    const before = await measured(page);
    await page.locator('section[title="a table cell"]').getByRole('checkbox').click();
    await page.locator('optmark-says').waitFor();
    const widths = (all: Measured[]) => all.map(({ width }) => width);
    expect(widths(await measured(page))).toEqual(widths(before));
    await page.locator('#tel').fill(`+91 ${typed}`);
    await expect.poll(() => page.locator('[data-line=sentence]').last().innerText()).toContain('XXXXXX3210');
    const after = await measured(page);
    for (const [at, { width, container }] of after.entries()) {
      expect(Math.abs(width - before[at]!.width), container).toBeLessThanOrEqual(40);
    }
  });
});
