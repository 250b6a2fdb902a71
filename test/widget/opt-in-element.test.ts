// The element in a real browser, outside a form: what it shows, what ticks it and what does not, saving and undoing.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { joinLines, renderNotice } from '../../ledger/core/notice/render.ts';
import { siteKey } from '../support/tiny-ledger.ts';
import { signedNumber, tag, typed, type WidgetBench, widgetBench } from '../support/widget-bench.ts';

type Element = HTMLElement & {
  checked: boolean;
  commit(): Promise<unknown>;
  reset(): void;
  record?: string;
  receipt?: string;
};

const seconds = (count: number) => new Promise((resolve) => setTimeout(resolve, count * 1000));

let bench: WidgetBench;
beforeAll(async () => {
  bench = await widgetBench();
});
afterEach(() => bench.clear());
afterAll(() => bench?.close());

/** Opened, drawn, and with the number typed. */
async function filled(more = '', children = '') {
  const opened = await bench.open(tag(more, children));
  await opened.ready();
  await opened.number.fill(typed);
  return opened;
}

describe('what it shows', () => {
  test('is exactly the sentence that was prescribed', async () => {
    const { sentence, number, ready } = await bench.open(tag());
    await ready();
    await number.fill('+91 98765 47890');
    await expect
      .poll(() => sentence.innerText())
      .toBe('I consent to receive order updates from Fresh Produce on my WhatsApp number XXXXXX7890');
  });

  test('follows the number as it is typed, and never touches what is typed', async () => {
    const { sentence, number, ready } = await bench.open(tag());
    await ready();
    const seen: string[] = [];
    for (const key of '98 765-43') {
      await number.press(key === ' ' ? 'Space' : key);
      seen.push((await sentence.innerText()).split(' ').at(-1)!);
    }
    expect(seen.slice(0, 2)).toEqual(['XXXXXXXXXX', 'XXXXXXXXXX']);
    expect(seen.slice(-2)).toEqual(['XXXXXX7654', 'XXXXXX6543']);
    expect(await number.inputValue()).toBe('98 765-43');
  });

  test('has the WhatsApp logo, hidden from screen readers, beside the word', async () => {
    const { widget, box, ready } = await bench.open(tag());
    await ready();
    expect(await widget.locator('svg').getAttribute('aria-hidden')).toBe('true');
    expect(await widget.locator('svg').evaluate((svg) => getComputedStyle(svg).fill)).toBe(
      'rgb(37, 211, 102)',
    );
    expect(await widget.locator('.name').innerText()).toBe('WhatsApp');
    const name =
      'WhatsApp I consent to receive order updates from Fresh Produce on my WhatsApp number XXXXXXXXXX';
    await expect.poll(() => box.ariaSnapshot()).toBe(`- checkbox "${name}"`);
  });

  test('has links whose lines read as in the notice', async () => {
    const { widget, ready } = await bench.open(tag());
    await ready();
    expect(await widget.locator('.line').allInnerTexts()).toEqual([
      'How Fresh Produce uses your number: https://fresh.example/privacy',
      'You can stop at any time: https://fresh.example/profile',
      'Talk to a person at Fresh Produce: +1 415 555 0100 · care@fresh.example',
    ]);
    const links = await widget
      .getByRole('link')
      .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
    expect(links).toEqual([
      'https://fresh.example/privacy',
      'https://fresh.example/profile',
      'tel:+14155550100',
      'mailto:care@fresh.example',
    ]);
  });

  test('is in the closest language, and in the notice’s own where there is no such wording', async () => {
    bench.shop.html = 'lang="es-MX"';
    const spanish = await bench.open(tag());
    await spanish.ready();
    expect(await spanish.sentence.innerText()).toContain('novedades de sus pedidos');
    bench.shop.html = 'lang="fi"';
    const finnish = await bench.open(tag());
    await finnish.ready();
    expect(await finnish.sentence.innerText()).toContain('order updates');
  });

  test('asks nothing of the network when the notice is inlined', async () => {
    const inlined = `<script type="application/json" slot="notice">${JSON.stringify(bench.ledger.shown())}</script>`;
    const { ready, page } = await bench.open(tag('', inlined));
    await ready();
    await page.waitForLoadState('networkidle');
    expect(bench.ledger.requests).toEqual(['GET /0.0.0/optmark.js']);
  });

  test('leaves no cookie and nothing in storage', async () => {
    const { box, page, state } = await filled();
    await box.click();
    await expect.poll(state).toBe('saved');
    expect(await page.context().cookies()).toEqual([]);
    const kept = await page.evaluate(async () => [
      localStorage.length,
      sessionStorage.length,
      (await indexedDB.databases()).length,
    ]);
    expect(kept).toEqual([0, 0, 0]);
  });

  test('is nothing at all, and no obstacle, where the notice cannot be had', async () => {
    bench.ledger.notice = {
      ...bench.ledger.notice,
      notice: { ...bench.ledger.notice.notice, contact: undefined as never },
    };
    const { page, state, widget } = await bench.open(tag());
    await expect.poll(state, { timeout: 15_000 }).toBe('error');
    expect((await widget.boundingBox())?.height).toBe(0);
    expect(await page.getByRole('checkbox').count()).toBe(0);
  });
});

describe('the box', () => {
  test('is never pre-ticked, whatever the page writes', async () => {
    const { box, complaints, state, page } = await bench.open(tag('checked required'));
    await box.waitFor();
    expect(await box.isChecked()).toBe(false);
    await page.evaluate(() => {
      const element = document.querySelector('optmark-opt-in') as Element;
      element.checked = true;
      element.setAttribute('checked', '');
    });
    expect(await box.isChecked()).toBe(false);
    expect(await state()).toBe('ready');
    expect(complaints.filter((text) => text.includes('"checked" is ignored'))).toHaveLength(3);
    expect(complaints.filter((text) => text.includes('"required" is ignored'))).toHaveLength(1);
  });

  test.for([
    ['a click on the box', 'pointerdown', (opened: Opened) => opened.box.click()],
    ['a click on the sentence', 'pointerdown', (opened: Opened) => opened.sentence.click()],
    ['a click on the name', 'pointerdown', (opened: Opened) => opened.widget.locator('.name').click()],
    ['a tap', 'pointerdown', (opened: Opened) => opened.sentence.tap()],
    ['the space key', 'keydown', (opened: Opened) => opened.box.press('Space')],
  ] as const)('is ticked by %s, and the ledger has it with grade E3', async ([, type, act]) => {
    const opened = await bench.open(tag(), { hasTouch: true });
    await opened.ready();
    await opened.number.fill(typed);
    await act(opened);
    await expect.poll(opened.state).toBe('saved');
    expect(await opened.box.isChecked()).toBe(true);
    expect(bench.ledger.optIns).toHaveLength(1);
    const { claims, grade } = bench.ledger.optIns[0]!;
    expect(claims.evidence.seen.gesture).toEqual({ type, trusted: true });
    expect(grade).toBe('E3');
  });

  test.for([
    ['clicks the box', (root: ShadowRoot) => root.querySelector('input')!.click()],
    ['clicks the label', (root: ShadowRoot) => root.querySelector('label')!.click()],
    ['clicks the sentence', (root: ShadowRoot) => (root.querySelector('.sentence') as HTMLElement).click()],
    [
      'dispatches pointer and click events',
      (root: ShadowRoot) => {
        for (const type of ['pointerdown', 'pointerup', 'click']) {
          root
            .querySelector('input')!
            .dispatchEvent(new PointerEvent(type, { bubbles: true, composed: true }));
        }
      },
    ],
    [
      'sets the property and dispatches change',
      (root: ShadowRoot) => {
        const box = root.querySelector('input')!;
        box.checked = true;
        box.dispatchEvent(new Event('input', { bubbles: true }));
        box.dispatchEvent(new Event('change', { bubbles: true }));
      },
    ],
  ] as const)('stays empty, and nothing is posted, when a script %s', async ([, act]) => {
    const { box, widget, state, page } = await filled();
    await widget.evaluate(
      (element, source) => new Function('root', `(${source})(root)`)(element.shadowRoot),
      act.toString(),
    );
    await page.evaluate(() => (document.querySelector('optmark-opt-in') as Element).commit());
    await seconds(0.3);
    expect(await box.isChecked()).toBe(false);
    expect(await state()).not.toBe('saved');
    expect(bench.ledger.requests.filter((request) => request.startsWith('POST'))).toEqual([]);
  });

  test('is empty again after a reset, and the record stays', async () => {
    const { box, widget, state } = await filled();
    await box.click();
    await expect.poll(state).toBe('saved');
    await widget.evaluate((element) => (element as Element).reset());
    await expect.poll(() => box.isChecked()).toBe(false);
    expect(bench.ledger.optOuts).toEqual([]);
  });

  test('cannot be ticked while a fieldset disables it', async () => {
    const { box, ready } = await bench.open(`<form><fieldset disabled>${tag()}</fieldset></form>`);
    await ready();
    expect(await box.isDisabled()).toBe(true);
  });
});

type Opened = Awaited<ReturnType<WidgetBench['open']>>;

describe('a tick', () => {
  test('is refused without a whole number, and says at the field what to do', async () => {
    const { box, widget, number, ready } = await bench.open(tag());
    await ready();
    await box.click();
    const error = widget.locator('[slot=phone-error]');
    await expect
      .poll(() => error.textContent())
      .toBe('Error: Enter your WhatsApp number, including the country code');
    expect(await box.isChecked()).toBe(false);
    expect(await number.getAttribute('aria-invalid')).toBe('true');
    expect(await number.getAttribute('aria-describedby')).toContain(await error.getAttribute('id'));
    await number.fill(typed);
    await expect.poll(() => error.textContent()).toBe('');
    expect(bench.ledger.requests.filter((request) => request.startsWith('POST'))).toEqual([]);
  });

  test('signs the number, the place and exactly the text that was shown', async () => {
    const { box, widget, state } = await filled('collected-via="profile"');
    await box.click();
    await expect.poll(state).toBe('saved');
    const { claims } = bench.ledger.optIns[0]!;
    const { notice } = bench.ledger.notice;
    expect(claims).toMatchObject({
      site: siteKey,
      notice: { id: 'order-updates', version: 1 },
      locale: 'en',
      number: signedNumber,
      collected_via: 'profile',
    });
    expect(claims.text).toBe(joinLines(renderNotice(notice, notice.locales.en!, signedNumber)));
    expect(claims.text.split('\n')[0]).toBe(await widget.locator('.sentence').innerText());
  });

  test('is refused when the page has altered the text', async () => {
    const { box, sentence, complaints, state } = await filled();
    await sentence.evaluate((element) => element.append(' and to everything else'));
    await box.click();
    await expect.poll(() => complaints.join()).toContain('text_differs');
    expect(await box.isChecked()).toBe(false);
    expect(await state()).toBe('error');
    expect(bench.ledger.optIns).toEqual([]);
  });

  test('is refused when the number was changed behind the sentence’s back', async () => {
    const { box, number, sentence, status } = await filled();
    await number.blur();
    await number.evaluate((input) => {
      (input as HTMLInputElement).value = '98765 49999';
    });
    await box.click();
    expect(await box.isChecked()).toBe(false);
    await expect.poll(() => sentence.innerText()).toContain('XXXXXX9999');
    expect(await status.innerText()).toBe('Tick again');
    expect(bench.ledger.optIns).toEqual([]);
  });

  test('says "Saved" without moving anything, and tells the page', async () => {
    const { box, widget, status, page } = await filled();
    const told = page.evaluate(
      () =>
        new Promise<Record<string, unknown>>((resolve) => {
          document.addEventListener('optmark-saved', (event) => {
            const { record, receipt, grade } = event as unknown as Record<string, unknown>;
            resolve({ record, receipt, grade });
          });
        }),
    );
    const before = await widget.boundingBox();
    await box.click();
    expect(await told).toEqual({
      record: bench.ledger.optIns[0]!.record,
      receipt: expect.any(String),
      grade: 'E3',
    });
    expect(await status.innerText()).toBe('Saved');
    expect(await widget.boundingBox()).toEqual(before);
    const own = await widget.evaluate((element) => [
      (element as Element).record,
      (element as Element).receipt,
    ]);
    expect(own).toEqual([bench.ledger.optIns[0]!.record, expect.any(String)]);
  });

  test('waits for submit or commit() when told so', async () => {
    const { box, widget, state } = await filled('commit="submit"');
    await box.click();
    await seconds(0.3);
    expect(await state()).toBe('ticked');
    expect(bench.ledger.optIns).toEqual([]);
    const answer = await widget.evaluate((element) => (element as Element).commit());
    expect(answer).toMatchObject({ record: bench.ledger.optIns[0]!.record });
  });
});

describe('taking back', () => {
  test('by unticking undoes the record at the ledger with the same page key', async () => {
    const { box, state, status, page } = await filled();
    await box.click();
    await expect.poll(state).toBe('saved');
    const undone = page.evaluate(
      () =>
        new Promise((resolve) => {
          document.addEventListener('optmark-undone', (event) =>
            resolve((event as Event & { record: string }).record),
          );
        }),
    );
    await box.click();
    expect(await undone).toBe(bench.ledger.optIns[0]!.record);
    expect(bench.ledger.optOuts).toMatchObject([{ kind: 'opt_out', record: bench.ledger.optIns[0]!.record }]);
    await expect.poll(() => status.innerText()).toBe('Undone');
    expect(await box.isChecked()).toBe(false);
  });

  test('by editing the number clears the tick and undoes what was saved', async () => {
    const { box, number, state, status } = await filled();
    await box.click();
    await expect.poll(state).toBe('saved');
    await number.press('End');
    await number.press('Backspace');
    expect(await box.isChecked()).toBe(false);
    await expect.poll(() => bench.ledger.optOuts.length).toBe(1);
    await expect.poll(() => status.innerText()).toBe('Tick again');
  });

  test('does not happen when only the spacing of the number changes', async () => {
    const { box, number, state } = await filled();
    await box.click();
    await expect.poll(state).toBe('saved');
    await number.fill('+91 9876 543 210');
    expect(await state()).toBe('saved');
    expect(bench.ledger.optOuts).toEqual([]);
  });

  test('that fails leaves the box ticked, because the ledger still holds the record, and says so', async () => {
    const { box, state, widget } = await filled();
    await box.click();
    await expect.poll(state).toBe('saved');
    bench.ledger.mood = 'refusing';
    await box.click();
    await expect.poll(state).toBe('error');
    expect(await box.isChecked()).toBe(true);
    expect(await widget.locator('#error').innerText()).toContain('your choice is still saved');
  });
});

describe('a ledger in trouble', () => {
  test('that is busy for a moment is asked again', async () => {
    const { box, state } = await filled();
    bench.ledger.mood = 'busy';
    await box.click();
    await seconds(0.5);
    expect(await state()).toBe('saving');
    bench.ledger.mood = 'well';
    await expect.poll(state, { timeout: 5000 }).toBe('saved');
    expect(bench.ledger.optIns).toHaveLength(1);
  });

  test('that is down lets the tick fall with a message, where no form carries it', async () => {
    const { box, state, widget } = await filled();
    bench.ledger.mood = 'down';
    await box.click();
    await expect.poll(state, { timeout: 10_000 }).toBe('error');
    expect(await box.isChecked()).toBe(false);
    expect(await widget.locator('#error').innerText()).toContain('Your choice was not saved');
  });

  test('that refuses says nothing scary and holds nobody up', async () => {
    const { box, state, widget } = await filled();
    bench.ledger.mood = 'refusing';
    await box.click();
    await expect.poll(state).toBe('error');
    expect(await box.isChecked()).toBe(false);
    expect(await widget.locator('#error').textContent()).toBe(
      'Error: Your choice could not be saved. You can continue without it',
    );
  });

  test('that finds the number impossible has that said at the number', async () => {
    const { box, widget } = await filled();
    bench.ledger.mood = 'number_refused';
    await box.click();
    await expect
      .poll(() => widget.locator('[slot=phone-error]').textContent())
      .toBe('Error: Check your WhatsApp number and its country code, then tick again');
  });

  test('that has a newer wording has it shown, and asks for a new tick', async () => {
    const { box, widget, sentence } = await filled();
    bench.ledger.mood = 'superseded';
    const { notice } = bench.ledger.notice;
    const newer = {
      ...notice,
      version: 2,
      locales: { en: { ...notice.locales.en!, what: 'order and return updates' } },
    };
    bench.ledger.notice = { ...bench.ledger.notice, notice: newer };
    await box.click();
    await expect.poll(() => sentence.innerText()).toContain('order and return updates');
    expect(await box.isChecked()).toBe(false);
    expect(await widget.locator('#error').innerText()).toContain('The wording has changed');
  });
});
