// Other hands in the page's tree, with the real libraries: copies, caches, morphing, hydration, and libraries
// that wrap the input. The element has one field, with what was typed in it, and nothing of the shop's is
// gone.

import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bundled, published } from '../../support/browser/bundled.ts';
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

const plain = '<label><input type="checkbox" name="optin" value="asked"> Ask me</label>';

async function open(body: string, script = '', ready = true) {
  bench.shop.policy = undefined;
  const opened = await bench.open(body);
  if (ready) await opened.ready();
  if (script) await opened.page.addScriptTag({ content: script });
  return opened;
}

/** Of each element: its inputs, labels, hints and errors, and whether all ids and names fit together. */
const fields = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('optmark-opt-in')].map((element) => {
      const count = (selector: string) => element.querySelectorAll(selector).length;
      const input = element.querySelector(
        'input:not([type=checkbox],[type=hidden],[type=search])',
      ) as HTMLInputElement | null;
      const described = input?.getAttribute('aria-describedby')?.split(' ') ?? [];
      return {
        parts: [
          count(':scope > [slot=phone]'),
          count('[slot=phone-label]'),
          count('[slot=phone-hint]'),
          count('[slot=phone-error]'),
        ].join(),
        fits:
          input?.labels?.[0]?.slot === 'phone-label' &&
          described.every((id) => element.contains(document.getElementById(id))),
        value: input?.value,
      };
    }),
  );
const whole = (value: string) => ({ parts: '1,1,1,1', fits: true, value });

const carried = (page: Page) =>
  page.evaluate(() => new FormData(document.querySelector('form')!).getAll('optin').map(String));

async function ticked(body: string, script = '') {
  const opened = await open(body, script);
  await opened.number.fill(typed);
  await opened.box.click();
  await expect.poll(async () => (await carried(opened.page)).length).toBe(1);
  return opened;
}

test('a copy of the element has a field of its own, and no tick', async () => {
  const { page } = await ticked(`<form>${tag('name="optin"', plain)}</form>`);
  await page.evaluate(() => {
    const copy = document.querySelector('form')!.cloneNode(true) as HTMLFormElement;
    document.querySelector('form')!.before(copy);
  });
  await page.locator('optmark-opt-in').first().locator('#box').waitFor();
  await expect.poll(() => fields(page)).toEqual([whole(typed), whole(typed)]);
  expect(await carried(page)).toEqual([]);
  const boxes = page.locator('optmark-opt-in').getByRole('checkbox');
  expect(await boxes.evaluateAll((all) => all.map((box) => (box as HTMLInputElement).checked))).toEqual([
    false,
    true,
  ]);
});

test('Turbo brings the page back from its cache: one field with the number, and no tick', async () => {
  const { page, box } = await ticked(
    `<form>${tag('name="optin"')}</form>`,
    await published('@hotwired/turbo/dist/turbo.es2017-umd.js'),
  );
  await page.evaluate(() =>
    (window as unknown as { Turbo: { visit(to: string): void } }).Turbo.visit('/thanks'),
  );
  await page.waitForURL('**/thanks');
  await page.getByText('Thank you').waitFor();
  await page.goBack();
  await box.waitFor();
  await expect.poll(() => fields(page)).toEqual([whole(typed)]);
  expect(await box.isChecked()).toBe(false);
  expect(await carried(page)).toEqual([]);
  await box.click();
  await expect.poll(async () => (await carried(page)).length).toBe(1);
});

describe.for([
  ['idiomorph', 'idiomorph/dist/idiomorph.min.js', 'Idiomorph.morph(form, html)'],
  ['morphdom', 'morphdom/dist/morphdom-umd.min.js', 'morphdom(form, html)'],
] as const)('%s', ([, library, morph]) => {
  test.for([
    ['without children', ''],
    ['with a plain box', plain],
  ])('leaves what the element has added, %s: field, number and tick', async ([, children]) => {
    const body = `<form>${tag('name="optin"', children)}</form>`;
    const { page, box, state, number } = await ticked(body, await published(library));
    await number.focus();
    await page.evaluate(
      ([code, html]) => new Function('form', 'html', code!)(document.querySelector('form'), html),
      [morph, `<form>${tag('name="optin"', children)}<p>Two pieces left</p></form>`],
    );
    await page.getByText('Two pieces left').waitFor();
    await expect.poll(() => fields(page)).toEqual([whole(typed)]);
    expect(await number.evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await box.isChecked()).toBe(true);
    expect(await state()).toBe('ticked');
    await expect.poll(async () => (await carried(page)).length).toBe(1);
  });
});

test('what a script takes out of the element is put back, with what was typed', async () => {
  const { page, widget, box } = await ticked(`<form>${tag('name="optin"')}</form>`);
  await widget.evaluate((element) => element.replaceChildren());
  await expect.poll(() => fields(page)).toEqual([whole(typed)]);
  await expect.poll(async () => (await carried(page)).length).toBe(1);
  expect(await box.isChecked()).toBe(true);
});

describe('React 19', () => {
  let script: string;
  beforeAll(async () => {
    script = await bundled(`
      import { createElement as h } from 'react';
      import { hydrateRoot } from 'react-dom/client';
      const { site, children } = window.shop;
      const box = h('label', null, h('input', { type: 'checkbox', name: 'optin', value: 'asked' }), 'Ask me');
      const element = h('optmark-opt-in', { site, notice: 'order-updates', name: 'optin' }, children ? box : undefined);
      window.problems = [];
      hydrateRoot(document.querySelector('#root'), h('form', null, element, h('p', null, 'Total')), {
        onRecoverableError: (error) => window.problems.push(error.message),
      });
    `);
  });

  test.for([
    ['without children', ''],
    ['with a plain box', plain.replace('> Ask', '>Ask')],
  ])('takes over a page in which the element is drawn already, %s', async ([, children]) => {
    const root = `<div id="root"><form>${tag('name="optin"', children)}<p>Total</p></form></div>`;
    const before = `window.shop = ${JSON.stringify({ site: siteKey, children })};`;
    const { page, box, number } = await open(root, before + script);
    const hydrated = () =>
      page.evaluate(() =>
        Object.keys(document.querySelector('form > p')!).some((key) => key.startsWith('__react')),
      );
    await expect.poll(hydrated).toBe(true);
    expect(await page.evaluate(() => (window as unknown as { problems: string[] }).problems)).toEqual([]);
    await number.fill(typed);
    await box.click();
    await expect.poll(async () => (await carried(page)).length).toBe(1);
    expect(await fields(page)).toEqual([whole(typed)]);
  });
});

describe('an input of the shop’s in the element', () => {
  const signed = async (page: Page) => {
    const [jws] = await carried(page);
    return jws ? claimsIn(jws).number : undefined;
  };

  test('that intl-tel-input has wrapped is the one field, and read with its country', async () => {
    const { page, widget, box, sentence } = await open(
      `<form>${tag('name="optin"', '<input slot="phone" id="given" type="tel">')}</form>`,
      `${await published('intl-tel-input/dist/js/intlTelInputWithUtils.min.js')};
       intlTelInput(document.querySelector('#given'), { initialCountry: 'gb', separateDialCode: true });`,
    );
    await expect.poll(() => fields(page)).toEqual([whole('')]);
    expect(await widget.locator('.iti').isVisible()).toBe(true);
    await page.locator('#given').fill('7700 900123');
    await expect.poll(() => sentence.innerText()).toContain('+44 XXXXXX0123');
    await box.click();
    await expect.poll(() => signed(page)).toBe('+447700900123');
  });

  test('that stands in a group of Bootstrap’s is the one field', async () => {
    const group =
      '<div slot="phone" class="input-group"><span class="input-group-text">+91</span><input class="form-control"></div>';
    const { page, box } = await open(`<form>${tag('name="optin"', group)}</form>`);
    await expect.poll(() => fields(page)).toEqual([whole('')]);
    expect(await page.locator('.form-control').isVisible()).toBe(true);
    await page.locator('.form-control').fill(typed);
    await box.click();
    await expect.poll(() => signed(page)).toBe(signedNumber);
  });
});
