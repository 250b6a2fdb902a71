// A box that has no number to name leads to the number's field, and what is wrong is said there: at the
// shop's own field as well, which gets back all that was its own.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations } from '../support/browser/axe.ts';
import { tag, typed, type WidgetBench, widgetBench } from '../support/browser/widget-bench.ts';

let bench: WidgetBench;
beforeAll(async () => {
  bench = await widgetBench();
});
afterEach(() => bench.clear());
afterAll(() => bench?.close());

const incomplete = 'Enter your WhatsApp number, including the country code';
/** The number's parts are loaded meanwhile, which takes as long as it takes. */
const until = <T>(look: () => T) => expect.poll(look);

async function openWith(field: string, more = 'phone-field="#tel"', after = '') {
  bench.shop.policy = undefined;
  const opened = await bench.open(`<form>${field}${tag(more)}${after}</form>`);
  await opened.ready();
  const tel = opened.page.locator('#tel');
  const says = opened.page.locator('optmark-says');
  /** What a screen reader adds to the field's name. */
  const description = () =>
    tel.evaluate((input) =>
      (input.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? `no ${id}`)
        .join('; '),
    );
  return { ...opened, tel, says, description };
}

const label = '<label for="tel">Phone</label>';
const own = `<div>${label}<p id="hint">For the courier</p><input id="tel" aria-describedby="hint" aria-invalid="false"></div>`;

describe('a click before there is a number', () => {
  test('ticks nothing, even for a moment, and leads to the field', async () => {
    const { page, box, widget, state } = await openWith(own);
    const drawn = widget.evaluate((host) => {
      const inner = host.shadowRoot!.querySelector<HTMLInputElement>('#box')!;
      const ticked: boolean[] = [];
      return new Promise<boolean[]>((done) => {
        const look = () => {
          ticked.push(inner.checked);
          if (document.activeElement?.id === 'tel') done(ticked);
          else requestAnimationFrame(look);
        };
        look();
      });
    });
    await box.click();
    await until(state).toBe('error');
    expect(await drawn).not.toContain(true);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('tel');
    expect(bench.ledger.requests.filter((request) => request.startsWith('POST'))).toEqual([]);
  });

  test('starts no clock: the sentence counts as seen from when it names the number', async () => {
    const { page, box, tel, sentence, state } = await openWith(own, 'phone-field="#tel" commit="tick"');
    // A person who reads for a while.
    const before = await page.evaluate(
      (frames) =>
        new Promise<number>((done) => {
          const next = (left: number) =>
            left ? requestAnimationFrame(() => next(left - 1)) : done(performance.now());
          next(frames);
        }),
      30,
    );
    await tel.fill(`+91 ${typed}`);
    await until(() => sentence.innerText()).toMatch(/ XXXXXX3210$/);
    await box.click();
    await until(state).toBe('saved');
    const now = await page.evaluate(() => performance.now());
    expect(bench.ledger.optIns[0]!.claims.evidence.seen.visible_ms).toBeLessThanOrEqual(now - before);
  });
});

describe('at the shop’s own field', () => {
  test('it is said before the field, which is marked, and everything is taken back', async () => {
    const { page, box, tel, says, note, description, state } = await openWith(own);
    const place = await tel.boundingBox();
    await box.click();
    await until(() => says.innerText()).toBe(incomplete);
    expect(await tel.getAttribute('aria-invalid')).toBe('true');
    expect(await description()).toBe(`For the courier; ${incomplete}`);
    expect(await note.innerText()).toBe('');
    expect((await says.boundingBox())!.y).toBeLessThan((await tel.boundingBox())!.y);
    expect(await axeViolations(page)).toEqual([]);
    await tel.fill(`+91 ${typed}`);
    await until(state).toBe('ready');
    await until(() => says.count()).toBe(0);
    expect(await tel.getAttribute('aria-invalid')).toBe('false');
    expect(await tel.getAttribute('aria-describedby')).toBe('hint');
    expect(await tel.boundingBox()).toEqual(place);
  });

  test.for([
    ['a label around it', '<label>Phone <input id="tel"></label>', 'LABEL'],
    [
      'Bootstrap’s group',
      `<div>${label}<div style="display:flex"><span>+</span><input id="tel"></div></div>`,
      'DIV',
    ],
    [
      'a wrapper in the line',
      `<div>${label}<span style="display:inline-block"><input id="tel"></span></div>`,
      'SPAN',
    ],
    ['a grid of one column', `<div style="display:grid;gap:4px">${label}<input id="tel"></div>`, 'INPUT'],
  ])('it stands before %s, and tears nothing apart', async ([, field, next]) => {
    const { box, says } = await openWith(field!);
    await box.click();
    await until(() => says.innerText()).toBe(incomplete);
    expect(await says.evaluate((node) => node.nextElementSibling?.tagName)).toBe(next);
  });

  test('where it would tear a table apart the card says it, and the field is described all the same', async () => {
    const field = `<table><tr><td style="display:flex">${label}<input id="tel"></td></tr></table>`;
    const { box, note, says, tel, description } = await openWith(field);
    await box.click();
    await until(() => note.innerText()).toContain(incomplete);
    expect(await says.isVisible()).toBe(false);
    expect(await description()).toBe(incomplete);
    expect(await tel.getAttribute('aria-invalid')).toBe('true');
  });

  test('it stands in the place that the shop names', async () => {
    const { box, page } = await openWith(
      `${own}<p id="errors"></p>`,
      'phone-field="#tel" error-for="#errors"',
    );
    await box.click();
    await until(() => page.locator('#errors').innerText()).toBe(incomplete);
  });

  test('it stands in the place of an id that is no selector', async () => {
    const place = '<div id="billing:errors"></div>';
    const { page, box } = await openWith(own, 'phone-field="#tel" error-for="#billing:errors"', place);
    await box.click();
    await until(() => page.locator('[id="billing:errors"] > optmark-says').count()).toBe(1);
  });

  test('a copy of the field, put in its place, keeps nothing of it', async () => {
    const { page, box, tel, says } = await openWith(own);
    await box.click();
    await until(() => says.count()).toBe(1);
    await tel.evaluate((input) => input.replaceWith(input.cloneNode(true)));
    await tel.fill(typed);
    await until(() => says.count()).toBe(0);
    await until(() =>
      tel.evaluate((input) => [input.ariaInvalid, input.getAttribute('aria-describedby')]),
    ).toEqual([null, 'hint']);
    expect(await page.locator('[aria-describedby*=optmark]').count()).toBe(0);
  });

  test('two cards of one field say it once', async () => {
    const { page, box, says, tel } = await openWith(own, 'phone-field="#tel"', tag('phone-field="#tel"'));
    await page.getByRole('checkbox').last().click();
    await until(() => says.count()).toBe(1);
    await box.click();
    await until(() => tel.getAttribute('aria-describedby')).toMatch(/^hint \S+$/);
    expect(await says.count()).toBe(1);
    await tel.fill(`+91 ${typed}`);
    await until(() => says.count()).toBe(0);
  });

  test('an element that leaves the page takes its words along', async () => {
    const { box, says, widget, tel } = await openWith(own);
    await box.click();
    await until(() => says.count()).toBe(1);
    await widget.evaluate((element) => element.remove());
    expect(await says.count()).toBe(0);
    expect(await tel.getAttribute('aria-describedby')).toBe('hint');
  });
});

describe('a tick that was lost', () => {
  test('is asked for again across the card, turned inside out, with the new number bold', async () => {
    const { page, box, note, tel, widget } = await openWith(own);
    await tel.fill(`+91 ${typed}`);
    await box.click();
    await until(() => box.isChecked()).toBe(true);
    await tel.fill('+91 98765 43255');
    await until(() => note.innerText()).toBe('Tick again: the number changed');
    const [card, strip] = [(await widget.locator('.card').boundingBox())!, (await note.boundingBox())!];
    expect(strip.width).toBeGreaterThan(card.width * 0.9);
    const looks = await note.evaluate((node) => {
      const { color, backgroundColor } = getComputedStyle(node);
      return [color, backgroundColor];
    });
    expect(looks).toEqual(['rgb(255, 255, 255)', 'rgb(22, 32, 28)']);
    expect(
      await widget
        .locator('.number')
        .first()
        .evaluate((node) => getComputedStyle(node).fontWeight),
    ).toBe('700');
    expect(await axeViolations(page)).toEqual([]);
  });
});
