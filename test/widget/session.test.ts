// A customer whom the shop's server knows: its token names the number, and the page has nothing to choose.

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
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
    const session = token({ iss: 'pk_test', number });
    const { box, sentence, state, ready, widget } = await bench.open(tag(`session="${session}"`));
    await ready();
    expect(await sentence.innerText()).toContain('XXXXXX3210');
    expect(await widget.locator('[slot=phone]').count()).toBe(0);
    await box.click();
    await expect.poll(state).toBe('saved');
    expect(bench.ledger.optIns[0]!.claims).toMatchObject({ session, number: '+919876543210' });
  },
);

test('a page’s own field does not count beside a token', async () => {
  const session = token({ number: '+919876543210' });
  const { box, state, ready } = await bench.open(
    `<input id="tel" value="+14155550100">${tag(`session="${session}" phone-field="#tel"`)}`,
  );
  await ready();
  await box.click();
  await expect.poll(state).toBe('saved');
  expect(bench.ledger.optIns[0]!.claims.number).toBe('+919876543210');
});

test('another token empties the box: it may name another number', async () => {
  const { box, state, ready, widget, sentence } = await bench.open(
    `<form>${tag(`session="${token({ number: '+919876543210' })}"`)}</form>`,
  );
  await ready();
  await box.click();
  await expect.poll(state).toBe('ticked');
  await widget.evaluate(
    (element, other) => element.setAttribute('session', other),
    token({ number: '+14155550100' }),
  );
  await expect.poll(() => sentence.innerText()).toContain('XXXXXX0100');
  await expect.poll(() => box.isChecked()).toBe(false);
});

test('a token that cannot be read names no number, and nothing can be ticked', async () => {
  const { box, state, ready } = await bench.open(tag('session="not.a-token"'));
  await ready();
  await box.click();
  await expect.poll(state).toBe('error');
  expect(bench.ledger.optIns).toEqual([]);
});
