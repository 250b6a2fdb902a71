// Every way in which shops send a form, with the real libraries: what the person ticked goes with the order,
// and reaches the ledger by the page or by the shop's server.

import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { published } from '../../support/browser/bundled.ts';
import { claimsIn } from '../../support/browser/tiny-ledger.ts';
import { signedNumber, tag, type WidgetBench, widgetBench } from '../../support/browser/widget-bench.ts';

let bench: WidgetBench;
beforeAll(async () => {
  bench = await widgetBench();
});
afterEach(() => bench.clear());
afterAll(() => bench?.close());

const optIn = (more = '') => tag(`name="optin" number="${signedNumber}" ${more}`);
const form = (inside = optIn(), more = '') =>
  `<form method="post" action="/order" id="order" ${more}>${inside}<button id="pay">Pay</button></form>`;

type Shape = { body?: string; library?: string; script?: string };

/** Ticked, and signed with a nonce, so that nothing but the order is missing. */
async function ticked({ body = form(), library, script = '' }: Shape) {
  // The page's own scripts and the library's styles are not the widget's business here.
  bench.shop.policy = undefined;
  const opened = await bench.open(body);
  const { page, box, widget, ready } = opened;
  if (library) await page.addScriptTag({ content: await published(library) });
  if (script) await page.addScriptTag({ content: script });
  await ready();
  await box.click();
  const value = () => widget.evaluate((element) => (element as unknown as { value: string }).value);
  const nonce = async () => {
    const jws = await value();
    return jws && claimsIn(jws).nonce;
  };
  await expect.poll(nonce).toBeTruthy();
  return { ...opened, value };
}

const pay = (page: Page) => page.locator('#pay').click();
const order = () => expect.poll(() => bench.shop.orders.length).toBe(1);
const carried = () => bench.shop.orders[0]!.getAll('optin');
/** A page of the test before may still be posting what it carried. */
const posted = () => bench.ledger.optIns.map(({ jws }) => jws);

const listener = (what: string) =>
  `document.querySelector('#order').addEventListener('submit', (event) => { ${what} });`;

describe('the order carries the record, and the page posts it', () => {
  const shapes: Record<string, Shape> = {
    'of a form that is submitted': {},
    'whose submit a listener keeps to itself': { script: listener('event.stopImmediatePropagation();') },
    'that a script stops and then sends, as reCAPTCHA and Stripe have it done': {
      script: listener('event.preventDefault(); setTimeout(() => event.target.submit());'),
    },
    'that a script sends without a submit': {
      script: `document.querySelector('#pay').type = 'button';
        document.querySelector('#pay').onclick = (event) => event.target.form.submit();`,
    },
    'that a script submits as a person would': {
      script: `document.querySelector('#pay').type = 'button';
        document.querySelector('#pay').onclick = (event) => event.target.form.requestSubmit();`,
    },
    'that the element names by its attribute': { body: `${form('')}${optIn('form="order"')}` },
  };

  test.for(Object.entries(shapes))('%s', async ([, shape]) => {
    const opened = await ticked(shape);
    const record = await opened.value();
    await pay(opened.page);
    await order();
    expect(carried()).toEqual([record]);
    await expect.poll(posted).toContain(record);
  });

  test('in a shadow root', async () => {
    const inside = form().replaceAll('"', '&quot;');
    const host = `<shop-form data-form="${inside}"></shop-form>`;
    const script = `const shop = document.querySelector('shop-form');
      shop.attachShadow({ mode: 'open' }).innerHTML = shop.dataset.form;`;
    const opened = await ticked({ body: host, script });
    await pay(opened.page);
    await order();
    await expect.poll(posted).toContain(carried()[0]);
  });

  test.for([
    ['the form', 'action="/thanks"', ''],
    ['the button', 'method="post" action="/order"', 'formmethod="get" formaction="/thanks"'],
  ])('but not in an address, where %s sends it by GET', async ([, more, ofButton]) => {
    const body = `<form ${more}>${optIn()}<input name="method" value="card"><button id="pay" ${ofButton}>Pay</button></form>`;
    const { page, value } = await ticked({ body });
    const record = await value();
    await pay(page);
    await page.waitForURL('**/thanks*');
    expect(new URL(page.url()).search).toBe('?method=card');
    await expect.poll(posted).toContain(record);
  });

  test('of a dialog, which sends no order', async () => {
    const body = `<dialog open><form method="dialog">${optIn()}<button id="pay">Yes</button></form></dialog>`;
    const { page, value } = await ticked({ body });
    const record = await value();
    await pay(page);
    await expect.poll(posted).toContain(record);
  });
});

describe('what a script sends carries the record, once', () => {
  const shapes: Record<string, Shape> = {
    'with fetch and FormData': {
      script: listener(
        "event.preventDefault(); fetch('/order', { method: 'POST', body: new FormData(event.target) });",
      ),
    },
    'with jQuery’s serialize(), as WooCommerce does': {
      library: 'jquery/dist/jquery.min.js',
      script: `jQuery('#order').on('submit', function () {
        jQuery.ajax({ type: 'POST', url: '/order', data: jQuery(this).serialize() });
        return false;
      });`,
    },
    'with htmx 4': {
      body: form(optIn(), 'hx-post="/order" hx-swap="none"'),
      library: 'htmx.org/dist/htmx.min.js',
    },
    'with htmx 2': {
      body: form(optIn(), 'hx-post="/order" hx-swap="none"'),
      library: 'htmx-2/dist/htmx.min.js',
    },
    'with Turbo': { library: '@hotwired/turbo/dist/turbo.es2017-umd.js' },
  };

  test.for(Object.entries(shapes))('%s', async ([, shape]) => {
    const { page, value } = await ticked(shape);
    const record = await value();
    await pay(page);
    await order();
    expect(carried()).toEqual([record]);
  });

  test('and posts it by commit(), when the cart says that the order went through', async () => {
    const { page, value } = await ticked({
      library: 'jquery/dist/jquery.min.js',
      script: `jQuery('#order').on('submit', function () {
        jQuery.post('/order', jQuery(this).serialize()).always(() => jQuery(this).trigger('placed'));
        return false;
      });
      jQuery('#order').on('placed', () => document.querySelector('optmark-opt-in').commit());`,
    });
    const record = await value();
    await pay(page);
    await expect.poll(posted).toContain(record);
  });
});

test('a script that walks the form’s inputs finds the record there while the tick stands, and then nothing', async () => {
  const { page, box, value } = await ticked({ library: 'jquery/dist/jquery.min.js' });
  const serialized = () =>
    page.evaluate(() =>
      (window as unknown as { jQuery: (at: string) => { serialize(): string } }).jQuery('#order').serialize(),
    );
  expect(new URLSearchParams(await serialized()).getAll('optin')).toEqual([await value()]);
  await box.click();
  expect(await serialized()).toBe('');
  expect(await page.locator('optmark-opt-in > [slot=record]').count()).toBe(0);
});

test('a fieldset that is disabled meanwhile carries nothing', async () => {
  const { page } = await ticked({ body: form(`<fieldset>${optIn()}</fieldset>`) });
  await page.evaluate(() => document.querySelector('fieldset')!.toggleAttribute('disabled', true));
  const entries = () =>
    page.evaluate(() => [...new FormData(document.querySelector('form')!)].map(([name]) => name));
  await expect.poll(entries).toEqual([]);
});

test('another form of the page carries nothing, and posts nothing', async () => {
  const other = '<form method="post" action="/order"><button id="search">Search</button></form>';
  const { page, value } = await ticked({ body: form() + other });
  const record = await value();
  await page.locator('#search').click();
  await order();
  expect(carried()).toEqual([]);
  expect(posted()).not.toContain(record);
});

describe('posts nothing, where no order went:', () => {
  const read = (page: Page) => page.evaluate(() => void new FormData(document.querySelector('form')!));
  /** What the page posts as it is left comes before what the next page asks for. */
  async function leave(page: Page): Promise<string[]> {
    await page.goto(`${bench.shop.url}/thanks`);
    await page.goto(`${bench.ledger.url}/left`);
    return posted();
  }

  test('a submit that a script stops, a form that the script then reads, and the page that is left', async () => {
    const { page, state, value } = await ticked({ script: listener('event.preventDefault();') });
    const record = await value();
    await pay(page);
    await read(page);
    expect(await state()).toBe('ticked');
    expect(await leave(page)).not.toContain(record);
  });

  test('a form that a script reads after an order that left no page', async () => {
    const body = `${form(optIn(), 'target="sent"')}<iframe name="sent" title="Sent"></iframe>`;
    const { page, box, widget, state, value } = await ticked({ body });
    await pay(page);
    await expect.poll(state).toBe('saved');
    const first = await value();
    await widget.evaluate((element) => element.setAttribute('number', '+919876543211'));
    await expect.poll(() => bench.ledger.optOuts.length).toBe(1);
    await box.click();
    await expect.poll(value).not.toBe('');
    await expect.poll(async () => claimsIn(await value()).nonce).toBeTruthy();
    const second = await value();
    expect(second).not.toBe(first);
    await read(page);
    expect(await state()).toBe('ticked');
    expect(await leave(page)).toEqual([first]);
  });
});
