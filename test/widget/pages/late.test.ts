// Parts that hang and a ledger that is slow: a person waits three seconds at most, a checkout two and a half,
// and no box shows a tick that does not exist.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { tag, typed, type WidgetBench, widgetBench } from '../../support/browser/widget-bench.ts';

let bench: WidgetBench;
beforeAll(async () => {
  bench = await widgetBench();
});
afterEach(() => bench.clear());
afterAll(() => bench?.close());

type Element = HTMLElement & { commit(): Promise<unknown> };

const inlined = () =>
  `<script type="application/json" slot="notice">${JSON.stringify(bench.ledger.shown())}</script>`;
const plain = '<label><input type="checkbox" name="optin" value="asked"> Ask me</label>';
const notSaved = 'was not saved because the connection failed';

/** The page's clock is the test's from now on, and what matches `hangs` never comes until it is let. */
async function open(hangs: string, children = '') {
  const opened = await bench.open(
    `<form method="post" action="/order">${tag('name="optin"', inlined() + children)}<button>Pay</button></form>`,
  );
  await opened.ready();
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const asked = opened.page.waitForRequest(hangs);
  await opened.page.route(hangs, async (route) => {
    await arrived;
    await route.continue();
  });
  await opened.page.clock.install();
  await opened.page.clock.pauseAt(Date.now() + 60_000);
  await opened.number.fill(typed);
  await asked;
  return { ...opened, arrive };
}

describe('the part that judges a tick hangs', () => {
  test('after three seconds the box is empty, and says why; when it comes, the next click is judged', async () => {
    const { page, box, state, arrive } = await open('**/act.js*');
    await box.click();
    await page.clock.runFor(2_900);
    expect(await state()).not.toBe('error');
    await page.clock.runFor(200);
    await expect.poll(state).toBe('error');
    expect(await box.isChecked()).toBe(false);
    await page.getByText(notSaved).waitFor();
    arrive();
    await expect.poll(state).toBe('ready');
    await box.click();
    await expect.poll(state).toBe('ticked');
  });

  test('the plain box of the page is back, and goes with the order', async () => {
    const { page, box, state } = await open('**/act.js*', plain);
    await box.click();
    await page.clock.runFor(3_100);
    await expect.poll(state).toBe('error');
    await page.getByText(notSaved).waitFor();
    await page.getByLabel('Ask me').check();
    await page.getByRole('button', { name: 'Pay' }).click();
    await page.waitForURL('**/thanks');
    expect([...bench.shop.orders[0]!]).toEqual([['optin', 'asked']]);
  });

  test('commit() waits two seconds and a half for the click, and gives up', async () => {
    const { page, box } = await open('**/act.js*');
    await box.click();
    await page.evaluate(() => {
      const committed = (document.querySelector('optmark-opt-in') as Element).commit();
      void committed.then((answer) => Object.assign(window, { committed: String(answer) }));
    });
    const committed = () => page.evaluate(() => (window as unknown as { committed?: string }).committed);
    await page.clock.runFor(2_400);
    expect(await committed()).toBeUndefined();
    await page.clock.runFor(200);
    await expect.poll(committed).toBe('undefined');
  });
});

test('what reads a typed number hangs: it is not called incomplete, and nothing is ticked', async () => {
  const { page, box, state } = await open('**/number.js*');
  await box.click();
  await page.clock.runFor(3_100);
  await expect.poll(state).toBe('error');
  expect(await box.isChecked()).toBe(false);
  await page.getByText(notSaved).waitFor();
});

test('the ledger is slow: commit() gives up after two seconds and a half, and the record is saved later', async () => {
  const { page, box, state, arrive } = await open('**/numbers/91.txt');
  arrive();
  await box.click();
  await expect.poll(state).toBe('ticked');
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/v1/opt-ins', async (route) => {
    await answered;
    await route.continue();
  });
  const posted = page.waitForRequest('**/v1/opt-ins');
  await page.evaluate(() => {
    const committed = (document.querySelector('optmark-opt-in') as Element).commit();
    void committed.then((given) => Object.assign(window, { committed: String(given) }));
  });
  await posted;
  await page.clock.runFor(2_600);
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { committed?: string }).committed))
    .toBe('undefined');
  expect(await state()).toBe('saving');
  answer();
  await expect.poll(state).toBe('saved');
});

test('commit() right after the click waits until the click is judged', async () => {
  const { box, widget, state, arrive } = await open('**/number.js*');
  await box.click();
  const committed = widget.evaluate((element) => (element as Element).commit());
  arrive();
  expect(await committed).toMatchObject({ record: expect.any(String) });
  expect(await state()).toBe('saved');
});
