// Tricks of a page, each tried in a real browser against the real grading: it is overruled, found out and
// graded E1, refused, or leaves nothing to tick. The table in widget/README.md says the same. What no page
// code can find (a page that rewrites the widget, a font with other letters) is not here; that table says so
// too.

import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { tag, typed, type WidgetBench, widgetBench } from '../support/browser/widget-bench.ts';

let bench: WidgetBench;
beforeAll(async () => {
  bench = await widgetBench();
});
afterEach(() => bench.clear());
afterAll(() => bench?.close());

/** A busy machine may take its time. */

type Saw = Record<string, unknown>;

/** The grade in the ledger's answer, and what the record says was seen. */
function recorded(): Saw {
  expect(bench.ledger.optIns).toHaveLength(1);
  const { claims, grade } = bench.ledger.optIns[0]!;
  return { ...claims.evidence.seen, grade };
}

/** Long enough for observers to look again after the last change, which they do every 100 ms. */
const settle = (page: Page) => page.waitForTimeout(350);

async function openWith(style: string, more = '', before?: () => void) {
  bench.shop.policy = undefined;
  bench.shop.head = `<style>${style}</style>`;
  return bench.open(
    `<input id="tel" type="tel" value="${typed}">${tag(`phone-field="#tel" ${more}`)}`,
    {},
    before,
  );
}

/** Ticks by the keyboard, which covers and clips do not stop. */
async function tickedUnder(style: string, before?: () => void) {
  const opened = await openWith(style, '', before);
  const { box, page, state } = opened;
  await box.waitFor({ state: 'attached' });
  await settle(page);
  await box.focus();
  await page.keyboard.press('Space');
  await expect.poll(state).toMatch(/saved|error/);
  return opened;
}

const overlay = (more: string) => `body::after { content: ""; position: fixed; inset: 0; ${more} }`;

describe('is overruled, because the words keep their own look:', () => {
  test.for([
    ['letters of one pixel', 'optmark-opt-in, ::part(base), ::part(control) { font-size: 1px }'],
    ['text in the colour of its background', 'optmark-opt-in { color: white; background: white }'],
    [
      'the same by the widget’s own custom properties',
      'optmark-opt-in, ::part(base), ::part(control) { --ink: #fff; --sheet: #fff; --soft: #fff; color: #fff }',
    ],
    [
      'the same by fill, stroke and shadow',
      'optmark-opt-in { -webkit-text-fill-color: white; -webkit-text-stroke: 9px white; text-shadow: 0 0 9px red }',
    ],
    [
      'letters pushed together, out or over one another',
      '::part(control) { letter-spacing: -1em; word-spacing: -9em; text-indent: -9999px; font-size-adjust: .01; line-height: 0 }',
    ],
    ['letters shown as discs', 'optmark-opt-in { -webkit-text-security: disc }'],
    ['hidden by inheritance', 'main, optmark-opt-in, ::part(control) { visibility: hidden }'],
    [
      'a part of the sentence’s own',
      'optmark-opt-in::part(sentence), optmark-opt-in .sentence { display: none }',
    ],
  ] as const)('%s', async ([, style]) => {
    await tickedUnder(style);
    const saw = recorded();
    expect(saw).toMatchObject({ grade: 'E3', check_visibility: true, hit_test: true, unobscured: true });
    expect(saw.font_px).toBeGreaterThanOrEqual(14);
    expect(saw.contrast).toBeGreaterThan(12);
    expect((saw.box as DOMRect).width).toBeGreaterThan(300);
  });
});

describe('is found out and graded E1:', () => {
  test.for<[string, string, Saw]>([
    ['nearly transparent', 'main { opacity: .05 }', { contrast: expect.closeTo(1.1, 0), unobscured: false }],
    ['transparent in two steps', 'main, body { opacity: .2 }', { contrast: expect.closeTo(1.1, 0) }],
    ['something opaque over it', overlay('background: white'), { hit_test: false, unobscured: false }],
    [
      'something opaque over it that lets clicks through',
      overlay('background: white; pointer-events: none'),
      { hit_test: true, check_visibility: true, unobscured: false },
    ],
    ['something transparent over it', overlay(''), { hit_test: false }],
    ['clipped to nothing', 'optmark-opt-in { clip-path: inset(100%) }', { visible_ratio: 0, contrast: null }],
    [
      'clipped to what a hit test looks for',
      'main { clip-path: polygon(0 0, 100% 0, 100% 100%, 0 100%, 0 0, 60px 90px, 60px 600px, 600px 600px, 600px 90px, 60px 90px) }',
      { contrast: null },
    ],
    ['cut to four pixels', 'main { height: 4px; overflow: hidden }', { visible_ratio: 0, hit_test: false }],
    ['cut below the box', '::part(control) { height: 26px; overflow: hidden }', { hit_test: false }],
    ['masked to nothing', 'main { mask: linear-gradient(transparent, transparent) }', { contrast: null }],
    ['filtered to nothing', 'optmark-opt-in { filter: opacity(0) }', { contrast: null }],
    ['filtered to one colour', '::part(base) { filter: brightness(0) }', { contrast: null }],
    ['blended away', 'optmark-opt-in { mix-blend-mode: lighten }', { contrast: null }],
    ['struck through', 'main { text-decoration: line-through }', { contrast: null }],
    ['upside down', 'optmark-opt-in { transform: scale(-1) }', { unobscured: false }],
    [
      'off the screen',
      'optmark-opt-in { position: fixed; left: -5000px }',
      { visible_ratio: 0, hit_test: null },
    ],
  ])('%s', async ([, style, expected]) => {
    await tickedUnder(style);
    expect(recorded()).toMatchObject({ ...expected, grade: 'E1' });
  });

  test('brought under the pointer just before the press', async () => {
    const { page, box, state } = await openWith(
      'optmark-opt-in { position: fixed; left: -5000px; top: 200px } #lure { position: fixed; left: 9px; top: 190px }',
    );
    await box.waitFor({ state: 'attached' });
    await page.evaluate(() => {
      const lure = Object.assign(document.createElement('button'), { id: 'lure', textContent: 'Go on' });
      lure.addEventListener('pointerover', () => {
        const card = document.querySelector<HTMLElement>('optmark-opt-in')!;
        const inner = card.shadowRoot!.querySelector('#box')!.getBoundingClientRect();
        const { left, top } = lure.getBoundingClientRect();
        card.style.left = `${left - inner.left - 5000}px`;
        card.style.top = `${top - inner.top + 200}px`;
        lure.remove();
      });
      document.body.append(lure);
    });
    await settle(page);
    await page.mouse.move(18, 200);
    await page.mouse.down();
    await page.mouse.up();
    await expect.poll(state).toBe('saved');
    const saw = recorded();
    // No different from somebody with a quick hand; whoever doubts it finds how short it was.
    expect(saw).toMatchObject({ grade: 'E3', gesture: { trusted: true }, hit_test: true });
    expect(saw.visible_ms).toBeLessThan(2_000);
  });

  test.for([
    ['faded', 'opacity: .02', 'pointerdown'],
    ['covered', 'filter: blur(9px)', 'pointerdown'],
    ['faded for the keyboard', 'opacity: .02', 'keydown'],
  ] as const)('%s until the press, and drawn for it', async ([, hidden, press]) => {
    const { page, box, state } = await openWith(`main { ${hidden} } main.drawn { opacity: 1; filter: none }`);
    await box.waitFor();
    await settle(page);
    await page.evaluate((type) => {
      const show = () => document.querySelector('main')!.classList.add('drawn');
      addEventListener(type, show, { capture: true, once: true });
    }, press);
    await (press === 'keydown' ? box.press('Space') : box.click());
    await expect.poll(state).toBe('saved');
    const saw = recorded();
    expect(saw).toMatchObject({ grade: 'E1', check_visibility: true, hit_test: true });
    expect(saw.visible_ms).toBeLessThan(200);
  });
});

describe('is refused:', () => {
  test.for([
    ['transparent', 'optmark-opt-in { opacity: 0 }', 'logo_and_name'],
    ['shrunk', 'optmark-opt-in { transform: scale(.05); transform-origin: 0 0 }', 'legible'],
    [
      'shrunk in one direction',
      'optmark-opt-in { transform: scaleY(.05); transform-origin: 0 0 }',
      'legible',
    ],
    ['zoomed out', 'optmark-opt-in { zoom: .05 }', 'legible'],
  ] as const)('%s', async ([, style, rule]) => {
    const { complaints, state } = await tickedUnder(style);
    expect(await state()).toBe('error');
    expect(complaints.join()).toContain(rule);
    expect(bench.ledger.optIns).toEqual([]);
  });

  test.for([
    ['click() on the box', (root: ParentNode) => root.querySelector<HTMLElement>('#box')!.click()],
    ['click() on the label', (root: ParentNode) => root.querySelector('label')!.click()],
    [
      'a click event made up',
      (root: ParentNode) =>
        root.querySelector('#box')!.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true })),
    ],
    [
      'a press and a click made up',
      (root: ParentNode) => {
        const box = root.querySelector<HTMLElement>('#box')!;
        box.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
        box.click();
      },
    ],
  ] as const)('%s by a script', async ([, act]) => {
    const { page, widget, box, ready, complaints } = await openWith('');
    await ready();
    await widget.evaluate((element, source) => {
      const root = element.shadowRoot!;
      new Function('root', `(${source})(root)`)(root);
    }, act.toString());
    await expect.poll(() => complaints.join()).toContain('gesture_untrusted');
    expect(await box.isChecked()).toBe(false);
    await settle(page);
    expect(bench.ledger.optIns).toEqual([]);
  });
});

describe('leaves nothing to tick:', () => {
  test.for([
    ['contents not rendered', 'main { content-visibility: hidden }'],
    ['no display', 'optmark-opt-in { display: none }'],
    ['no display of the row, by its part', '::part(control) { display: none }'],
  ] as const)('%s', async ([, style]) => {
    const { page, widget } = await openWith(style);
    await widget.locator('#box').waitFor({ state: 'attached' });
    for (let press = 0; press < 8; press++) {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
    }
    await page.mouse.click(40, 160);
    await settle(page);
    expect(bench.ledger.requests.filter((request) => request.startsWith('POST'))).toEqual([]);
  });

  test('a state set by a script', async () => {
    const { page, widget, box, ready } = await openWith('');
    await ready();
    await widget.evaluate((element) => {
      const inner = element.shadowRoot!.querySelector<HTMLInputElement>('#box')!;
      Object.assign(element, { checked: true });
      inner.checked = true;
      inner.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
    });
    await expect.poll(() => box.isChecked()).toBe(false);
    await settle(page);
    expect(bench.ledger.optIns).toEqual([]);
  });
});

describe('a framed shop', () => {
  /** The shop's page in a frame of a page on `origin`; ticked by the mouse. */
  async function tickedIn(origin: string, style: string, before?: () => void) {
    const { page } = await openWith('', '', before);
    await page.goto(`${origin}/around`);
    await page.evaluate(
      ([src, css]) => {
        document.body.append(
          Object.assign(document.createElement('iframe'), { src, style: css, width: 700, height: 500 }),
        );
      },
      [`${bench.shop.url}/checkout`, style] as const,
    );
    const box = page.frameLocator('iframe').getByRole('checkbox');
    await box.waitFor();
    await settle(page);
    await box.click();
    await expect.poll(() => bench.ledger.optIns.length).toBe(1);
    return recorded();
  }
  const stranger = () => bench.shop.url.replace('localhost', '127.0.0.1');
  const noSecondVersion = () => {
    Reflect.deleteProperty(IntersectionObserverEntry.prototype, 'isVisible');
  };

  test('by itself is E3, and says so', async () => {
    expect(await tickedIn(bench.shop.url, '')).toMatchObject({
      grade: 'E3',
      framed: true,
      ancestors: 1,
      same_origin: true,
    });
  });

  test('by a stranger is E3 only because this engine vouches that nothing hides it', async () => {
    expect(await tickedIn(stranger(), '')).toMatchObject({
      grade: 'E3',
      same_origin: false,
      unobscured: true,
    });
  });

  test('by a stranger is E1 where the engine does not say', async () => {
    expect(await tickedIn(stranger(), '', noSecondVersion)).toMatchObject({
      grade: 'E1',
      same_origin: false,
      unobscured: null,
    });
  });

  test('by a stranger who makes the frame transparent is E1', async () => {
    expect(await tickedIn(stranger(), 'opacity: .001')).toMatchObject({ grade: 'E1', unobscured: false });
  });
});

describe('an engine without the second version of the observer', () => {
  const noSecondVersion = () => {
    Reflect.deleteProperty(IntersectionObserverEntry.prototype, 'isVisible');
  };

  test('costs an honest page nothing', async () => {
    await tickedUnder('', noSecondVersion);
    expect(recorded()).toMatchObject({ grade: 'E3', unobscured: null });
  });

  test('cannot tell of something opaque that lets clicks through', async () => {
    await tickedUnder(overlay('background: white; pointer-events: none'), noSecondVersion);
    expect(recorded()).toMatchObject({ grade: 'E3', unobscured: null, hit_test: true });
  });
});
