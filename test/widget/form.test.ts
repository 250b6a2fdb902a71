// The element as a form control: what the form carries, when the record is posted, and that no trouble of the
// ledger stops a checkout.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { verifyOptIn } from '../../ledger/channels/web/web.ts';
import { signedNumber, tag, typed, type WidgetBench, widgetBench } from '../support/browser/widget-bench.ts';

type Element = HTMLElement & { commit(): Promise<{ record: string } | undefined> };

let bench: WidgetBench;
beforeAll(async () => {
  bench = await widgetBench();
});
afterEach(() => bench.clear());
afterAll(() => bench?.close());

const checkout = (more = '', around = '') =>
  `<form method="post" action="/order">${around}${tag(`name="optin" ${more}`)}<button>Pay</button></form>`;
const ownInput = '<label for="tel">Phone</label><input id="tel" name="tel" type="tel" autocomplete="tel">';

async function filled(more = '') {
  const opened = await bench.open(checkout(more));
  await opened.ready();
  await opened.number.fill(typed);
  const carried = () =>
    opened.page.evaluate(() => new FormData(document.querySelector('form')!).get('optin') as string | null);
  const pay = async () => {
    await opened.page.getByRole('button', { name: 'Pay' }).click();
    await opened.page.waitForURL('**/thanks');
  };
  /** Until the nonce is in the record the form carries, which is when the page may post it. */
  const signed = () => expect.poll(async () => nonceIn(await carried())).toBeTruthy();
  return { ...opened, carried, pay, signed };
}

async function nonceIn(jws: string | null): Promise<string | undefined> {
  return jws === null ? undefined : (await verifyOptIn(jws)).claims.nonce;
}

describe('a form with the element in it', () => {
  test('carries nothing until the person ticks', async () => {
    const { carried, pay } = await filled();
    expect(await carried()).toBeNull();
    await pay();
    expect(bench.shop.orders.map((order) => [...order.keys()])).toEqual([[]]);
    expect(bench.ledger.requests.filter((request) => request.startsWith('POST'))).toEqual([]);
  });

  test('carries the signed record from the tick on, which is not posted before submit', async () => {
    const { box, carried, state, signed } = await filled();
    await box.click();
    await signed();
    const { claims } = await verifyOptIn((await carried())!);
    expect(claims).toMatchObject({ number: signedNumber, kind: 'opt_in' });
    expect(await state()).toBe('ticked');
    expect(bench.ledger.optIns).toEqual([]);
  });

  test('submits the record, and the page posts the same while it is left', async () => {
    const { box, pay, signed } = await filled();
    await box.click();
    await signed();
    await pay();
    expect(bench.shop.orders).toHaveLength(1);
    await expect.poll(() => bench.ledger.optIns.length).toBe(1);
    expect(bench.ledger.optIns[0]!.jws).toBe(bench.shop.orders[0]!.get('optin'));
    expect(bench.ledger.optIns[0]!.grade).toBe('E3');
  });

  test('carries nothing again once the person has unticked', async () => {
    const { box, carried, pay, signed } = await filled();
    await box.click();
    await signed();
    await box.click();
    expect(await carried()).toBeNull();
    await pay();
    expect(bench.shop.orders[0]!.has('optin')).toBe(false);
    expect(bench.ledger.optIns).toEqual([]);
  });

  test('does not post what the shop’s own script has stopped', async () => {
    const { box, page, signed, state } = await filled();
    await box.click();
    await signed();
    await page.evaluate(() =>
      document.querySelector('form')!.addEventListener('submit', (event) => event.preventDefault()),
    );
    await page.getByRole('button', { name: 'Pay' }).click();
    expect(await state()).toBe('ticked');
    expect(bench.ledger.optIns).toEqual([]);
  });

  test('can post without submitting, by commit()', async () => {
    const { box, widget, state } = await filled();
    await box.click();
    const answer = await widget.evaluate((element) => (element as Element).commit());
    expect(answer).toMatchObject({ record: bench.ledger.optIns[0]!.record });
    expect(await state()).toBe('saved');
  });

  test('posts at the tick when told so', async () => {
    const { box, state } = await filled('commit="tick"');
    await box.click();
    await expect.poll(state).toBe('saved');
  });

  test('posts nothing once it is disabled, and carries nothing', async () => {
    const { box, widget, carried, pay, signed, page } = await filled();
    await box.click();
    await signed();
    await widget.evaluate((element) => element.toggleAttribute('disabled', true));
    await expect.poll(() => box.isDisabled()).toBe(true);
    expect(await carried()).toBeNull();
    expect(await widget.evaluate((element) => (element as Element).commit())).toBeUndefined();
    await pay();
    await page.waitForLoadState('networkidle');
    expect(bench.ledger.optIns).toEqual([]);
  });

  test('never finds it invalid: consent holds up no order', async () => {
    const { box, number, state, page } = await filled();
    await number.fill('12');
    await box.click();
    await expect.poll(state).toBe('error');
    const judged = await page.evaluate(() => {
      const form = document.querySelector('form')!;
      const element = document.querySelector('optmark-opt-in') as unknown as HTMLInputElement;
      return [form.reportValidity(), element.checkValidity(), element.validity.valid, element.willValidate];
    });
    expect(judged).toEqual([true, true, true, true]);
  });

  test('is not ticked by a label of the shop’s own, which leads to the box', async () => {
    const { page, box, state, ready } = await bench.open(
      `<form><label for="ours">Yes to everything</label>${tag('id="ours" name="optin"')}</form>`,
    );
    await ready();
    expect(
      await page.evaluate(
        () => (document.querySelector('#ours') as unknown as HTMLInputElement).labels?.length,
      ),
    ).toBe(1);
    await page.getByText('Yes to everything').click();
    await expect(box.evaluate((element) => element.matches(':focus'))).resolves.toBe(true);
    expect(await box.isChecked()).toBe(false);
    expect(await state()).toBe('ready');
  });

  test('is not ticked by what a browser restores or fills in', async () => {
    const { box, page, carried } = await filled();
    await page.evaluate(() => {
      const element = document.querySelector('optmark-opt-in') as unknown as {
        formStateRestoreCallback?(state: string, reason: string): void;
      };
      element.formStateRestoreCallback?.('on', 'restore');
      element.formStateRestoreCallback?.('on', 'autocomplete');
    });
    expect(await box.isChecked()).toBe(false);
    expect(await carried()).toBeNull();
  });

  test('holds as many boxes as there are notices, each ticked and carried for itself', async () => {
    const { page } = await bench.open(
      `<form>${ownInput}${tag('name="orders" phone-field="#tel"')}${tag('name="offers" phone-field="#tel"')}</form>`,
    );
    const boxes = page.locator('optmark-opt-in').getByRole('checkbox');
    await boxes.nth(1).waitFor();
    await page.getByLabel('Phone', { exact: true }).fill(typed);
    await boxes.nth(1).click();
    const names = () =>
      page.evaluate(() =>
        [...new FormData(document.querySelector('form')!)].flatMap(([name]) =>
          name === 'tel' ? [] : [name],
        ),
      );
    await expect.poll(names).toEqual(['offers']);
    expect(await boxes.nth(0).isChecked()).toBe(false);
    await boxes.nth(0).click();
    await expect.poll(names).toEqual(['orders', 'offers']);
  });

  test('empties the box when it is reset', async () => {
    const { box, page, carried, signed } = await filled();
    await box.click();
    await signed();
    await page.evaluate(() => document.querySelector('form')!.reset());
    await expect.poll(() => box.isChecked()).toBe(false);
    expect(await carried()).toBeNull();
  });

  test('shows an empty box when the person comes back to it', async () => {
    const { box, page, pay, signed } = await filled();
    await box.click();
    await signed();
    await pay();
    await page.goBack();
    await page.locator('optmark-opt-in').getByRole('checkbox').waitFor();
    expect(await page.locator('optmark-opt-in').getByRole('checkbox').isChecked()).toBe(false);
  });

  test('empties the box when the page comes back from the cache', async () => {
    const { box, page, signed, carried } = await filled();
    await box.click();
    await signed();
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    await expect.poll(() => box.isChecked()).toBe(false);
    expect(await carried()).toBeNull();
  });
});

describe('a ledger that cannot be reached', () => {
  test('does not stop the checkout, and the order carries the record', async () => {
    const { box, pay } = await filled();
    bench.ledger.mood = 'down';
    await box.click();
    await pay();
    const { claims } = await verifyOptIn(bench.shop.orders[0]!.get('optin')!);
    expect(claims).toMatchObject({ number: signedNumber, evidence: { action: 'ticked' } });
    expect(claims.nonce).toBeUndefined();
  });

  test('does not stop a checkout without a form submit either, and the tick stands with a message', async () => {
    const { box, widget, carried } = await filled();
    bench.ledger.mood = 'down';
    await box.click();
    expect(await widget.evaluate((element) => (element as Element).commit())).toBeUndefined();
    expect(await box.isChecked()).toBe(true);
    // `commit()` ends after its time is over, whether the ledger has refused by then or not.
    await expect
      .poll(() => widget.locator('#error').innerText())
      .toContain('Your choice will be sent together with the form');
    expect(await carried()).not.toBeNull();
  });

  test('gets the record once it is back', async () => {
    const { box, widget, state } = await filled();
    bench.ledger.mood = 'down';
    await box.click();
    await widget.evaluate((element) => (element as Element).commit());
    bench.ledger.mood = 'well';
    await widget.evaluate((element) => (element as Element).commit());
    expect(await state()).toBe('saved');
    expect(bench.ledger.optIns[0]!.grade).toBe('E3');
  });

  test('after the first touch may go: the notice is inlined, and the form carries what was signed', async () => {
    const inlined = `<script type="application/json" slot="notice">${JSON.stringify(bench.ledger.shown())}</script>`;
    const { page, box, number, ready, widget } = await bench.open(
      `<form>${tag('name="optin"', inlined)}</form>`,
    );
    await ready();
    await number.fill(typed);
    // It is named once everything is there that a tick needs.
    await expect.poll(() => widget.locator('.sentence').innerText()).toContain('3210');
    await page.context().setOffline(true);
    await box.click();
    await expect
      .poll(() => page.evaluate(() => String(new FormData(document.querySelector('form')!).get('optin'))))
      .toMatch(/^ey/);
  });

  test('before the first touch empties the box and says so; the order goes through', async () => {
    const inlined = `<script type="application/json" slot="notice">${JSON.stringify(bench.ledger.shown())}</script>`;
    const { page, box, number, ready, widget, state } = await bench.open(
      `<form method="post">${tag('name="optin"', inlined)}<button>Order</button></form>`,
    );
    await ready();
    await page.route(`${bench.ledger.url}/**`, (route) => route.abort());
    await number.fill(typed);
    await box.click();
    await expect.poll(state).toBe('error');
    expect(await box.isChecked()).toBe(false);
    expect(await widget.locator('#error').innerText()).toContain(
      'was not saved because the connection failed',
    );
    await page.getByRole('button', { name: 'Order' }).click();
    await page.waitForURL('**/thanks');
    expect([...bench.shop.orders[0]!.keys()]).toEqual([]);
  });
});

describe('the shop’s own number input', () => {
  const open = async () => {
    const opened = await bench.open(checkout('phone-field="#tel"', ownInput));
    await opened.ready();
    return { ...opened, tel: opened.page.locator('#tel') };
  };

  test('is read as it is typed, and no second one is shown', async () => {
    const { tel, sentence, widget } = await open();
    await tel.pressSequentially('98765 43210');
    await expect.poll(() => sentence.innerText()).toContain('XXXXXX3210');
    expect(await widget.locator('input[type=tel]').count()).toBe(0);
    expect(await tel.inputValue()).toBe('98765 43210');
  });

  test('may be drawn late and replaced', async () => {
    const { page, sentence } = await open();
    await page.evaluate(() => {
      const input = document.querySelector('#tel')!;
      input.replaceWith(input.cloneNode());
    });
    await page.locator('#tel').fill('98765 49999');
    await expect.poll(() => sentence.innerText()).toContain('XXXXXX9999');
  });

  test('that is not filled in has that said beside it, and ticks nothing', async () => {
    const { box, page } = await open();
    await box.click();
    await expect
      .poll(() => page.locator('optmark-says').innerText())
      .toBe('Enter your WhatsApp number, including the country code');
    expect(await box.isChecked()).toBe(false);
  });

  test('clears the tick when it is edited', async () => {
    const { tel, box, page } = await open();
    await tel.fill(typed);
    await box.click();
    expect(await box.isChecked()).toBe(true);
    await tel.fill('98765 43211');
    await expect.poll(() => box.isChecked()).toBe(false);
    expect(await page.evaluate(() => new FormData(document.querySelector('form')!).get('optin'))).toBeNull();
  });

  test('that a script changes after the tick is not the number that was consented to: nothing is posted', async () => {
    const { tel, box, page } = await open();
    await tel.fill(typed);
    await box.click();
    await tel.evaluate((input) => {
      (input as HTMLInputElement).value = '98765 40000';
    });
    await page.getByRole('button', { name: 'Pay' }).click();
    await page.waitForURL('**/thanks');
    expect(bench.ledger.optIns).toEqual([]);
  });
});
