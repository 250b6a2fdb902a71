// What React and Vue do to an element: they set a property where there is one, else the attribute.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { tag, typed, type WidgetBench, widgetBench } from '../support/browser/widget-bench.ts';

let bench: WidgetBench;
beforeAll(async () => {
  bench = await widgetBench();
});
afterEach(() => bench.clear());
afterAll(() => bench?.close());

const form = `<form method="post" action="/order">${tag('name="optin"')}<button>Pay</button></form>`;
type Loose = Record<string, unknown> & Element;

describe('a framework that sets properties', () => {
  test('sets every attribute by its own name or as text, and reads it back', async () => {
    const { page, ready } = await bench.open(tag());
    await ready();
    const values = {
      site: 'pk_other',
      notice: 'other',
      locale: 'es',
      ledger: 'https://other.example',
      commit: 'tick',
      name: 'optin',
      'phone-field': '#tel',
      'collected-via': 'checkout',
    };
    const read = await page.evaluate((all) => {
      const element = document.querySelector('optmark-opt-in') as unknown as Loose;
      for (const [name, value] of Object.entries(all)) {
        if (name in element) element[name] = value;
        else element.setAttribute(name, value);
      }
      return Object.fromEntries(Object.keys(all).map((name) => [name, element.getAttribute(name)]));
    }, values);
    expect(read).toEqual(values);
  });

  test('sets "commit" and keeps the method of that name: inside a form the tick is saved at once', async () => {
    const { page, ready, number, box, state } = await bench.open(form);
    await ready();
    await page.evaluate(() => Object.assign(document.querySelector('optmark-opt-in')!, { commit: 'tick' }));
    await number.fill(typed);
    await page.waitForTimeout(300);
    await box.click();
    await expect.poll(state).toBe('saved');
    const record = await page.evaluate(
      async () => (await document.querySelector('optmark-opt-in')!.commit())?.record,
    );
    expect(record).toBe(bench.ledger.optIns[0]!.record);
  });

  test('takes an attribute away by setting nothing', async () => {
    const { page, ready } = await bench.open(tag('commit="tick" collected-via="checkout"'));
    await ready();
    const left = await page.evaluate(() => {
      const element = document.querySelector('optmark-opt-in') as unknown as Loose;
      for (const name of ['commit', 'collectedVia']) element[name] = undefined;
      return element.getAttributeNames();
    });
    expect(left).toEqual(['site', 'notice']);
  });

  test('cannot tick the box, nor make it required, by property or attribute', async () => {
    const { page, ready, box, complaints } = await bench.open(tag());
    await ready();
    await page.evaluate(() => {
      const element = document.querySelector('optmark-opt-in') as unknown as Loose;
      element.checked = true;
      element.setAttribute('checked', '');
      element.setAttribute('required', '');
    });
    expect(await box.isChecked()).toBe(false);
    expect(complaints).toHaveLength(3);
  });
});
