// The plain box among the element's children, for browsers without JavaScript: it posts there, and makes way
// here.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { signedNumber, tag, type WidgetBench, widgetBench } from '../support/browser/widget-bench.ts';

let bench: WidgetBench;
beforeAll(async () => {
  bench = await widgetBench();
});
afterEach(() => bench.clear());
afterAll(() => bench?.close());

const plain = '<label><input type="checkbox" name="optin" value="asked"> Ask me about WhatsApp</label>';
const checkout = () =>
  `<form method="post" action="/order"><label for="tel">Phone</label>
  <input id="tel" type="tel" value="${signedNumber}">${tag('phone-field="#tel" name="optin"', plain)}
  <button>Pay</button></form>`;

type Opened = Awaited<ReturnType<WidgetBench['open']>>;

const carried = ({ page }: Opened) =>
  page.evaluate(() => new FormData(document.querySelector('form')!).getAll('optin'));

/** The script comes when the test lets it, as on a slow line. */
async function openSlowly() {
  const opened = await bench.open('');
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await opened.page.route('**/optmark.js', async (route) => {
    await arrived;
    await route.continue();
  });
  bench.shop.body = checkout();
  await opened.page.goto(`${bench.shop.url}/checkout`, { waitUntil: 'commit' });
  const box = opened.widget.locator('#box');
  const early = opened.page.locator('input[name=optin]');
  const drawn = async () => {
    arrive();
    await box.waitFor();
  };
  return { ...opened, box, early, drawn };
}

describe('without the script', () => {
  test('the plain box is shown and posts with the form', async () => {
    const { page } = await bench.open(checkout(), { javaScriptEnabled: false });
    await page.getByLabel('Ask me about WhatsApp').check();
    await page.getByRole('button', { name: 'Pay' }).click();
    await page.waitForURL('**/thanks');
    expect([...bench.shop.orders[0]!]).toEqual([['optin', 'asked']]);
  });
});

describe('once the card is drawn', () => {
  test('the plain box is hidden, and posts nothing beside the signed record', async () => {
    const opened = await bench.open(checkout());
    await opened.widget.locator('#box').waitFor();
    expect(await opened.page.getByRole('checkbox').count()).toBe(1);
    expect(await opened.page.locator('input[name=optin]').isVisible()).toBe(false);
    expect(await carried(opened)).toEqual([]);
    await opened.widget.locator('#box').click();
    await expect.poll(() => carried(opened)).toEqual([expect.stringContaining('.')]);
  });

  test('the plain box shows the card’s state to scripts that read it', async () => {
    const { page, widget, state } = await bench.open(checkout());
    await widget.locator('#box').click();
    await expect.poll(state).toBe('ticked');
    await expect.poll(() => page.locator('input[name=optin]').first().isChecked()).toBe(true);
    await widget.locator('#box').click();
    await expect.poll(() => page.locator('input[name=optin]').first().isChecked()).toBe(false);
  });
});

describe('a tick made before the script was there', () => {
  test('is no consent to these words: the person is asked to tick again', async () => {
    const opened = await openSlowly();
    await opened.early.check();
    await opened.drawn();
    await expect.poll(() => opened.note.innerText()).toBe('Tick again');
    expect(await opened.box.isChecked()).toBe(false);
    expect(await carried(opened)).toEqual([]);
  });

  test('the keyboard goes on at the box that took its place', async () => {
    const { early, drawn, widget, box, page } = await openSlowly();
    await early.check();
    await early.focus();
    await drawn();
    await expect.poll(() => widget.evaluate((host) => host.shadowRoot!.activeElement?.id)).toBe('box');
    await page.keyboard.press('Space');
    await expect.poll(() => box.isChecked()).toBe(true);
  });

  test('is asked for until they tick, and not after it', async () => {
    const { early, drawn, box, note, state, page } = await openSlowly();
    await early.check();
    await drawn();
    await page.mouse.move(1, 1);
    await box.hover();
    await page.waitForLoadState('networkidle');
    expect(await note.innerText()).toBe('Tick again');
    await box.click();
    await expect.poll(state).toBe('ticked');
    expect(await note.innerText()).toBe('');
    await box.click();
    await expect.poll(state).toBe('ready');
    expect(await note.innerText()).toBe('');
  });

  test('is not asked for where there was none', async () => {
    const { drawn, note } = await openSlowly();
    await drawn();
    expect(await note.innerText()).toBe('');
  });
});

describe('a card that cannot be drawn', () => {
  test.for([
    ['the script', '**/optmark.js'],
    ['the notice', '**/v1/notices/**'],
    ['the part that asks for it', '**/notice.js*'],
  ])('leaves the plain box to be used: %s cannot be had', async ([, missing]) => {
    const { page } = await bench.open('');
    await page.route(missing!, (route) => route.abort());
    bench.shop.body = checkout();
    await page.goto(`${bench.shop.url}/checkout`, { waitUntil: 'networkidle' });
    await page.getByLabel('Ask me about WhatsApp').check();
    await page.getByRole('button', { name: 'Pay' }).click();
    await page.waitForURL('**/thanks');
    expect([...bench.shop.orders[0]!]).toEqual([['optin', 'asked']]);
  });
});
