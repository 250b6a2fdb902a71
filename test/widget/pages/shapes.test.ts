// Pages as shops build them, with what they hide, open, move, suspend, frame and translate: the person ticks,
// the order carries the record, and the record is worth what it is worth anywhere.

import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bundled } from '../../support/browser/bundled.ts';
import { claimsIn, siteKey } from '../../support/browser/tiny-ledger.ts';
import {
  signedNumber,
  tag,
  typed,
  type WidgetBench,
  widgetBench,
} from '../../support/browser/widget-bench.ts';

let bench: WidgetBench;
beforeAll(async () => {
  bench = await widgetBench();
});
afterEach(() => bench.clear());
afterAll(() => bench?.close());

const optIn = tag(`name="optin" number="${signedNumber}"`);

async function open(body: string, before?: () => void) {
  bench.shop.policy = undefined;
  return bench.open(body, {}, before);
}
const carried = (page: Page) =>
  page.evaluate(() => new FormData(document.forms[0]!).getAll('optin').map(String));
const once = (page: Page) => expect.poll(async () => (await carried(page)).length).toBe(1);
const grades = () => bench.ledger.optIns.map(({ grade }) => grade);

/** Ticked, signed with a nonce, posted. */
async function saved({ page, box, widget }: Awaited<ReturnType<typeof open>>): Promise<void> {
  await box.click();
  await expect.poll(async () => (await carried(page)).map((jws) => !!claimsIn(jws).nonce)).toEqual([true]);
  await widget.evaluate((element) => void (element as HTMLElement & { commit(): unknown }).commit());
  await expect.poll(grades).toEqual(['E3']);
}

describe('a tick is worth E3', () => {
  test.for<[string, string, (page: Page) => Promise<unknown>]>([
    [
      'in a tab that was hidden at first',
      `<form><div id="tab" hidden>${optIn}</div></form>`,
      (page) => page.locator('#tab').evaluate((tab) => tab.removeAttribute('hidden')),
    ],
    [
      'in an accordion that was closed at first',
      `<form><details><summary>Contact</summary>${optIn}</details></form>`,
      (page) => page.getByText('Contact').click(),
    ],
    [
      'in a dialog that was closed at first',
      `<form><dialog>${optIn}</dialog></form>`,
      (page) => page.locator('dialog').evaluate((dialog) => (dialog as HTMLDialogElement).showModal()),
    ],
    [
      'in what a script puts into the page later',
      '<form></form>',
      (page) =>
        page.locator('form').evaluate((form, html) => form.insertAdjacentHTML('beforeend', html), optIn),
    ],
    [
      'in a page whose style sheet means everything',
      `<style>main * { display: flex; float: left; margin: 3px; text-transform: uppercase; letter-spacing: 3px }</style>
       <form>${optIn}</form>`,
      async () => {},
    ],
  ])('%s', async ([, body, show]) => {
    const opened = await open(body);
    await show(opened.page);
    await opened.ready();
    await saved(opened);
  });

  test('where a library gives every array a toJSON, as Prototype does', async () => {
    const opened = await open(`<form>${optIn}</form>`, () => {
      Object.assign(Array.prototype, {
        toJSON(this: unknown[]) {
          return `[${this.map((one) => JSON.stringify(one)).join()}]`;
        },
      });
    });
    await opened.ready();
    await saved(opened);
  });

  test('in a frame without an address of its own, in the name of the page that made it', async () => {
    const { page } = await open('<iframe title="Checkout" width="700" height="500"></iframe>');
    const inside = `<!doctype html><title>Checkout</title>${bench.shop.script()}
      ${tag(`name="optin" commit="tick" number="${signedNumber}"`)}`;
    await page.locator('iframe').evaluate((frame, html) => Object.assign(frame, { srcdoc: html }), inside);
    await page.frameLocator('iframe').getByRole('checkbox').click();
    await expect.poll(grades).toEqual(['E3']);
    const { seen } = bench.ledger.optIns[0]!.claims.evidence;
    expect(seen).toMatchObject({ origin: bench.shop.url, path: '/' });
  });

  test('between shadow roots, the form in one and the element in another', async () => {
    const { page, box } = await open('<div id="outer"></div>');
    await page.locator('#outer').evaluate(
      (outer, html) => {
        const shadow = outer.attachShadow({ mode: 'open' });
        shadow.innerHTML = '<form><div id="inner"></div></form>';
        shadow.querySelector('#inner')!.attachShadow({ mode: 'open' }).innerHTML = html;
      },
      `<input id="tel" type="tel">${tag('name="optin" phone-field="#tel"')}`,
    );
    await page.locator('#tel').fill(typed);
    await box.click();
    await expect.poll(grades).toEqual(['E3']);
  });
});

describe('the tick stands, and the form carries it once', () => {
  test('when its dialog is closed and opened again', async () => {
    const { page, box } = await open(`<form><dialog open>${optIn}</dialog></form>`);
    await box.click();
    await once(page);
    await page.locator('dialog').evaluate((dialog) => {
      (dialog as HTMLDialogElement).close();
      (dialog as HTMLDialogElement).showModal();
    });
    expect(await box.isChecked()).toBe(true);
    await once(page);
  });

  test('when a script moves the element within its form', async () => {
    const { page, box } = await open(`<form>${optIn}<div id="step"></div></form>`);
    await box.click();
    await once(page);
    await page.locator('#step').evaluate((step) => step.append(document.querySelector('optmark-opt-in')!));
    await once(page);
    expect(await box.isChecked()).toBe(true);
  });

  test('when React mounts it twice, and hides it while something else is awaited', async () => {
    const script = await bundled(`
      import { createElement as h, StrictMode, Suspense, use, useState } from 'react';
      import { createRoot } from 'react-dom/client';
      const Late = ({ awaited }) => (awaited && use(awaited), h('p', null, 'Total'));
      function Checkout() {
        const [awaited, await_] = useState();
        window.suspend = () => await_(new Promise((resolve) => { window.release = resolve; }));
        const props = { site: '${siteKey}', notice: 'order-updates', name: 'optin', number: '${signedNumber}' };
        const inside = h(Suspense, { fallback: h('p', null, 'Loading') }, h('optmark-opt-in', props), h(Late, { awaited }));
        return h('form', null, inside);
      }
      createRoot(document.querySelector('#root')).render(h(StrictMode, null, h(Checkout)));
    `);
    const { page, box, widget } = await open('<div id="root"></div>');
    await page.addScriptTag({ content: script });
    await box.click();
    await once(page);
    await page.evaluate(() => (window as unknown as { suspend(): void }).suspend());
    await page.getByText('Loading').waitFor();
    expect(await widget.isVisible()).toBe(false);
    await page.evaluate(() => (window as unknown as { release(): void }).release());
    await page.getByText('Total').waitFor();
    expect(await box.isChecked()).toBe(true);
    await once(page);
  });

  test('to where the pressed button sends it, with that button', async () => {
    const { page, box } = await open(
      `<form method="post" action="/nowhere">${optIn}<button name="pay" value="later" formaction="/order">Later</button></form>`,
    );
    await box.click();
    await once(page);
    await page.getByRole('button', { name: 'Later' }).click();
    await expect.poll(() => bench.shop.orders.map((order) => [...order.keys()])).toEqual([['optin', 'pay']]);
  });
});

test('a page that a browser translates says the next error too, not the one before', async () => {
  const { page, box, widget } = await open(
    `<form><input id="tel" type="tel">${tag('name="optin" phone-field="#tel"')}${tag('id="own"')}</form>`,
  );
  const own = page.locator('#own');
  await box.click();
  await own.getByRole('checkbox').click();
  const errors = [page.locator('optmark-says'), own.locator('[slot=phone-error]')];
  for (const error of errors) await expect.poll(() => error.innerText()).toContain('Enter your WhatsApp');
  // As Google's translation does it, where nothing forbids it.
  await page.evaluate(() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walk.nextNode()) texts.push(walk.currentNode as Text);
    for (const text of texts.filter(({ parentElement }) => parentElement!.translate)) {
      const font = document.createElement('font');
      font.textContent = `Ü ${text.nodeValue}`;
      if (text.nodeValue?.trim()) text.replaceWith(font);
    }
  });
  await page.locator('#tel').fill('+44 7700 9001234567');
  await own.locator('input[slot=phone]').fill('+44 7700 9001234567');
  await box.click();
  await own.getByRole('checkbox').click();
  for (const error of errors) await expect.poll(() => error.innerText()).toContain('Check the number');
  expect(await widget.isVisible()).toBe(true);
});
