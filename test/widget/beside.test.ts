// Phone fields that show whose numbers are typed there, in the ways of libraries and shops: what is signed is
// what the person sees and the shop gets, or the widget asks. The first three with their packages.

import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bundled } from '../support/browser/bundled.ts';
import { claimsIn } from '../support/browser/tiny-ledger.ts';
import { tag, type WidgetBench, widgetBench } from '../support/browser/widget-bench.ts';

let bench: WidgetBench;
beforeAll(async () => {
  bench = await widgetBench();
});
afterEach(() => bench.clear());
afterAll(() => bench?.close());

const field = '#field input[type=tel]';
const national = '7700 900123';

async function signed(page: Page): Promise<string | undefined> {
  const jws = await page.evaluate(() => new FormData(document.forms[0]!).get('optin') as string | null);
  return jws ? claimsIn(jws).number : undefined;
}

async function open(markup: string, script = '') {
  bench.shop.policy = undefined;
  const optIn = tag(`name="optin" phone-field="${field}"`);
  const opened = await bench.open(
    `<form method="post" action="/order"><div id="field">${markup}</div>${optIn}</form>`,
  );
  await opened.ready();
  if (script) await opened.page.addScriptTag({ content: script });
  await opened.page.locator(field).waitFor();
  return opened;
}

describe.for([
  [
    'vue-tel-input',
    `import { createApp, h, ref } from 'vue';
     import { VueTelInput } from 'vue-tel-input';
     const value = ref('');
     createApp(() => h(VueTelInput, {
       modelValue: value.value, 'onUpdate:modelValue': (typed) => { value.value = typed; },
       onOnInput: (_, { number }) => { window.shopGets = number; },
       defaultCountry: 'GB', autoDefaultCountry: false, mode: 'national',
     })).mount('#field');`,
    '.vti__dropdown',
    '.vti__dropdown-item:has(.in)',
  ],
  [
    'react-international-phone',
    `import { createElement, useState } from 'react';
     import { createRoot } from 'react-dom/client';
     import { PhoneInput } from 'react-international-phone';
     function Field() {
       const [value, onChange] = useState('');
       window.shopGets = value;
       return createElement(PhoneInput, { defaultCountry: 'gb', value, onChange, disableDialCodeAndPrefix: true });
     }
     createRoot(document.querySelector('#field')).render(createElement(Field));`,
    '.react-international-phone-country-selector-button',
    '[role=option][data-country=in]',
  ],
  [
    'react-phone-input-2',
    `import { createElement, useState } from 'react';
     import { createRoot } from 'react-dom/client';
     import PhoneInput from 'react-phone-input-2';
     const Input = PhoneInput.default ?? PhoneInput;
     function Field() {
       const [value, onChange] = useState('');
       window.shopGets = '+' + value;
       return createElement(Input, { country: 'gb', value, onChange });
     }
     createRoot(document.querySelector('#field')).render(createElement(Field));`,
    '.selected-flag',
    '.country[data-country-code=in]',
  ],
] as const)('%s', ([, entry, picker, india]) => {
  let script: string;
  beforeAll(async () => {
    script = await bundled(entry);
  });

  test('what is signed is what the shop gets; another country takes the tick back', async () => {
    const { page, box, sentence } = await open('', script);
    // Without its style sheet a flag has no size.
    await page.addStyleTag({ content: '[role=button] { min-width: 2em; min-height: 2em }' });
    const shopGets = () => page.evaluate(() => (window as unknown as { shopGets: string }).shopGets);
    await page.locator(field).press('End');
    await page.locator(field).pressSequentially(national);
    await expect.poll(() => sentence.innerText()).toContain('+44 XXXXXX0123');
    await box.click();
    await expect.poll(() => signed(page)).toBe('+447700900123');
    expect(await shopGets()).toBe('+447700900123');
    await page.locator(picker).click();
    await page.locator(india).click();
    await expect.poll(() => box.isChecked()).toBe(false);
    expect(await signed(page)).toBeUndefined();
  });
});

const tel = '<input type="tel">';

describe('of the country that stands beside it', () => {
  test.for<[string, string]>([
    [
      'a code in Bootstrap’s group',
      `<div class="input-group"><span class="input-group-text">+44</span>${tel}</div>`,
    ],
    ['a code before MUI’s input', `<div><div class="MuiInputAdornment-root"><p>+44</p></div>${tel}</div>`],
    [
      'a prefix of Material’s',
      `<div><div><span matTextPrefix>+44 &nbsp;</span></div><div class="mat-mdc-form-field-infix">${tel}</div></div>`,
    ],
    ['a code in the label', `<label>Mobile (+44) ${tel}</label>`],
    ['a code in a list', `<ul><li><span>+44</span>${tel}</li></ul>`],
    ['a select of codes', `<select><option>+91 IN</option><option selected>+44 UK</option></select>${tel}`],
    [
      'a select of codes in a column of its own',
      `<div><div><select><option value="9">UK (+44)</option></select></div><div>${tel}</div></div>`,
    ],
    [
      'a select of digits that is named for it',
      `<div><select name="country_code"><option>44</option></select>${tel}</div>`,
    ],
    ['an input with the code', `<div><input size="4" value="+44">${tel}</div>`],
    ['a hidden input with the code', `<div><input type="hidden" name="dial_code" value="44">${tel}</div>`],
    ['an emoji', `<div><button type="button">🇬🇧</button>${tel}</div>`],
    ['a flag by its class', `<div><span class="fi fi-gb"></span>${tel}</div>`],
  ])('%s', async ([, markup]) => {
    const { page, box, sentence } = await open(markup);
    await page.locator(field).fill(national);
    await expect.poll(() => sentence.innerText()).toContain('+44 XXXXXX0123');
    await box.click();
    await expect.poll(() => signed(page)).toBe('+447700900123');
  });

  test('two of them are asked for', async () => {
    const { page, box, state } = await open(`<div><span>+44</span><span>+1</span>${tel}</div>`);
    await page.locator(field).fill(national);
    await box.click();
    await expect.poll(state).toBe('error');
    expect(await signed(page)).toBeUndefined();
  });
});

describe('not of one that is about something else', () => {
  test.for<[string, string]>([
    ['a code behind the field', `<div><label>Phone</label>${tel}<small>Earn +1 point</small></div>`],
    ['an example', `<div><small>Such as +44 7700 900123</small>${tel}</div>`],
    ['another select', `<div><select name="title"><option>MR</option></select>${tel}</div>`],
    ['a number', `<div><select name="quantity"><option>44</option></select>${tel}</div>`],
    ['a flag of some size', `<div><span class="flag-sm"></span>${tel}</div>`],
    ['what belongs to another field', `<div><p>+44</p><input name="fax"><div>${tel}</div></div>`],
    ['what a picker offers', `<div><ul><li>+44</li><li>+1</li></ul>${tel}</div>`],
  ])('%s: it is the business’s own', async ([, markup]) => {
    const { page, box } = await open(markup);
    await page.locator(field).fill('98765 43210');
    await box.click();
    await expect.poll(() => signed(page)).toBe('+919876543210');
  });
});
