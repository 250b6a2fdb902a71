// Mistakes of a developer: each is said once, in the console and as an event, in a sentence that names what
// to write. Nothing is thrown, and nothing of the shop's is gone.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { siteKey } from '../../support/browser/tiny-ledger.ts';
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

/** What was told as events, beside what is told in the console. */
const listen = () => {
  const told: string[] = [];
  Object.assign(globalThis, { told });
  addEventListener('optmark-error', (event) => {
    const { code, detail } = event as Event & { code: string; detail: string };
    told.push(`optmark: ${code}: ${detail}`);
  });
};

async function open(body: string) {
  const opened = await bench.open(body, {}, listen);
  const told = () => opened.page.evaluate(() => (globalThis as unknown as { told: string[] }).told);
  /** As a person who comes near, and types wherever there is something to type. */
  const use = async () => {
    await opened.page.locator('body').hover();
    for (const input of await opened.page.locator('input[type=tel]:visible').all()) await input.fill(typed);
    await opened.page.locator('optmark-opt-in').first().hover({ force: true });
  };
  return { ...opened, told, use };
}

test('an origin that is not on the site’s list is told as the page opens, by name, with what to type', async () => {
  const { shown } = bench.ledger;
  Object.assign(bench.ledger, { shown: (locale?: string) => ({ ...shown(locale), origin_allowed: false }) });
  const { complaints, ready } = await bench.open(tag());
  await ready();
  Object.assign(bench.ledger, { shown });
  const { origin } = new URL(bench.shop.url);
  expect(complaints).toContainEqual(
    expect.stringContaining(
      `origin_not_allowed: no tick counts on ${origin}. ` +
        `Add it: optmark site change ${siteKey} --business fresh-produce --add-origin ${origin}`,
    ),
  );
});

const input = '<input id="tel" type="tel">';
const pay = '<button>Pay</button>';
const inForm = (inside: string) => `<form method="post" action="/order">${inside}${pay}</form>`;

describe.for<[string, string, RegExp]>([
  [
    'an id that is no selector, as React makes them',
    inForm(`<input id=":r1:" type="tel">${tag('phone-field="#:r1:"')}`),
    /phone-field="#:r1:" is no CSS selector/,
  ],
  [
    'an id that is no selector, as Magento has them',
    inForm(`<input id="billing:telephone" type="tel">${tag('phone-field="#billing:telephone"')}`),
    /phone-field="#billing:telephone" is no CSS selector/,
  ],
  [
    'a selector that finds nothing',
    inForm(tag('phone-field="#phone"')),
    /phone-field="#phone" finds no element/,
  ],
  [
    'a selector of something without an input',
    inForm(`<p id="p">Phone</p>${tag('phone-field="#p"')}`),
    /finds a <p> without an input/,
  ],
  [
    'a name with upper case, which HTML has none of',
    inForm(
      `${input}<optmark-opt-in site="${siteKey}" notice="order-updates" phoneField="#tel"></optmark-opt-in>`,
    ),
    /no attribute "phonefield": write "phone-field"/,
  ],
  [
    'a country by its name, and a number without its calling code',
    inForm(tag('country="India" number="9876543210"')),
    /country="India" is no ISO 3166 code|"number" must be a whole number/,
  ],
  [
    'a place that there is none of',
    inForm(input + tag('phone-field="#tel" collected-via="cart"')),
    /collected-via="cart" means nothing: write checkout/,
  ],
  [
    'another word for when to post',
    inForm(input + tag('phone-field="#tel" commit="submitted"')),
    /commit="submitted" means nothing: write tick, submit/,
  ],
  [
    'a tag that closes itself',
    inForm(`${input}<optmark-opt-in site="${siteKey}" notice="order-updates" phone-field="#tel"/>`),
    /Write <optmark-opt-in …><\/optmark-opt-in>/,
  ],
  [
    'a secret key for a publishable one',
    inForm('<optmark-opt-in site="om_secret" notice="order-updates"></optmark-opt-in>'),
    /has a secret key. Replace that key/,
  ],
  ...['no-token', 'a.b.c', `a.${Buffer.from('{"sub":"7"}').toString('base64url')}.c`].map(
    (token): [string, string, RegExp] => [
      `a customer token that names no number: ${token}`,
      inForm(tag(`customer-token="${token}"`)),
      /"customer-token" is no JWT in compact form with a "number" in it/,
    ],
  ),
  [
    'a place for errors that there is none of',
    inForm(`${input}${tag('phone-field="#tel" error-for="#error"')}`),
    /error-for="#error" finds no element/,
  ],
])('%s', ([, body, sentence]) => {
  test('is said once, and the order goes through', async () => {
    const { page, told, use, complaints } = await open(body);
    await use();
    await expect.poll(told).toContainEqual(expect.stringMatching(sentence));
    await use();
    await page.locator('optmark-opt-in').first().hover({ force: true });
    const said = (all: string[]) => all.filter((text) => sentence.test(text));
    const once = said(await told());
    expect(once.length).toBe(new Set(once).size);
    expect(said(complaints)).toEqual(once);
    // Nothing else: no error of the page, no sentence about anything that is as it should be.
    expect(complaints).toEqual(said(complaints));
    await page.getByRole('button', { name: 'Pay' }).click();
    await page.waitForURL('**/thanks');
    expect(bench.shop.orders).toHaveLength(1);
  });
});

test('an input whose id is no selector is read all the same', async () => {
  const { page, box, state } = await open(
    inForm(`<input id=":r1:" type="tel">${tag('name="optin" phone-field="#:r1:"')}`),
  );
  await page.locator('input[type=tel]').fill(typed);
  await box.click();
  await expect.poll(state).toBe('ticked');
});

test('an origin with a slash at its end is the ledger’s', async () => {
  const { box, state, ready } = await open(tag(`ledger="${bench.ledger.url}/" number="${signedNumber}"`));
  await ready();
  await box.click();
  await expect.poll(state).toBe('saved');
  expect(bench.ledger.requests.filter((request) => request.includes('//'))).toEqual([]);
});

test.for<[string, string, RegExp]>([
  ['no site', '<optmark-opt-in notice="order-updates"></optmark-opt-in>', /"site" is missing/],
  [
    'a misspelt name',
    `<optmark-opt-in site="${siteKey}" Notice_="order-updates"></optmark-opt-in>`,
    /no attribute "notice_": write "notice"/,
  ],
  ['an address for an origin', tag('ledger="ledger.example"'), /"ledger" must be an origin/],
])('%s: is said, and the plain box stays', async ([, element, sentence]) => {
  const plain = '<label><input type="checkbox" name="optin" value="asked"> Ask me</label></optmark-opt-in>';
  const { page, told } = await open(inForm(element.replace('</optmark-opt-in>', plain)));
  await expect.poll(told).toContainEqual(expect.stringMatching(sentence));
  await page.getByLabel('Ask me').check();
  await page.getByRole('button', { name: 'Pay' }).click();
  await page.waitForURL('**/thanks');
  expect([...bench.shop.orders[0]!]).toEqual([['optin', 'asked']]);
});

test('an element that is moved into another document says so, and its plain box can be used', async () => {
  const plain = '<label><input type="checkbox" name="optin" value="asked"> Ask me</label>';
  const { page, ready, told, complaints } = await open(
    `${tag('name="optin"', plain)}<iframe title="Step"></iframe>`,
  );
  await ready();
  await page.evaluate(() => {
    const { contentDocument } = document.querySelector('iframe')!;
    contentDocument!.addEventListener('optmark-error', (event) => {
      (globalThis as unknown as { told: string[] }).told.push((event as Event & { detail: string }).detail);
    });
    contentDocument!.body.append(document.querySelector('optmark-opt-in')!);
  });
  const frame = page.frameLocator('iframe');
  await frame.getByLabel('Ask me').check();
  await expect.poll(() => complaints.join()).toContain('moved into');
  await expect.poll(told).toContainEqual(expect.stringContaining('document'));
});

test('where what is wrong cannot be looked up, that is asked for once', async () => {
  const asked: string[] = [];
  const { page, use, ready } = await open(inForm(tag('phone-field="#phone"')));
  await page.route('**/advice.js*', (route) => {
    asked.push(route.request().url());
    return route.abort();
  });
  await ready();
  await use();
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  // Looks go on all the while; each of these would ask again.
  for (let press = 0; press < 20; press++) await page.locator('body').press('Shift');
  expect(new Set(asked).size).toBe(1);
});

test('typing before the notice is there, or where it never comes, is no error', async () => {
  bench.ledger.notice = {
    ...bench.ledger.notice,
    notice: { ...bench.ledger.notice.notice, contact: undefined as never },
  };
  const { page, state, complaints } = await open(inForm(input + tag('name="optin" phone-field="#tel"')));
  await page.locator('#tel').pressSequentially(typed);
  await expect.poll(state).toBe('error');
  await page.locator('#tel').pressSequentially(typed);
  const committed = await page.evaluate(() =>
    (document.querySelector('optmark-opt-in') as HTMLElement & { commit(): Promise<unknown> }).commit(),
  );
  expect(committed).toBeUndefined();
  expect(complaints.filter((text) => !text.startsWith('optmark: notice_unavailable'))).toEqual([]);
});

test('an origin with a path, where the notice is in the page, is said', async () => {
  const notice = `<script type="application/json" slot="notice">${JSON.stringify(bench.ledger.shown())}</script>`;
  const { told, use, ready } = await open(tag(`ledger="${bench.ledger.url}/v1"`, notice));
  await ready();
  await use();
  await expect.poll(told).toContainEqual(expect.stringContaining('"ledger" must be an origin'));
});

describe('is no mistake:', () => {
  /** After looks in which whatever is wrong would have been said. */
  async function saidNothing({ page, told, use, complaints }: Awaited<ReturnType<typeof open>>) {
    await use();
    for (let press = 0; press < 20; press++) await page.locator('body').press('Shift');
    await page.evaluate(() => document.querySelector('optmark-opt-in')!.setAttribute('prove', 'email'));
    await expect.poll(told).toContainEqual(expect.stringContaining('prove="email"'));
    expect(await told()).toHaveLength(1);
    expect(complaints).toHaveLength(1);
  }

  test('a field that is taken out after the tick, which stands', async () => {
    const opened = await open(inForm(input + tag('name="optin" phone-field="#tel"')));
    const { page, box, state } = opened;
    await page.locator('#tel').fill(typed);
    await box.click();
    await expect.poll(state).toBe('ticked');
    await page.locator('#tel').evaluate((field) => field.remove());
    await saidNothing(opened);
    expect(await state()).toBe('ticked');
  });

  test.for(['US:CA', ' gb ', '+44', '0044', '44'])('country="%s"', async (country) => {
    await saidNothing(await open(inForm(input + tag(`phone-field="#tel" country="${country}"`))));
  });

  test('an empty customer token, where no customer is known', async () => {
    await saidNothing(await open(inForm(`${input}${tag('phone-field="#tel" customer-token=""')}`)));
  });
});
