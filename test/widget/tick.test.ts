// A tick in a real browser, outside a form: what it signs and saves, how it is taken back, and a ledger in
// trouble.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { joinLines, renderNotice } from '../../ledger/core/notice/render.ts';
import { siteKey } from '../support/browser/tiny-ledger.ts';
import { signedNumber, tag, typed, type WidgetBench, widgetBench } from '../support/browser/widget-bench.ts';

type Element = HTMLElement & {
  commit(): Promise<unknown>;
  record?: string;
  receipt?: string;
};

let bench: WidgetBench;
beforeAll(async () => {
  bench = await widgetBench();
});
afterEach(() => bench.clear());
afterAll(() => bench?.close());

test('where the browser cannot sign, nothing is ticked, and it is said', async () => {
  const { box, number, ready, state } = await bench.open(tag(), {}, () => {
    Object.defineProperty(crypto, 'randomUUID', { value: undefined });
  });
  await ready();
  await number.fill(typed);
  await box.click();
  await expect.poll(state).toBe('error');
  expect(await box.isChecked()).toBe(false);
});

/** Opened, drawn, and with the number typed. */
async function filled(more = '', children = '') {
  const opened = await bench.open(tag(more, children));
  await opened.ready();
  await opened.number.fill(typed);
  return opened;
}

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
    const { box, number, sentence, note } = await filled();
    await number.evaluate((input) => {
      const press = () => Object.assign(input, { value: '98765 49999' });
      // No drawing comes between this and the click on the box.
      addEventListener('click', press, { once: true, capture: true });
    });
    await box.click();
    await expect.poll(() => sentence.innerText()).toContain('XXXXXX9999');
    // The box shows the click until it is judged.
    await expect.poll(() => note.innerText()).toBe('Tick again: the number changed');
    expect(await box.isChecked()).toBe(false);
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
    await expect.poll(() => status.innerText()).toMatch(/^✓? ?Saved( · Receipt)?$/);
    expect(await widget.boundingBox()).toEqual(before);
    const own = await widget.evaluate((element) => [
      (element as Element).record,
      (element as Element).receipt,
    ]);
    expect(own).toEqual([bench.ledger.optIns[0]!.record, expect.any(String)]);
  });

  test('waits for submit or commit() when told so', async () => {
    const { box, widget, state, page } = await filled('commit="submit"');
    const nonce = page.waitForResponse('**/v1/nonces');
    await box.click();
    // Once the nonce is there, it could be posted.
    await (await nonce).finished();
    await page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
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
    const { box, number, state, note } = await filled();
    await box.click();
    await expect.poll(state).toBe('saved');
    await number.press('End');
    await number.press('Backspace');
    expect(await box.isChecked()).toBe(false);
    await expect.poll(() => bench.ledger.optOuts.length).toBe(1);
    await expect.poll(() => note.innerText()).toBe('Tick again: the number changed');
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
    await expect.poll(() => bench.ledger.requests).toContain('POST /v1/nonces');
    expect(await state()).toBe('saving');
    bench.ledger.mood = 'well';
    await expect.poll(state).toBe('saved');
    expect(bench.ledger.optIns).toHaveLength(1);
  });

  test('that is down lets the tick fall with a message, where no form carries it', async () => {
    const { box, state, widget } = await filled();
    bench.ledger.mood = 'down';
    await box.click();
    await expect.poll(state).toBe('error');
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
