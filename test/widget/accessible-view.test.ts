// "Your consent" and the proof of the number, for every person: what axe finds, names and order, keys, focus,
// what is announced.

import type { BrowserContextOptions } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { appearances, axeViolations, pageColours } from '../support/browser/axe.ts';
import { rightCode } from '../support/browser/tiny-ownership.ts';
import { tag, typed, type WidgetBench, widgetBench } from '../support/browser/widget-bench.ts';

let bench: WidgetBench;
beforeAll(async () => {
  bench = await widgetBench();
});
afterEach(() => bench.clear());
afterAll(() => bench?.close());

const views = { html: 'lang="en"', head: '' };

/** Saved, with the view there but not open. */
async function openSaved(
  prove = 'whatsapp code',
  options: BrowserContextOptions = {},
  over: Partial<typeof views> = {},
) {
  const { html, head } = { ...views, ...over };
  Object.assign(bench.shop, { policy: undefined, html, head: pageColours + head });
  const opened = await bench.open(tag(`prove="${prove}"`), options);
  await opened.ready();
  await opened.number.fill(typed);
  await opened.box.click();
  const more = opened.widget.locator('.more');
  await more.waitFor();
  const proof = opened.widget.getByRole('group', { name: 'Confirm that this number is yours' });
  const code = opened.widget.getByRole('textbox', { name: 'Code' });
  /** Id or words of what has the focus. */
  const focused = () =>
    opened.widget.evaluate((host) => {
      const active = host.shadowRoot!.activeElement;
      return active?.id || active?.textContent?.trim() || active?.className;
    });
  return { ...opened, more, proof, code, focused };
}

describe.for(appearances)('in %s', ([, options, over]) => {
  test('axe finds nothing: closed, opened, asked for a code, given a wrong one, confirmed', async () => {
    const { page, more, proof, code } = await openSaved(
      'whatsapp code',
      options as BrowserContextOptions,
      over,
    );
    const clean = async () => expect(await axeViolations(page, 'optmark-opt-in')).toEqual([]);
    await clean();
    await more.click();
    await clean();
    await proof.getByRole('button', { name: 'Get a code' }).click();
    await code.fill('000000');
    await clean();
    await code.press('Enter');
    await proof.getByText('Check the code and enter it again').waitFor();
    await clean();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await code.fill(rightCode);
    await code.press('Enter');
    await proof.getByText('Confirmed: this number is yours').waitFor();
    await clean();
  });
});

describe('"Saved"', () => {
  test('is a button whose name is what is seen, and says what it opens; "Receipt" is a link to it', async () => {
    const { widget, more } = await openSaved('');
    const button = widget.getByRole('button', { name: 'Saved' });
    expect(await button.getAttribute('aria-expanded')).toBe('false');
    expect(await more.innerText()).toBe('Saved');
    expect(await widget.locator('.status').innerText()).toMatch(/^(✓ )?Saved · Receipt$/);
    const receipt = widget.getByRole('link', { name: 'Receipt', exact: true });
    expect(await receipt.getAttribute('href')).toBe(await widget.locator('.view a').getAttribute('href'));
    await button.click();
    expect(await button.getAttribute('aria-expanded')).toBe('true');
    const opens = await button.getAttribute('aria-controls');
    expect(await widget.locator(`#${opens}`).isVisible()).toBe(true);
  });

  test('is at least 24 pixels each way, and the card stays as it is when it becomes a button', async () => {
    bench.shop.policy = undefined;
    const { page, box, number, widget, state, ready } = await bench.open(tag());
    await ready();
    let show = () => {};
    const shown = new Promise<void>((resolve) => {
      show = resolve;
    });
    await page.route('**/view.js', async (route) => {
      await shown;
      await route.continue();
    });
    const places = () =>
      widget.evaluate((host) =>
        ['.card', '.head', '.brand', '.sentence', '.fold'].map((selector) => {
          const { x, y, width, height } = host.shadowRoot!.querySelector(selector)!.getBoundingClientRect();
          return { x, y, width, height };
        }),
      );
    await number.fill(typed);
    await box.click();
    await expect.poll(state).toBe('saved');
    await expect.poll(() => widget.locator('.status').innerText()).toBe('Saved');
    const before = await places();
    show();
    await widget.locator('.more').waitFor();
    expect(await places()).toEqual(before);
    const { width, height } = (await widget.locator('.more').boundingBox())!;
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
  });

  test.for(['Enter', 'Space'])(
    'is opened and closed by %s, keeps the focus, and Escape does nothing',
    async (key) => {
      const { page, widget, focused } = await openSaved('');
      await page.keyboard.press('Tab');
      expect(await focused()).toBe('Saved');
      await page.keyboard.press(key);
      await expect.poll(() => widget.locator('#view').isVisible()).toBe(true);
      expect(await focused()).toBe('Saved');
      await page.keyboard.press('Escape');
      expect(await widget.locator('#view').isVisible()).toBe(true);
      await page.keyboard.press(key);
      await expect.poll(() => widget.locator('#view').isVisible()).toBe(false);
    },
  );
});

describe('the opened view', () => {
  test('says what, when, how to stop, whom to ask, and leads to the receipt, in this order', async () => {
    const { more, widget } = await openSaved('');
    await more.click();
    const lines = (await widget.locator('.view').ariaSnapshot()).replace(/agreed on .*/, 'agreed on …');
    expect(lines.split('\n').filter((line) => !line.includes('/url'))).toEqual([
      '- paragraph:',
      '  - strong: Your consent',
      '- paragraph: You agreed on …',
      '- paragraph: I consent to receive order updates from Fresh Produce on my WhatsApp number XXXXXX3210',
      '- paragraph: To stop, untick the box or use your receipt',
      '- paragraph: "Talk to a person at Fresh Produce: +1 415 555 0100 · care@fresh.example"',
      '- paragraph:',
      `  - 'link "Your receipt: check it, keep it, or stop"':`,
    ]);
  });

  test('the keyboard goes from "Saved" over the notice’s links to the receipt and the buttons', async () => {
    const { page, more, focused } = await openSaved();
    await more.click();
    const order: (string | undefined)[] = [];
    for (let step = 0; step < 9; step++) {
      await page.keyboard.press('Tab');
      order.push(await focused());
      if (step === 1) await page.keyboard.press('Enter');
    }
    expect(order).toEqual([
      'Receipt',
      'Stop any time · Privacy · Talk to a person',
      'You can stop at any time: https://fresh.example/profile',
      'How Fresh Produce uses your number: https://fresh.example/privacy',
      '+1 415 555 0100',
      'care@fresh.example',
      'Your receipt: check it, keep it, or stop',
      'Send the code with WhatsApp',
      'Get a code',
    ]);
  });

  test('every control shows its focus and is at least 24 pixels high', async () => {
    const { page, more, widget } = await openSaved();
    await more.click();
    for (let step = 0; step < 3; step++) await page.keyboard.press('Shift+Tab');
    const controls = widget.locator('.status *, .view a, .view button');
    for (let at = 0; at < (await controls.count()); at++) {
      await controls.nth(at).focus();
      expect(await controls.nth(at).evaluate((node) => getComputedStyle(node).outline)).toMatch(/3px/);
      expect((await controls.nth(at).boundingBox())!.height).toBeGreaterThanOrEqual(24);
    }
  });
});

describe('proving the number', () => {
  test('by code: the focus goes to the field, its error is the field’s, and the end is announced', async () => {
    const { page, proof, code, focused } = await openSaved();
    const said = proof.getByRole('status');
    expect(await said.innerText()).toBe('');
    await proof.getByRole('button', { name: 'Get a code' }).click();
    await expect.poll(focused).toBe('code');
    await page.keyboard.type('000000');
    await page.keyboard.press('Enter');
    await expect.poll(() => code.getAttribute('aria-invalid')).toBe('true');
    expect(await proof.getByRole('alert').textContent()).toBe('Error: Check the code and enter it again');
    const described = (await code.getAttribute('aria-describedby'))!.split(' ');
    expect(described).toEqual(['code-hint', 'code-error']);
    expect(await focused()).toBe('code');
    expect(await code.inputValue()).toBe('000000');
    await code.fill(rightCode);
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Confirm');
    await page.keyboard.press('Space');
    await expect.poll(() => said.innerText()).toBe('Confirmed: this number is yours');
    // What was pressed is gone; the keyboard is where it was, not at the top of the page.
    await expect.poll(focused).toContain('Confirmed');
  });

  test('label, hint, error and input follow each other', async () => {
    const { proof, code } = await openSaved('code');
    await proof.getByRole('button').click();
    await code.press('Enter');
    await proof.getByText('Check the code').waitFor();
    const tops = await proof.evaluate((group) =>
      ['label', '#code-hint', '#code-error', '#code'].map(
        (part) => group.querySelector(part)!.getBoundingClientRect().top,
      ),
    );
    expect(tops).toEqual(tops.toSorted((one, other) => one - other));
  });

  test('by message: the focus goes to the link, and waiting and arrival are announced', async () => {
    const { page, proof, focused } = await openSaved('whatsapp');
    await page.context().route('https://wa.me/**', (route) => route.abort());
    await proof.getByRole('button', { name: 'Send the code with WhatsApp' }).press('Enter');
    const link = proof.getByRole('link', { name: 'Send the code with WhatsApp' });
    await link.waitFor();
    expect(await proof.getByRole('status').innerText()).toBe('Waiting for your message…');
    expect(await link.getAttribute('rel')).toBe('noopener');
    await expect.poll(focused).toBe('Send the code with WhatsApp');
    bench.ledger.messageArrived = true;
    await expect.poll(() => proof.getByRole('status').innerText()).toBe('Confirmed: this number is yours');
  });

  test('that cannot be done now is said so, and what was pressed is still there', async () => {
    const { proof, focused } = await openSaved('code');
    bench.ledger.mood = 'down';
    await proof.getByRole('button').press('Enter');
    await expect
      .poll(() => proof.getByRole('alert').textContent())
      .toBe('Error: This cannot be confirmed now. Your choice is still saved');
    expect(await focused()).toBe('Get a code');
  });
});
