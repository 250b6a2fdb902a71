// Other people's phone fields, as they are published: the number that is shown and signed is the one the shop
// gets.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bundled } from '../support/browser/bundled.ts';
import { claimsIn } from '../support/browser/tiny-ledger.ts';
import { tag, type WidgetBench, widgetBench } from '../support/browser/widget-bench.ts';

/** Parts and plans are loaded meanwhile, which takes as long as it takes. */
const until = <T>(look: () => T) => expect.poll(look);

let bench: WidgetBench;
beforeAll(async () => {
  bench = await widgetBench();
});
afterEach(() => bench.clear());
afterAll(() => bench?.close());

const moved = 'Tick again: the number changed';
const form = (field: string, more: string) =>
  `<form method="post" action="/order">${field}${tag(`name="optin" ${more}`)}<button>Pay</button></form>`;
const telInput = '<label for="tel">Phone</label><input id="tel" name="tel" type="tel">';

const carried = (page: Page) =>
  page.evaluate(() => new FormData(document.querySelector('form')!).get('optin') as string | null);
/** The number in the record that the form carries. */
async function signed(page: Page): Promise<string | undefined> {
  const jws = await carried(page);
  return jws ? claimsIn(jws).number : undefined;
}

/** Opened without a policy, which these packages' style sheets would break, and with their script run. */
async function open(field: string, more: string, script: string) {
  bench.shop.policy = undefined;
  const opened = await bench.open(form(field, more));
  await opened.ready();
  if (script) await opened.page.addScriptTag({ content: script });
  return opened;
}

describe('intl-tel-input', () => {
  let script: string;
  beforeAll(async () => {
    const file = fileURLToPath(import.meta.resolve('intl-tel-input/dist/js/intlTelInputWithUtils.min.js'));
    script = await readFile(file, 'utf8');
  });

  const start = (options: object) =>
    `${script}; window.iti = intlTelInput(document.querySelector('#tel'), ${JSON.stringify(options)});`;
  const shopGets = (page: Page) =>
    page.evaluate(() => (window as unknown as { iti: { getNumber(): string } }).iti.getNumber());

  test.for([
    ['its code apart from the number', { initialCountry: 'gb', separateDialCode: true }],
    ['national numbers', { initialCountry: 'gb', separateDialCode: false, numberDisplayFormat: 'NATIONAL' }],
  ] as const)('with %s: the number of the country that is chosen', async ([, options]) => {
    const { page, box, sentence, state } = await open(telInput, 'phone-field="#tel"', start(options));
    await page.locator('#tel').pressSequentially('7700 900123');
    await until(() => sentence.innerText()).toContain('+44 XXXXXX0123');
    await box.click();
    await until(state).toBe('ticked');
    await until(() => signed(page)).toBe('+447700900123');
    expect(await shopGets(page)).toBe('+447700900123');
  });

  test('another country takes the tick back, and says so', async () => {
    const { page, box, sentence, note, state } = await open(
      telInput,
      'phone-field="#tel"',
      start({ initialCountry: 'gb', separateDialCode: true }),
    );
    await page.locator('#tel').pressSequentially('7700 900123');
    await box.click();
    await until(() => signed(page)).toBe('+447700900123');
    await page.evaluate(() =>
      (
        window as unknown as { iti: { setSelectedCountry?(c: string): void; setCountry?(c: string): void } }
      ).iti.setSelectedCountry?.('in'),
    );
    await until(() => box.isChecked()).toBe(false);
    expect(await note.innerText()).toBe(moved);
    await until(() => sentence.innerText()).not.toContain('+44');
    expect(await carried(page)).toBeNull();
    await box.click();
    await until(state).toBe('ticked');
    await until(() => signed(page)).toBe(await shopGets(page));
  });
});

describe('react-phone-number-input', () => {
  let script: string;
  beforeAll(async () => {
    script = await bundled(`
      import { createElement, useState } from 'react';
      import { createRoot } from 'react-dom/client';
      import PhoneInput from 'react-phone-number-input';
      function Field() {
        const [value, setValue] = useState();
        window.shopGets = value;
        const optIn = document.querySelector('optmark-opt-in');
        if (window.handOver) optIn.number = value ?? '';
        return createElement(PhoneInput, { id: 'tel', defaultCountry: window.country, value, onChange: setValue });
      }
      createRoot(document.querySelector('#field')).render(createElement(Field));
    `);
  });

  const shopGets = (page: Page) => page.evaluate(() => (window as unknown as { shopGets: string }).shopGets);

  test.for([
    ['read from its select', 'phone-field="#tel"', false],
    ['handed over as `number`', 'phone-field="#tel"', true],
    ['handed over as `number`, without a field to read', 'number=""', true],
  ] as const)('is the number that it holds: %s', async ([, more, handOver]) => {
    const before = `window.country = 'GB'; window.handOver = ${handOver};`;
    const { page, box, sentence, note } = await open('<div id="field"></div>', more, before + script);
    await page.locator('#tel').pressSequentially('7700 900123');
    await until(() => sentence.innerText()).toContain('+44 XXXXXX0123');
    await box.click();
    await until(() => signed(page)).toBe('+447700900123');
    expect(await shopGets(page)).toBe('+447700900123');
    await page.locator('.PhoneInputCountrySelect').selectOption('IN');
    await until(() => box.isChecked()).toBe(false);
    expect(await note.innerText()).toBe(moved);
    expect(await carried(page)).toBeNull();
  });
});

describe('a plain select of countries', () => {
  const select = (options: string) => `<select id="country" name="country">${options}</select>${telInput}`;
  const iso =
    '<option value="">Country</option><option value="IN">India</option><option value="GB">UK</option>';
  const codes = '<option value="1">India (+91)</option><option value="7">United Kingdom (+44)</option>';

  test.for([
    ['by ISO 3166', iso, 'GB'],
    ['by calling codes in its words', codes, '7'],
    ['by calling codes', '<option>+91</option><option>+44</option>', '+44'],
    ['by names', '<option value="12">India</option><option value="9">United Kingdom</option>', '9'],
  ] as const)(
    'says whose number it is, %s; another choice takes the tick back',
    async ([, options, chosen]) => {
      const { page, box, sentence, note } = await open(
        select(options),
        'phone-field="#tel" country="#country"',
        '',
      );
      await page.locator('#country').selectOption(chosen);
      await page.locator('#tel').fill('7700 900123');
      await until(() => sentence.innerText()).toContain('+44 XXXXXX0123');
      await box.click();
      await until(() => signed(page)).toBe('+447700900123');
      await page.locator('#country').selectOption({ index: options === iso ? 1 : 0 });
      await until(() => box.isChecked()).toBe(false);
      expect(await note.innerText()).toBe(moved);
      expect(await carried(page)).toBeNull();
      await box.click();
      await until(() => signed(page)).toBe('+917700900123');
    },
  );

  test('that says itself what it is, by autocomplete="tel-country-code", needs no attribute', async () => {
    const choice = '<select name="cc" autocomplete="tel-country-code"><option>+44</option></select>';
    const { page, box, sentence } = await open(choice + telInput, 'phone-field="#tel"', '');
    await page.locator('#tel').fill('7700 900123');
    await until(() => sentence.innerText()).toContain('+44 XXXXXX0123');
    await box.click();
    await until(() => signed(page)).toBe('+447700900123');
  });

  test('in which nothing was chosen makes no number anybody’s: it is asked for', async () => {
    const { page, box, state } = await open(select(iso), 'phone-field="#tel" country="#country"', '');
    await page.locator('#tel').fill('98765 43210');
    await box.click();
    await until(state).toBe('error');
    await page.getByRole('button', { name: '+91 98765 43210' }).click();
    expect(await page.locator('#tel').inputValue()).toBe('+91 98765 43210');
    await box.click();
    await until(() => signed(page)).toBe('+919876543210');
  });

  test.for(['GB', '44', '+44'])('may be said in the attribute: %s', async (country) => {
    const { page, box, sentence } = await open(telInput, `phone-field="#tel" country="${country}"`, '');
    await page.locator('#tel').fill('7700 900123');
    await until(() => sentence.innerText()).toContain('+44 XXXXXX0123');
    await box.click();
    await until(() => signed(page)).toBe('+447700900123');
  });
});

test.for([
  ['+5215512345678', '+525512345678'],
  ['+5491115234567', '+5491115234567'],
  ['+22507000001', '+2250707000001'],
])('%s, which the shop has kept and hands over, is %s: nothing is asked', async ([kept, number]) => {
  const { page, box } = await open('', `number="${kept}"`, '');
  await box.click();
  await until(() => signed(page)).toBe(number);
});

test('of the inputs that a wrapper holds, the one for numbers is read', async () => {
  const field =
    '<div id="tel"><input type="checkbox" value="9876543210"><input type="tel" value="+44 7700 900123"></div>';
  const { page, box, sentence } = await open(field, 'phone-field="#tel"', '');
  await until(() => sentence.innerText()).toContain('+44 XXXXXX0123');
  await box.click();
  await until(() => signed(page)).toBe('+447700900123');
});

describe('a form of several addresses', () => {
  const cc = (address: string, code: string) =>
    `<select autocomplete="${address}tel-country-code"><option>${code}</option></select>`;
  const national = (autocomplete: string) =>
    `<label for="tel">Phone</label><input id="tel" type="tel" autocomplete="${autocomplete}">`;
  const both = cc('billing ', '+91') + cc('shipping ', '+44');

  test('has a calling code for each: the field’s own is read', async () => {
    const field = both + national('shipping tel-national');
    const { page, box, sentence } = await open(field, 'phone-field="#tel"', '');
    await page.locator('#tel').fill('7700 900123');
    await until(() => sentence.innerText()).toContain('+44 XXXXXX0123');
    await box.click();
    await until(() => signed(page)).toBe('+447700900123');
  });

  test.for([
    ['two calling codes, neither of them its own', both + national('tel')],
    [
      'an address elsewhere',
      `<select autocomplete="billing country"><option value="GB">United Kingdom</option></select>${national('tel')}`,
    ],
  ])('with %s: it is asked for', async ([, field]) => {
    const { page, box, state } = await open(field!, 'phone-field="#tel"', '');
    await page.locator('#tel').fill('7700 900123');
    await box.click();
    await until(state).toBe('error');
    expect(await signed(page)).toBeUndefined();
    const offers = await page.locator('.optmark-offer').allInnerTexts();
    expect(offers[0]).toBe('+91 77009 00123');
    if (field!.includes('country"')) expect(offers[1]).toBe('+44 7700 900123');
  });

  test('with an address in the business’s own country, asks nothing', async () => {
    const field = '<select autocomplete="billing country"><option value="IN">India</option></select>';
    const { page, box } = await open(field + national('billing tel'), 'phone-field="#tel"', '');
    await page.locator('#tel').fill('98765 43210');
    await box.click();
    await until(() => signed(page)).toBe('+919876543210');
  });
});

test.for([
  ['07700 900123', 'country="GB"', '+44 XXXXXX0123'],
  ['0044 7700 900123', '', '+44 XXXXXX0123'],
  ['98765 43210', '', 'number XXXXXX3210'],
])(
  '%s, which the page has filled in, is read before the person comes near: the first tick stands',
  async ([value, country, mask]) => {
    const field = `<label>Phone <input id="tel" type="tel" value="${value}"></label>`;
    const { page, box, sentence, state } = await open(field, `phone-field="#tel" ${country}`, '');
    await until(() => sentence.innerText()).toContain(mask);
    await until(() =>
      page.evaluate(() =>
        performance.getEntriesByType('resource').some(({ name }) => name.includes('/numbers/')),
      ),
    ).toBe(true);
    // No hand moves towards it first: a finger.
    await box.dispatchEvent('pointerover');
    await box.click();
    await until(state).toBe('ticked');
    await until(() => signed(page)).toMatch(/^\+(44770090012|91987654321)/);
  },
);

describe('a number that a script changes after the tick', () => {
  const ticked = async (more = 'phone-field="#tel"') => {
    const opened = await open(telInput, more, '');
    await opened.page.locator('#tel').fill('+44 7700 900123');
    await opened.box.click();
    await until(() => signed(opened.page)).toBe('+447700900123');
    return opened;
  };
  const set = (page: Page, value: string) =>
    page.locator('#tel').evaluate((input, text) => {
      (input as HTMLInputElement).value = text;
    }, value);

  test('without an event: the tick falls, and says so', async () => {
    const { page, box, sentence, note } = await ticked();
    await set(page, '+44 7700 900555');
    await until(() => box.isChecked()).toBe(false);
    expect(await note.innerText()).toBe(moved);
    expect(await sentence.innerText()).toContain('+44 XXXXXX0555');
  });

  test('at the last moment, while the form is read: the record is not carried, nor posted', async () => {
    const { page } = await ticked();
    await page.evaluate(() => {
      document.querySelector('form')!.addEventListener('submit', () => {
        (document.querySelector('#tel') as HTMLInputElement).value = '+44 7700 900555';
      });
    });
    await page.getByRole('button', { name: 'Pay' }).click();
    await page.waitForURL('**/thanks');
    expect(bench.shop.orders[0]!.get('tel')).toBe('+44 7700 900555');
    expect(bench.shop.orders[0]!.has('optin')).toBe(false);
    expect(bench.ledger.optIns).toEqual([]);
  });

  test('to another spelling of itself: nothing happens', async () => {
    const { page, box } = await ticked();
    await set(page, '+447700900123');
    await page.getByRole('button', { name: 'Pay' }).click();
    await page.waitForURL('**/thanks');
    expect(bench.shop.orders[0]!.has('optin')).toBe(true);
    expect(await box.count()).toBe(0);
  });

  test('by taking the field out of the page, as a checkout of several steps does: the tick stands', async () => {
    const { page, box, sentence } = await ticked();
    await page.evaluate(() => document.querySelector('#tel')!.replaceWith(document.createElement('input')));
    await page.locator('form > input').fill('12 High Street');
    expect(await box.isChecked()).toBe(true);
    expect(await sentence.innerText()).toContain('+44 XXXXXX0123');
    expect(await signed(page)).toBe('+447700900123');
  });

  test('by emptying the field of an order that is over: its consent stands', async () => {
    const { page, box, state } = await ticked('phone-field="#tel" commit="tick"');
    await until(state).toBe('saved');
    await set(page, '');
    await until(() => box.isChecked()).toBe(false);
    expect(bench.ledger.optOuts).toEqual([]);
  });
});

describe('Shoelace', () => {
  let script: string;
  beforeAll(async () => {
    script = await bundled("import '@shoelace-style/shoelace/dist/components/input/input.js';");
  });

  test('its <sl-input> is read to the last digit, and the first tick stands', async () => {
    const { page, box, sentence } = await open(
      '<sl-input id="tel" name="tel"></sl-input>',
      'phone-field="#tel"',
      script,
    );
    await page.locator('#tel input').pressSequentially('98765 43210');
    await until(() => sentence.innerText()).toContain('XXXXXX3210');
    await box.click();
    await until(() => signed(page)).toBe('+919876543210');
  });
});

describe('a script that sets the field without an event', () => {
  test('has what it set shown, and the first tick stands', async () => {
    const { page, box, sentence } = await open(telInput, 'phone-field="#tel"', '');
    await page.locator('#tel').fill('98765 43210');
    await until(() => sentence.innerText()).toContain('XXXXXX3210');
    await page.locator('#tel').evaluate((input) => Object.assign(input, { value: '98765 43219' }));
    await until(() => sentence.innerText()).toContain('XXXXXX3219');
    await box.click();
    await until(() => signed(page)).toBe('+919876543219');
  });
});

test('a field that sets its value once it has heard of a key is read after that', async () => {
  // As Shoelace's <sl-input> does: the key is typed into an input in its shadow root.
  const late = `customElements.define('late-input', class extends HTMLElement {
    value = '';
    connectedCallback() {
      const input = document.createElement('input');
      this.attachShadow({ mode: 'open', delegatesFocus: true }).append(input);
      input.addEventListener('input', () => { this.value = input.value; });
    }
  });`;
  const { page, box, sentence } = await open(
    '<late-input id="tel"></late-input>',
    'phone-field="#tel"',
    late,
  );
  await page.locator('#tel input').pressSequentially('98765 43210');
  await until(() => sentence.innerText()).toContain('XXXXXX3210');
  await box.click();
  await until(() => signed(page)).toBe('+919876543210');
});
