// A customer whom the shop's server knows: its token names the number, and the page has nothing to choose.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { claimsIn } from '../support/browser/tiny-ledger.ts';
import { tag, type WidgetBench, widgetBench } from '../support/browser/widget-bench.ts';

let bench: WidgetBench;
beforeAll(async () => {
  bench = await widgetBench();
});
afterEach(() => bench.clear());
afterAll(() => bench?.close());

/** Signed by nobody: what is looked at here is the page, and the tiny ledger believes it. */
function token(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl`;
}

test.for(['+919876543210', '919876543210'])(
  'the number of the token is shown, masked, and signed: %s',
  async (number) => {
    const signed = token({ iss: 'pk_test', number });
    const { box, sentence, state, ready, widget } = await bench.open(tag(`customer-token="${signed}"`));
    await ready();
    expect(await sentence.innerText()).toContain('XXXXXX3210');
    expect(await widget.locator('[slot=phone]').count()).toBe(0);
    await box.click();
    await expect.poll(state).toBe('saved');
    expect(bench.ledger.optIns[0]!.claims).toMatchObject({ customer_token: signed, number: '+919876543210' });
  },
);

test('a page’s own field does not count beside a token', async () => {
  const signed = token({ number: '+919876543210' });
  const { box, state, ready } = await bench.open(
    `<input id="tel" value="+14155550100">${tag(`customer-token="${signed}" phone-field="#tel"`)}`,
  );
  await ready();
  await box.click();
  await expect.poll(state).toBe('saved');
  expect(bench.ledger.optIns[0]!.claims.number).toBe('+919876543210');
});

test('another token empties the box: it may name another number', async () => {
  const { box, state, ready, widget, sentence } = await bench.open(
    `<form>${tag(`customer-token="${token({ number: '+919876543210' })}"`)}</form>`,
  );
  await ready();
  await box.click();
  await expect.poll(state).toBe('ticked');
  await widget.evaluate(
    (element, other) => element.setAttribute('customer-token', other),
    token({ number: '+14155550100' }),
  );
  await expect.poll(() => sentence.innerText()).toContain('XXXXXX0100');
  await expect.poll(() => box.isChecked()).toBe(false);
});

test('a token that cannot be read names no number, and nothing can be ticked', async () => {
  const { box, state, ready } = await bench.open(tag('customer-token="not.a-token"'));
  await ready();
  await box.click();
  await expect.poll(state).toBe('error');
  expect(bench.ledger.optIns).toEqual([]);
});

describe('a token that has expired', () => {
  const number = '+919876543210';
  const seconds = Math.floor(Date.now() / 1000);
  const old = token({ number, exp: seconds - 60 });
  const fresh = token({ number, exp: seconds + 3_600 });
  const notSaved = 'Your choice could not be saved';

  /** `renewal`: what the shop's script does when it hears of it. */
  async function open(body: string, renewal = '') {
    bench.shop.policy = undefined;
    const opened = await bench.open(body);
    await opened.page.addScriptTag({
      content: `window.heard = 0; window.errors = [];
        addEventListener('optmark-error', ({ code }) => errors.push(code));
        addEventListener('optmark-token-expired', ({ target }) => { heard++; ${renewal} });`,
    });
    await opened.ready();
    const heard = () => opened.page.evaluate(() => (window as unknown as { heard: number }).heard);
    const errors = () => opened.page.evaluate(() => (window as unknown as { errors: string[] }).errors);
    return { ...opened, heard, errors };
  }

  test('is told to the shop before the tick; a new one, and the tick is saved with it', async () => {
    const renewal = `target.customerToken = ${JSON.stringify(fresh)};`;
    const { box, state, heard } = await open(tag(`customer-token="${old}"`), renewal);
    await box.hover();
    await expect.poll(heard).toBe(1);
    await box.click();
    await expect.poll(state).toBe('saved');
    expect(bench.ledger.optIns[0]!.claims.customer_token).toBe(fresh);
    expect(await heard()).toBe(1);
  });

  test('is waited for a moment at the tick', async () => {
    const renewal = `addEventListener('pointerup', () =>
      setTimeout(() => { target.customerToken = ${JSON.stringify(fresh)}; }, 200), { once: true });`;
    const { box, state } = await open(tag(`customer-token="${old}"`), renewal);
    await box.click();
    await expect.poll(state).toBe('saved');
    expect(bench.ledger.optIns[0]!.claims.customer_token).toBe(fresh);
  });

  test('and is not renewed: the person is told at the tick, and the box is empty', async () => {
    const { box, page, state, heard, errors } = await open(tag(`customer-token="${old}"`));
    await box.click();
    await expect.poll(state).toBe('error');
    await page.getByText(notSaved).waitFor();
    expect(await box.isChecked()).toBe(false);
    expect(await errors()).toEqual(['customer_token_expired']);
    expect(await heard()).toBe(1);
  });

  test('in a form: the person is told, the form carries the record, and a late renewal signs it anew', async () => {
    const form = `<form>${tag(`name="optin" customer-token="${old}"`)}</form>`;
    const { box, page, state, widget } = await open(form);
    const carried = () =>
      page.evaluate(() => String(new FormData(document.querySelector('form')!).get('optin')));
    const signed = async () => claimsIn(await carried());
    await box.click();
    await expect.poll(state).toBe('error');
    await page.getByText('Your choice will be sent together with the form').waitFor();
    expect(await box.isChecked()).toBe(true);
    expect(await signed()).toMatchObject({ customer_token: old });
    await widget.evaluate((element, value) => element.setAttribute('customer-token', value), fresh);
    await expect.poll(state).toBe('ticked');
    await expect.poll(async () => (await signed()).nonce).toBeTruthy();
    expect(await signed()).toMatchObject({ customer_token: fresh });
  });
});
