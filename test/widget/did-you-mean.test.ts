// A number that can be read in more ways than one is asked for, and nothing can be ticked meanwhile.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from '../support/browser/axe.ts';
import { tag, type WidgetBench, widgetBench } from '../support/browser/widget-bench.ts';

/** Parts and plans are loaded meanwhile, which takes as long as it takes. */
const until = <T>(look: () => T) => expect.poll(look);

let bench: WidgetBench;
beforeAll(async () => {
  bench = await widgetBench();
});
afterEach(() => bench.clear());
afterAll(() => bench?.close());

const question = 'Error: Did you mean +44 7700 900281?';

describe('in the element’s own field', () => {
  async function asked(typed: string) {
    const opened = await bench.open(tag());
    await opened.ready();
    await opened.number.fill(typed);
    await opened.box.click();
    await until(opened.state).toBe('error');
    return opened;
  }

  test('what lost its plus is asked for at the field, and signed by nobody', async () => {
    const { widget, number, box, page } = await asked('447700900281');
    const error = widget.locator('[slot=phone-error]');
    expect((await error.innerText()).replace(/\s+/g, ' ')).toBe(question);
    expect(await number.getAttribute('aria-invalid')).toBe('true');
    expect(await number.inputValue()).toBe('447700900281');
    expect(await widget.evaluate((element) => (element as HTMLElement & { error: string }).error)).toBe(
      'Did you mean +44 7700 900281?',
    );
    await box.click();
    expect(await box.isChecked()).toBe(false);
    expect(bench.ledger.optIns).toEqual([]);
    expect(await axeViolations(page, 'optmark-opt-in')).toEqual([]);
  });

  test('the keyboard takes the number that is offered, and goes on at the box', async () => {
    const { page, number, sentence, widget, state } = await asked('447700900281');
    await number.focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    expect(await number.inputValue()).toBe('+44 7700 900281');
    await until(() => sentence.innerText()).toContain('+44 XXXXXX0281');
    await until(() => widget.locator('[slot=phone-error]').innerText()).toBe('');
    await page.keyboard.press('Space');
    await until(state).toBe('saved');
    expect(bench.ledger.optIns[0]!.claims.number).toBe('+447700900281');
    expect(bench.ledger.optIns[0]!.claims.text).toContain('+44 XXXXXX0281');
  });

  test('its calling code twice is asked for, and never signed', async () => {
    const { widget, state } = await asked('+91 91 98765 43210');
    await widget.getByRole('button', { name: '+91 98765 43210' }).click();
    await widget.getByRole('checkbox').click();
    await until(state).toBe('saved');
    expect(bench.ledger.optIns[0]!.claims.number).toBe('+919876543210');
  });

  test('what is two people’s is offered as both', async () => {
    const { widget } = await asked('6591234567');
    expect(await widget.getByRole('button').allInnerTexts()).toEqual(['+91 65912 34567', '+65 9123 4567']);
  });

  test('typing on answers it too', async () => {
    const { number, widget, box, state } = await asked('447700900281');
    await number.fill('98765 43210');
    await until(() => widget.locator('[slot=phone-error]').innerText()).toBe('');
    await box.click();
    await until(state).toBe('saved');
    expect(bench.ledger.optIns[0]!.claims.number).toBe('+919876543210');
  });
});

test('in the shop’s field: the shop gets the number that was taken, as if it had been typed', async () => {
  const { page, box, widget, state } = await bench.open(
    `<form method="post"><input id="tel" name="tel">${tag('name="optin" phone-field="#tel"')}<button>Pay</button></form>`,
  );
  await widget.getByRole('checkbox').waitFor();
  const heard = page.evaluate(
    () =>
      new Promise((resolve) =>
        document.querySelector('#tel')!.addEventListener('change', () => resolve(true)),
      ),
  );
  await page.locator('#tel').evaluate((input) => {
    (input as HTMLInputElement).value = '447700900281';
  });
  await box.click();
  await until(state).toBe('error');
  const says = page.locator('optmark-says');
  expect((await says.innerText()).replace(/\s+/g, ' ')).toBe('Did you mean +44 7700 900281?');
  await says.getByRole('button', { name: '+44 7700 900281' }).click();
  expect(await heard).toBe(true);
  await box.click();
  await until(state).toBe('ticked');
  await page.getByRole('button', { name: 'Pay' }).click();
  await page.waitForURL('**/thanks');
  expect(bench.shop.orders[0]!.get('tel')).toBe('+44 7700 900281');
  await until(() => bench.ledger.optIns[0]?.claims.number).toBe('+447700900281');
});
