// WCAG 2.2 AA as far as a machine can tell, in every appearance, and what it cannot: names, order, targets, keys.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { appearances, axeViolations, pageColours } from '../support/axe.ts';
import { tag, typed, type WidgetBench, widgetBench } from '../support/widget-bench.ts';

let bench: WidgetBench;
beforeAll(async () => {
  bench = await widgetBench();
});
afterEach(() => bench.clear());
afterAll(() => bench?.close());

describe.for(appearances)('in %s', ([, options, { html = 'lang="en"', head = '' }]) => {
  const open = async () => {
    Object.assign(bench.shop, { policy: undefined, head: pageColours + head, html });
    const opened = await bench.open(tag(), options);
    await opened.ready();
    const violations = () => axeViolations(opened.page);
    return { ...opened, violations };
  };

  test('axe finds nothing: empty, with an error, ticked and saved', async () => {
    const { box, number, state, violations } = await open();
    expect(await violations()).toEqual([]);
    await box.click();
    expect(await violations()).toEqual([]);
    await number.fill(typed);
    await box.click();
    await expect.poll(state).toBe('saved');
    expect(await violations()).toEqual([]);
  });

  test('nothing has to be scrolled sideways', async () => {
    const { page } = await open();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
});

describe('for every person', () => {
  test('the order is: number, box, what it means', async () => {
    const { widget, ready } = await bench.open(tag());
    await ready();
    expect(await widget.ariaSnapshot()).toBe(
      [
        '- text: WhatsApp number',
        '- paragraph: For a number outside +91, start with + and the country code',
        '- alert',
        '- textbox "WhatsApp number"',
        '- alert',
        '- checkbox "WhatsApp I consent to receive order updates from Fresh Produce on my WhatsApp number XXXXXXXXXX"',
        '- text: WhatsApp I consent to receive order updates from Fresh Produce on my WhatsApp number XXXXXXXXXX',
        '- status',
        '- paragraph:',
        '  - text: "How Fresh Produce uses your number:"',
        '  - link "https://fresh.example/privacy":',
        '    - /url: https://fresh.example/privacy',
        '- paragraph:',
        '  - text: "You can stop at any time:"',
        '  - link "https://fresh.example/profile":',
        '    - /url: https://fresh.example/profile',
        '- paragraph:',
        '  - text: "Talk to a person at Fresh Produce:"',
        '  - link "+1 415 555 0100":',
        '    - /url: tel:+14155550100',
        '  - text: ·',
        '  - link "care@fresh.example":',
        '    - /url: mailto:care@fresh.example',
      ].join('\n'),
    );
  });

  test('the box is 24 pixels and its row at least 44', async () => {
    const { widget, box, ready } = await bench.open(tag());
    await ready();
    expect(await box.boundingBox()).toMatchObject({ width: 24, height: 24 });
    const [name, sentence] = [
      await widget.locator('.brand').boundingBox(),
      await widget.locator('.sentence').boundingBox(),
    ];
    // Without a gap between them, so that no tap falls through.
    expect(sentence!.y).toBe(name!.y + name!.height);
    expect(name!.height + sentence!.height).toBeGreaterThanOrEqual(44);
    expect(sentence!.width).toBeGreaterThanOrEqual(200);
  });

  test('the keyboard alone is enough: type, tab, space, and space again to take it back', async () => {
    const { page, number, state, ready, box } = await bench.open(tag());
    await ready();
    await page.keyboard.press('Tab');
    expect(await number.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.type(typed);
    await page.keyboard.press('Tab');
    const outline = await box.evaluate((input) => getComputedStyle(input).outlineWidth);
    expect(outline).toBe('3px');
    await page.keyboard.press('Space');
    await expect.poll(state).toBe('saved');
    await page.keyboard.press('Space');
    await expect.poll(() => bench.ledger.optOuts.length).toBe(1);
  });

  test('a screen reader gets the last digits one by one', async () => {
    const { box, number, widget, ready } = await bench.open(tag());
    await ready();
    await number.fill(typed);
    await expect.poll(() => widget.locator('#ending').textContent()).toBe('Number ending 3 2 1 0');
    expect(await box.getAttribute('aria-describedby')).toBe('ending error');
  });

  test('what is announced has its place before there is anything to say', async () => {
    const { widget, ready } = await bench.open(tag());
    await ready();
    expect(await widget.locator('[role=status]').textContent()).toBe('');
    expect(await widget.locator('[role=alert]').allTextContents()).toEqual(['', '']);
  });

  test('focus() leads to what must be mended', async () => {
    const { page, widget, box, ready } = await bench.open(tag());
    await ready();
    const focused = () => page.evaluate(() => document.activeElement?.localName);
    await widget.evaluate((element) => (element as HTMLElement).focus());
    expect(await focused()).toBe('optmark-opt-in');
    await box.click();
    await widget.evaluate((element) => (element as HTMLElement).focus());
    expect(await focused()).toBe('input');
  });
});
