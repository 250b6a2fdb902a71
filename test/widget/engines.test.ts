// The element in every engine this machine has: Chromium always, Firefox and WebKit where they are installed.
// The same steps in each, with the real pointer and the real keys.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { verifyOptIn } from '../../ledger/channels/web/web.ts';
import { builtWidget } from '../support/browser/built-widget.ts';
import type { Hands } from '../support/browser/engines/hands.ts';
import { engines, missingLoudly, type Visit, visit } from '../support/browser/engines.ts';
import { type TinyLedger, tinyLedger } from '../support/browser/tiny-ledger.ts';
import { strictPolicy, type TinyShop, tinyShop } from '../support/browser/tiny-shop.ts';
import { signedNumber, tag, typed } from '../support/browser/widget-bench.ts';

const phone = '<label for="tel">Phone</label><input id="tel" name="tel" type="tel">';
const alone = `${phone}${tag('phone-field="#tel"')}`;
const form = `<form method="post" action="/order">${phone}${tag('phone-field="#tel" name="optin"')}<button>Pay</button></form>`;

const carried = "new FormData(document.querySelector('form')).get('optin')";

async function nonceIn(jws: string | null): Promise<string | undefined> {
  return jws === null ? undefined : (await verifyOptIn(jws)).claims.nonce;
}

let ledger: TinyLedger;
let shop: TinyShop;
beforeAll(async () => {
  ledger = await tinyLedger((await builtWidget()).files);
  shop = await tinyShop(ledger.url);
});
afterEach(() => {
  Object.assign(ledger, { optIns: [], optOuts: [], requests: [] });
  Object.assign(shop, { orders: [], policy: strictPolicy(ledger.url) });
});
afterAll(async () => {
  await ledger?.close();
  await shop?.close();
});

for (const engine of engines) {
  describe.skipIf(missingLoudly(engine))(`in ${engine.name}`, () => {
    let hands: Hands;
    let page: Visit;
    beforeAll(async () => {
      hands = await engine.start();
      page = visit(hands);
    });
    afterAll(() => hands?.quit());

    async function opened(body: string): Promise<void> {
      shop.body = body;
      await page.open(`${shop.url}/checkout`);
    }

    test('the box is drawn with the sentence, unticked, in its own style', async () => {
      await opened(alone);
      expect(await page.ticked()).toBe(false);
      expect(await page.state()).toBe('ready');
      const root = "document.querySelector('optmark-opt-in').shadowRoot";
      expect(await page.evaluate(`${root}.querySelector('[data-line=sentence]').textContent`)).toContain(
        'I consent to receive order updates from Fresh Produce',
      );
      expect(await page.evaluate(`getComputedStyle(${root}.querySelector('.card')).borderTopWidth`)).toBe(
        '1px',
      );
    });

    test('two, one below the other, are rows of one card with one line that unfolds', async () => {
      await opened(`<form>${phone}${tag('phone-field="#tel"')}${tag('phone-field="#tel"')}</form>`);
      const each = (what: string) =>
        page.evaluate(`[...document.querySelectorAll('optmark-opt-in')].map(({ shadowRoot: root }) => {
          const { borderBottomWidth, borderTopLeftRadius } = getComputedStyle(root.querySelector('.card'));
          return ${what};
        }).join()`);
      await expect.poll(() => each('borderBottomWidth + borderTopLeftRadius')).toBe('0px8px,1px0px');
      expect(await each("root.querySelector('summary').checkVisibility()")).toBe('false,true');
    });

    test('a tick by mouse is saved at E3, with the gesture and what was seen', async () => {
      await opened(alone);
      await page.type('#tel', typed);
      await page.tickByMouse();
      await expect.poll(page.state).toBe('saved');
      expect(ledger.optIns[0]).toMatchObject({ grade: 'E3', claims: { number: signedNumber } });
      expect(ledger.optIns[0]!.claims.evidence).toMatchObject({
        seen: { initially: 'unticked', gesture: { trusted: true }, logo: true, hit_test: true },
      });
    });

    test('a tick by keyboard is saved at E3 too', async () => {
      await opened(alone);
      await page.type('#tel', typed);
      await page.tickByKeyboard();
      await expect.poll(page.state).toBe('saved');
      expect(ledger.optIns[0]!.grade).toBe('E3');
      expect(ledger.optIns[0]!.claims.evidence).toMatchObject({
        seen: { gesture: { type: 'keydown', trusted: true } },
      });
    });

    test('a second press takes it back', async () => {
      await opened(alone);
      await page.type('#tel', typed);
      await page.tickByMouse();
      await expect.poll(page.state).toBe('saved');
      await page.tickByMouse();
      await expect.poll(page.state).toBe('ready');
      expect(ledger.optOuts).toHaveLength(1);
    });

    test('a click made by a script ticks nothing', async () => {
      await opened(alone);
      await page.type('#tel', typed);
      const root = "document.querySelector('optmark-opt-in').shadowRoot";
      await page.evaluate(`${root}.querySelector('input[type=checkbox]').click()`);
      await expect.poll(page.state).toBe('error');
      expect(await page.ticked()).toBe(false);
      expect(ledger.optIns).toEqual([]);
    });

    test('a tick without a number is refused with what to do', async () => {
      await opened(tag());
      await page.tickByMouse();
      await expect.poll(page.error).toBe('Error: Enter your WhatsApp number, including the country code');
      expect(await page.ticked()).toBe(false);
    });

    test('a form carries the signed record, and the page posts the same while it is left', async () => {
      await opened(form);
      await page.type('#tel', typed);
      await page.tickByMouse();
      // Until its nonce is there the record cannot be posted by a page that is left at once.
      await expect.poll(async () => nonceIn(await page.evaluate(carried))).toBeTruthy();
      await page.press('form button');
      await expect.poll(() => page.evaluate('location.pathname')).toBe('/thanks');
      await expect.poll(() => [shop.orders.length, ledger.optIns.length]).toEqual([1, 1]);
      expect(shop.orders[0]!.get('optin')).toBe(ledger.optIns[0]!.jws);
    });

    test('a form sent back and opened again is not ticked', async () => {
      await opened(form);
      await page.type('#tel', typed);
      await page.tickByMouse();
      await expect.poll(page.state).toBe('ticked');
      await page.evaluate("void (location.href = '/thanks')");
      await expect.poll(() => page.evaluate('location.pathname')).toBe('/thanks');
      await page.evaluate('void history.back()');
      await expect.poll(() => page.evaluate('location.pathname')).toBe('/checkout');
      await expect.poll(() => page.evaluate("document.querySelector('optmark-opt-in')?.state")).toBe('ready');
      expect(await page.ticked()).toBe(false);
    });
  });
}
