// What a page may change about the card's look, and what it may not: its shape, and never the words or the
// logo. Tricks that go further are in page-tricks.test.ts.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContextOptions } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { tag, type WidgetBench, widgetBench } from '../support/browser/widget-bench.ts';

let bench: WidgetBench;
beforeAll(async () => {
  bench = await widgetBench();
});
afterEach(() => bench.clear());
afterAll(() => bench?.close());

type Opened = Awaited<ReturnType<WidgetBench['open']>>;

async function openStyled(css: string, children = '', options: BrowserContextOptions = {}): Promise<Opened> {
  Object.assign(bench.shop, { policy: undefined, head: `<style>${css}</style>` });
  const opened = await bench.open(tag('', children), options);
  await opened.ready();
  return opened;
}

const styleOf = ({ widget }: Opened, selector: string, property: string) =>
  widget
    .locator(selector)
    .first()
    .evaluate((node, name) => getComputedStyle(node).getPropertyValue(name), property);

/** Everything that makes the words and the logo what they are. */
const looks = (opened: Opened) =>
  opened.widget.evaluate((host) => {
    const properties =
      'color background-color opacity visibility display font-weight letter-spacing fill'.split(' ');
    return ['.brand', '.name', '.sentence', '.line', '.glyph'].map((selector) => {
      const node = host.shadowRoot!.querySelector(selector)!;
      const style = getComputedStyle(node);
      return properties.map((name) => style.getPropertyValue(name));
    });
  });

describe('the shape of the card', () => {
  test('is the page’s: corners, space inside, border', async () => {
    const shaped = await openStyled(
      'optmark-opt-in { --optmark-radius: 3px; --optmark-padding: 5px; --optmark-border: 4px double red }',
    );
    expect(await styleOf(shaped, '.card', 'border-radius')).toBe('3px');
    expect(await styleOf(shaped, '.card', 'padding')).toBe('5px');
    expect(await styleOf(shaped, '.card', 'border')).toBe('4px double rgb(255, 0, 0)');
  });

  test('can be laid out through its parts', async () => {
    const shaped = await openStyled(
      'optmark-opt-in::part(base) { max-inline-size: 300px } optmark-opt-in::part(control) { padding: 7px } optmark-opt-in::part(phone) { margin-block-end: 9px }',
    );
    expect((await shaped.widget.locator('.card').boundingBox())!.width).toBe(300);
    expect(await styleOf(shaped, '.control', 'padding')).toBe('7px');
    expect(await styleOf(shaped, '.phone', 'margin-bottom')).toBe('9px');
  });

  test('takes the family and the size of the page’s letters', async () => {
    const shaped = await openStyled('body { font: 20px Georgia }');
    expect(await styleOf(shaped, '.sentence', 'font-family')).toBe('Georgia');
    expect(await styleOf(shaped, '.sentence', 'font-size')).toBe('20px');
  });
});

describe('the words and the logo', () => {
  const everywhere =
    'optmark-opt-in, optmark-opt-in::part(base), optmark-opt-in::part(control), optmark-opt-in::part(phone)';

  test.for([
    ['another colour', `${everywhere} { color: #eee }`],
    [
      'another colour on top of all others',
      `* { color: #eee !important } ${everywhere} { color: #eee !important }`,
    ],
    ['a background', `${everywhere} { background: #25d366 }`],
    ['a fill', `${everywhere} { fill: red; stroke: red }`],
    ['no visibility', `${everywhere} { visibility: hidden }`],
    [
      'weight, spacing and case',
      `${everywhere} { font-weight: 100; letter-spacing: -9px; text-transform: uppercase }`,
    ],
    [
      'its own inner properties',
      `${everywhere} { --ink: #fff; --soft: #fff; --sheet: #000; --go: #fff; --edge: #fff; --stop: #fff }`,
    ],
    [
      'parts that are not there',
      '::part(sentence), ::part(brand), ::part(logo), ::part(line) { display: none }',
    ],
  ])('keep their look under %s', async ([, css]) => {
    const own = await looks(await openStyled(''));
    expect(await looks(await openStyled(css!))).toEqual(own);
  });

  test('follow the colour scheme that the page says it has', async () => {
    const dark = await openStyled(':root { color-scheme: dark }');
    expect(await styleOf(dark, '.sentence', 'color')).toBe('rgb(237, 243, 240)');
    expect(await styleOf(dark, '.glyph', 'fill')).toBe('rgb(37, 211, 102)');
    const light = await openStyled('', '', { colorScheme: 'dark' });
    expect(await styleOf(light, '.sentence', 'color')).toBe('rgb(22, 32, 28)');
  });
});

describe('the operator’s own logo', () => {
  const svg = '<svg slot="logo" viewBox="0 0 24 24"><circle cx="12" cy="12" r="12" fill="#123456"/></svg>';
  const png = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

  test.for([
    ['a drawing', svg],
    ['an image', `<img slot="logo" alt="" src="${png}">`],
  ])('stands in place of ours, at its size: %s', async ([, logo]) => {
    const opened = await openStyled('', logo);
    const drawn = opened.widget.locator(':scope > [slot=logo]');
    expect(await drawn.boundingBox()).toMatchObject({ width: 24, height: 24 });
    expect(await opened.widget.locator('.glyph').isVisible()).toBe(false);
    expect(await opened.widget.locator('.name').innerText()).toBe('WhatsApp');
  });

  test('keeps its own colours', async () => {
    const opened = await openStyled('', svg);
    expect(await styleOf(opened, ':scope > [slot=logo] circle', 'fill')).toBe('rgb(18, 52, 86)');
  });

  test('adds nothing to the name of the box', async () => {
    const opened = await openStyled('', '<img slot="logo" alt="A green bubble" src="data:,">');
    expect(await opened.widget.getByRole('checkbox', { name: 'A green bubble' }).count()).toBe(0);
  });
});

describe('among the style sheets of others', () => {
  const bootstrap = () =>
    readFileSync(createRequire(import.meta.url).resolve('bootstrap/dist/css/bootstrap.min.css'), 'utf8');
  const input = '<input slot="phone" class="form-control">';

  test('of Bootstrap: the field has its gaps, its size and, when something is wrong, its red border', async () => {
    const opened = await openStyled(bootstrap(), input);
    const gap = async () => {
      const field = (await opened.number.boundingBox())!;
      const box = (await opened.box.boundingBox())!;
      return box.y - field.y - field.height;
    };
    expect(await gap()).toBe(16);
    expect((await opened.number.boundingBox())!.height).toBe(44);
    await opened.box.click();
    await expect.poll(opened.state).toBe('error');
    await expect
      .poll(() => styleOf(opened, 'input[slot=phone]', 'border-top-color'))
      .toBe('rgb(179, 18, 29)');
    expect(await gap()).toBe(16);
  });

  test('of Bootstrap: the sentence looks as it does anywhere', async () => {
    const own = await looks(await openStyled(''));
    expect(await looks(await openStyled(bootstrap(), input))).toEqual(own);
  });

  test('of a dark shop that never said so: the words are still readable on their own ground', async () => {
    const opened = await openStyled('body { background: #0b0d12; color: #e8e8f0 }');
    expect(await styleOf(opened, '.sentence', 'color')).toBe('rgb(22, 32, 28)');
    expect(await styleOf(opened, '.sentence', 'background-color')).toBe('rgb(255, 255, 255)');
  });

  test('of a reset that takes everything: box and words stay', async () => {
    const opened = await openStyled('* { all: unset !important }');
    expect(await opened.box.isVisible()).toBe(true);
    expect(await opened.box.boundingBox()).toMatchObject({ width: 24, height: 24 });
    expect(await styleOf(opened, '.sentence', 'color')).toBe('rgb(22, 32, 28)');
  });
});
