// The element as a server renders it: whole without the script, and the same card when the script takes over.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ShownNotice } from '../../../widget/notice/shown-notice.ts';
import { declarativeOptIn, type OptInFacts } from '../../../widget/server/declarative.ts';
import { siteKey } from '../../support/browser/tiny-ledger.ts';
import { strictPolicy } from '../../support/browser/tiny-shop.ts';
import { signedNumber, type WidgetBench, widgetBench } from '../../support/browser/widget-bench.ts';

let bench: WidgetBench;
beforeAll(async () => {
  bench = await widgetBench();
});
afterEach(() => bench.clear());
afterAll(() => bench?.close());

const notice = (over: object = {}) => ({ ...bench.ledger.shown(), ...over }) as ShownNotice;

const rendered = (over: Partial<OptInFacts> = {}) =>
  declarativeOptIn({
    site: siteKey,
    notice: notice(),
    name: 'optin',
    number: signedNumber,
    phoneField: '#tel',
    ...over,
  });

const checkout = (over: Partial<OptInFacts> = {}) =>
  `<form method="post" action="/order"><label for="tel">Phone</label>
  <input id="tel" type="tel" value="${signedNumber}">${rendered(over)}<button>Pay</button></form>`;

const nonce = 'bm9uY2U';
/** As strict as the shop's own, but for the one style element. */
const withStyle = () => `${strictPolicy(bench.ledger.url)}; style-src 'nonce-${nonce}'`;

async function without(over: Partial<OptInFacts> = {}) {
  bench.shop.policy = withStyle();
  const opened = await bench.open(checkout({ nonce, ...over }), { javaScriptEnabled: false });
  const pay = async () => {
    await opened.page.getByRole('button', { name: 'Pay' }).click();
    await opened.page.waitForURL('**/thanks');
    return [...bench.shop.orders[0]!];
  };
  return { ...opened, pay };
}

describe('without the script', () => {
  test('the whole card is there: box, logo, name, sentence and the other lines', async () => {
    const { page, widget } = await without();
    const box = page.getByRole('checkbox', {
      name: 'I consent to receive order updates from Fresh Produce on my WhatsApp number XXXXXX3210',
    });
    expect(await box.isVisible()).toBe(true);
    expect(await box.isChecked()).toBe(false);
    expect(await widget.locator('.glyph').isVisible()).toBe(true);
    expect(await widget.locator('.name').innerText()).toBe('WhatsApp');
    await widget.locator('summary').click();
    expect(await widget.locator('.line').allInnerTexts()).toEqual([
      'You can stop at any time',
      'How Fresh Produce uses your number',
      'Talk to a person at Fresh Produce: +1 415 555 0100 · care@fresh.example',
    ]);
  });

  test('a ticked box posts with the form, and an empty one posts nothing', async () => {
    const { page, pay } = await without();
    await page.getByRole('checkbox').check();
    expect(await pay()).toEqual([['optin', 'asked']]);
    const empty = await without();
    bench.shop.orders = [];
    expect(await empty.pay()).toEqual([]);
  });

  test('the whole sentence can be clicked', async () => {
    const { page } = await without();
    await page.getByText('I consent to receive').click();
    expect(await page.getByRole('checkbox').isChecked()).toBe(true);
  });

  test('a page whose policy knows the nonce shows it styled; with another nonce it is still readable', async () => {
    const { widget } = await without();
    expect(await widget.locator('.card').evaluate((card) => getComputedStyle(card).borderTopWidth)).toBe(
      '1px',
    );
    const other = await without({ nonce: 'another' });
    expect(await other.page.getByRole('checkbox').isVisible()).toBe(true);
    expect(await other.widget.locator('summary').isVisible()).toBe(true);
  });

  test('right to left, the box is at the right', async () => {
    const arabic = bench.ledger.shown('ar');
    const { page, widget } = await without({ notice: notice(arabic) });
    const box = (await page.getByRole('checkbox').boundingBox())!;
    const brand = (await widget.locator('.name').boundingBox())!;
    expect(box.x).toBeGreaterThan(brand.x);
  });
});

describe('with the script', () => {
  /** Where the card's pieces are; the same words for the served card and the live one. */
  const places = () => {
    const host = document.querySelector('optmark-opt-in')!;
    const root = host.shadowRoot!;
    const box = root.querySelector('#box') ?? host.querySelector('input[type=checkbox]')!;
    const sentence = root.querySelector('.sentence') ?? host.querySelector('label')!;
    return [
      host,
      root.querySelector('.card')!,
      box,
      root.querySelector('.name')!,
      sentence,
      root.querySelector('summary')!,
    ]
      .map((piece) => piece.getBoundingClientRect())
      .map(({ x, y, width, height }) => ({ x, y, width, height }));
  };

  test.for([1280, 600, 320])('nothing moves when the live card takes over, %i pixels wide', async (width) => {
    bench.shop.policy = withStyle();
    const viewport = { width, height: 700 };
    const before = await bench.open(checkout({ nonce }), { javaScriptEnabled: false, viewport });
    const served = await before.page.evaluate(places);
    const after = await bench.open(checkout({ nonce }), { viewport });
    await after.widget.locator('#box').waitFor();
    expect(await after.page.evaluate(places)).toEqual(served);
    expect(after.complaints).toEqual([]);
  });

  test('the form carries one value under the name: the signed record', async () => {
    bench.shop.policy = withStyle();
    const { page, widget, state } = await bench.open(checkout({ nonce }));
    await widget.locator('#box').click();
    await expect.poll(state).toBe('ticked');
    await expect
      .poll(() => page.evaluate(() => new FormData(document.querySelector('form')!).getAll('optin')))
      .toEqual([expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/)]);
    expect(await widget.locator('input[type=checkbox][name=optin]').isVisible()).toBe(false);
  });

  test('the opt-in is as good as any other', async () => {
    bench.shop.policy = withStyle();
    const { widget, state } = await bench.open(checkout({ nonce, commit: 'tick' }));
    await widget.locator('#box').click();
    await expect.poll(state).toBe('saved');
    expect(bench.ledger.optIns.map(({ grade }) => grade)).toEqual(['E3']);
  });

  test('a script that cannot be loaded leaves the card and its box as the server drew them', async () => {
    bench.shop.policy = withStyle();
    bench.shop.script = () => '<script type="module" src="https://ledger.invalid/optmark.js"></script>';
    const { page, widget } = await bench.open(checkout({ nonce }));
    await page.getByRole('checkbox').check();
    expect(await widget.locator('.name').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Pay' }).click();
    await page.waitForURL('**/thanks');
    expect([...bench.shop.orders[0]!]).toEqual([['optin', 'asked']]);
  });

  test('a notice that cannot be read leaves them too', async () => {
    bench.shop.policy = withStyle();
    bench.ledger.tampered = (path, file) => (path.endsWith('notice.js') ? Buffer.from('') : file);
    const broken = checkout({ nonce }).replace(/(<script[^>]*slot="notice">)[^<]*/, '$1{}');
    const { page, state, widget } = await bench.open(broken);
    await expect.poll(state).toBe('error');
    expect(await widget.locator('.name').isVisible()).toBe(true);
    await page.getByRole('checkbox').check();
    expect(await page.evaluate(() => new FormData(document.querySelector('form')!).get('optin'))).toBe(
      'asked',
    );
  });
});

describe('hostile words', () => {
  const hostile = `"'><img src=x onerror="globalThis.owned=1"></script></template><script>globalThis.owned=1</script>&amp;`;

  test('stay words, wherever they stand', async () => {
    bench.shop.policy = undefined;
    const { wording, ...rest } = notice();
    const facts: Partial<OptInFacts> = {
      notice: {
        ...rest,
        id: hostile,
        business: { id: 'b', name: hostile },
        privacy_url: `https://fresh.example/${hostile}`,
        contact: { email: hostile, phone: hostile, address: hostile },
        wording: { ...wording, what: hostile, privacy: `${hostile} {privacy_url}` },
      },
    };
    for (const field of [
      'site',
      'name',
      'plainValue',
      'id',
      'number',
      'nonce',
      'ledger',
      'customerToken',
      'prove',
    ] as const) {
      facts[field] = hostile;
    }
    const { page, widget } = await bench.open(checkout(facts), { javaScriptEnabled: true });
    await expect.poll(() => widget.evaluate((element) => element.matches(':defined'))).toBe(true);
    expect(await page.evaluate(() => 'owned' in globalThis)).toBe(false);
    expect(await page.locator('img').count()).toBe(0);
    expect(await widget.getAttribute('site')).toBe(hostile);
    expect(await widget.locator('label').last().textContent()).toContain(hostile);
  });

  test('cannot make a link that runs', () => {
    expect(rendered({ notice: notice({ privacy_url: 'javascript:alert(1)' }) })).not.toContain(
      'href="javascript:',
    );
  });

  test('do not close the inlined notice', () => {
    const html = rendered({ notice: notice({ business: { id: 'b', name: '</script><script>' } }) });
    expect(html.match(/<\/script>/g)).toHaveLength(1);
  });
});

describe('what a server writes', () => {
  test('has the number in it only as its last four digits', () => {
    expect(rendered()).toContain('XXXXXX3210');
    expect(rendered()).not.toContain('98765');
  });

  test('has no style element with an empty nonce, and none that asks for one', () => {
    expect(rendered()).toContain('<style>');
    expect(rendered({ nonce })).toContain(`<style nonce="${nonce}">`);
  });
});
