// WCAG 2.2 AA as far as a machine can tell, in every appearance, and what it cannot: names, order, targets,
// keys.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { appearances, axeViolations, pageColours } from '../support/browser/axe.ts';
import { siteKey } from '../support/browser/tiny-ledger.ts';
import { signedNumber, tag, typed, type WidgetBench, widgetBench } from '../support/browser/widget-bench.ts';
import { customerToken } from '../support/customer-token.ts';

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
    const violations = () => axeViolations(opened.page, 'optmark-opt-in');
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
        '- checkbox "WhatsApp I consent to receive order updates from Fresh Produce on my WhatsApp number (as entered here)"',
        '- text: WhatsApp',
        '- status',
        '- text: I consent to receive order updates from Fresh Produce on my WhatsApp number (as entered here)',
        '- group: Stop any time · Privacy · Talk to a person',
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

describe('an error', () => {
  test('says what to do, after a hidden "Error:", and is the field’s own', async () => {
    const { box, number, widget, state, ready } = await bench.open(tag());
    await ready();
    await box.click();
    await expect.poll(state).toBe('error');
    const error = widget.locator('[slot=phone-error]');
    await expect
      .poll(() => error.textContent())
      .toBe('Error: Enter your WhatsApp number, including the country code');
    expect(await error.locator('span').evaluate((prefix) => getComputedStyle(prefix).clipPath)).toBe(
      'inset(50%)',
    );
    expect(await number.getAttribute('aria-invalid')).toBe('true');
    expect((await number.getAttribute('aria-describedby'))!.split(' ')).toContain(
      await error.getAttribute('id'),
    );
    // Between its hint and its input, where it is read before it is typed again.
    const [hint, message, input] = await Promise.all(
      [widget.locator('[slot=phone-hint]'), error, number].map(async (part) => (await part.boundingBox())!.y),
    );
    expect([hint, message, input]).toEqual([hint, message, input].toSorted((one, other) => one! - other!));
  });

  test('keeps what was typed, and goes when it is mended', async () => {
    const { box, number, widget, state, ready } = await bench.open(tag());
    await ready();
    await number.fill('98765');
    await box.click();
    await expect.poll(state).toBe('error');
    expect(await number.inputValue()).toBe('98765');
    await number.fill(typed);
    await expect.poll(() => widget.locator('[slot=phone-error]').textContent()).toBe('');
    expect(await number.getAttribute('aria-invalid')).toBe('false');
  });

  test('of a box without any field is the box’s', async () => {
    bench.shop.policy = undefined;
    const { page, box, widget, state, ready } = await bench.open(tag('number=""'));
    await ready();
    await box.click();
    await expect.poll(state).toBe('error');
    expect(await axeViolations(page, 'optmark-opt-in')).toEqual([]);
    expect(await box.getAttribute('aria-describedby')).toContain('error');
    expect(await widget.locator('#error').textContent()).toMatch(/^Error: Enter/);
  });
});

describe('the number of a customer token', () => {
  test('is in the sentence, nothing is to be typed, and axe finds nothing', async () => {
    bench.shop.policy = undefined;
    const token = customerToken('secret', { site: siteKey, number: signedNumber });
    const { page, widget, ready } = await bench.open(tag(`customer-token="${token}"`));
    await ready();
    expect(await widget.getByRole('textbox').count()).toBe(0);
    expect(await widget.getByRole('checkbox', { name: 'XXXXXX3210' }).count()).toBe(1);
    expect(await axeViolations(page, 'optmark-opt-in')).toEqual([]);
  });
});

describe('letters and lines as a person needs them', () => {
  test('further apart (WCAG 1.4.12) nothing is cut off or overlaps', async () => {
    const spacing =
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }';
    Object.assign(bench.shop, { policy: undefined, head: pageColours });
    const { page, widget, box, state, ready } = await bench.open(tag(), {
      viewport: { width: 320, height: 640 },
    });
    await ready();
    await box.click();
    await expect.poll(state).toBe('error');
    await widget.locator('summary').click();
    // As a person's own style sheet: into every tree.
    const cut = await widget.evaluate((host, css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets.push(sheet);
      const root = host.shadowRoot!;
      root.adoptedStyleSheets.push(sheet);
      const shown = [...host.children, ...root.querySelectorAll('.note, .brand, .sentence, summary, .line')];
      return shown.filter((node) => node.scrollWidth > node.clientWidth + 1 && node.localName !== 'input')
        .length;
    }, spacing);
    expect(cut).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await axeViolations(page, 'optmark-opt-in')).toEqual([]);
  });

  test('what has the focus is not covered by the element itself', async () => {
    const { page, widget, ready } = await bench.open(tag(), { viewport: { width: 320, height: 256 } });
    await ready();
    await widget.locator('summary').click();
    for (const control of await widget.locator('input, summary, a').all()) {
      await control.focus();
      const seen = await control.evaluate((node) => {
        const [{ x, y, width, height }] = node.getClientRects() as unknown as [DOMRect];
        const root = node.getRootNode() as Document | ShadowRoot;
        return node.contains(root.elementFromPoint(x + width / 2, y + height / 2));
      });
      expect(seen).toBe(true);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
});

describe('the name of the box', () => {
  test('holds every word that is seen beside it (WCAG 2.5.3)', async () => {
    const { widget, ready } = await bench.open(tag());
    await ready();
    const seen = `WhatsApp ${await widget.locator('.sentence').innerText()}`;
    expect(await widget.getByRole('checkbox', { name: seen, exact: true }).count()).toBe(1);
  });
});
