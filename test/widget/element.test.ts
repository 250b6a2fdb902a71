// The element in a real browser, outside a form: what it shows, what ticks it and what does not.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { tag, typed, type WidgetBench, widgetBench } from '../support/browser/widget-bench.ts';

type Element = HTMLElement & {
  checked: boolean;
  commit(): Promise<unknown>;
  reset(): void;
};

let bench: WidgetBench;
beforeAll(async () => {
  bench = await widgetBench();
});
afterEach(() => bench.clear());
afterAll(() => bench?.close());

type Opened = Awaited<ReturnType<WidgetBench['open']>>;

/** Opened, drawn, and with the number typed. */
async function filled(more = '', children = '') {
  const opened = await bench.open(tag(more, children));
  await opened.ready();
  await opened.number.fill(typed);
  return opened;
}

test.for([undefined, null])(
  'a number that the page handed over and takes back (%s) leaves the field in its place',
  async (none) => {
    const { widget, sentence, number, ready } = await bench.open(tag());
    await ready();
    const handOver = (value: string | null | undefined) =>
      widget.evaluate((element, given) => void Object.assign(element, { number: given }), value);
    await handOver('+447911123456');
    await expect.poll(() => sentence.innerText()).toContain('XXXXXX3456');
    await handOver(none);
    await number.fill('+91 98765 47890');
    await expect.poll(() => sentence.innerText()).toContain('XXXXXX7890');
    expect(await widget.locator('input[slot=phone]').count()).toBe(1);
  },
);

describe('what it shows', () => {
  test('is exactly the sentence that was prescribed', async () => {
    const { sentence, number, ready } = await bench.open(tag());
    await ready();
    await number.fill('+91 98765 47890');
    await expect
      .poll(() => sentence.innerText())
      .toBe('I consent to receive order updates from Fresh Produce on my WhatsApp number XXXXXX7890');
  });

  test('names the number once it is whole, not digit by digit, and never touches what is typed', async () => {
    const { sentence, number, ready } = await bench.open(tag());
    await ready();
    // From here on all is loaded that reads a number.
    await number.fill(typed);
    await expect.poll(() => sentence.innerText()).toMatch(/ XXXXXX3210$/);
    await number.fill('');
    await expect.poll(() => sentence.innerText()).toMatch(/ \(as entered here\)$/);
    for (const key of '98 765-4321') {
      await number.press(key === ' ' ? 'Space' : key);
      expect(await sentence.innerText()).toMatch(/ \(as entered here\)$/);
    }
    await number.press('0');
    await expect.poll(() => sentence.innerText()).toMatch(/ XXXXXX3210$/);
    expect(await number.inputValue()).toBe('98 765-43210');
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
      'WhatsApp I consent to receive order updates from Fresh Produce on my WhatsApp number (as entered here)';
    await expect.poll(() => box.ariaSnapshot()).toBe(`- checkbox "${name}"`);
  });

  test('has one quiet line that unfolds to named links, whose lines hold the notice’s text', async () => {
    const { widget, ready } = await bench.open(tag());
    await ready();
    const lines = widget.locator('.line');
    expect(await lines.first().isVisible()).toBe(false);
    await widget.getByText('Stop any time · Privacy · Talk to a person').click();
    expect(await lines.allInnerTexts()).toEqual([
      'You can stop at any time',
      'How Fresh Produce uses your number',
      'Talk to a person at Fresh Produce: +1 415 555 0100 · care@fresh.example',
    ]);
    expect(await lines.allTextContents()).toEqual([
      'You can stop at any time: https://fresh.example/profile',
      'How Fresh Produce uses your number: https://fresh.example/privacy',
      'Talk to a person at Fresh Produce: +1 415 555 0100 · care@fresh.example',
    ]);
    const links = await widget
      .getByRole('link')
      .evaluateAll((all) => all.map((a) => [(a as HTMLElement).innerText, (a as HTMLAnchorElement).href]));
    expect(links).toEqual([
      ['You can stop at any time', 'https://fresh.example/profile'],
      ['How Fresh Produce uses your number', 'https://fresh.example/privacy'],
      ['+1 415 555 0100', 'tel:+14155550100'],
      ['care@fresh.example', 'mailto:care@fresh.example'],
    ]);
  });

  test('is in the closest language, and in the notice’s own where there is no such wording', async () => {
    bench.shop.html = 'lang="es_MX"';
    const spanish = await bench.open(tag('locale="{{ locale }}"'));
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
    expect(bench.ledger.requests).toEqual([`GET ${bench.ledger.script}`]);
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
    await expect.poll(state).toBe('error');
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
    expect(claims.evidence.seen.gesture).toMatchObject({ type, trusted: true });
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
    await page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
    expect(await box.isChecked()).toBe(false);
    expect(await state()).not.toBe('saved');
    expect(bench.ledger.requests.filter((request) => request.startsWith('POST'))).toEqual([]);
  });

  test('that a program clicks, as an extension does, says how to tick it', async () => {
    const { box, state, page } = await filled();
    await box.evaluate((input) => (input as HTMLInputElement).click());
    await expect.poll(state).toBe('error');
    await page.getByText('Tick the box yourself').waitFor();
    expect(await box.isChecked()).toBe(false);
    await box.click();
    await expect.poll(state).toBe('saved');
  });

  test('whose words were changed is no tick, and says so; translators are asked to leave them', async () => {
    const { box, sentence, state, page } = await filled();
    expect(await sentence.evaluate((words) => (words.closest('[translate]') as HTMLElement).translate)).toBe(
      false,
    );
    await sentence.evaluate((words) => {
      words.textContent = 'Ja';
    });
    await box.click();
    await expect.poll(state).toBe('error');
    await page.getByText('The wording has changed').waitFor();
    expect(bench.ledger.optIns).toEqual([]);
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

  test('says why the box cannot be ticked, also to those who do not see it, until it can', async () => {
    const { page, box, note, ready } = await bench.open(
      `<form><fieldset disabled>${tag()}</fieldset></form>`,
    );
    await ready();
    const reason = 'This cannot be changed at the moment';
    expect(await note.innerText()).toBe(reason);
    const described = await box.evaluate((input) =>
      input.ariaDescribedByElements?.map(({ textContent }) => textContent?.trim()).join(' '),
    );
    expect(described).toContain(reason);
    await page.locator('fieldset').evaluate((fieldset) => fieldset.toggleAttribute('disabled', false));
    await expect.poll(() => note.innerText()).toBe('');
  });
});
