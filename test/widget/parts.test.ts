// What the first script loads later: nothing before the person acts, and never other bytes than were
// published.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { tag, typed, type WidgetBench, widgetBench } from '../support/browser/widget-bench.ts';

let bench: WidgetBench;
beforeAll(async () => {
  bench = await widgetBench();
});
afterEach(() => bench.clear());
afterAll(() => bench?.close());

const inlined = (more = {}) =>
  `<script type="application/json" slot="notice">${JSON.stringify({ ...bench.ledger.shown(), ...more })}</script>`;

/** Names of the files that were asked for after the first script. */
const asked = () =>
  bench.ledger.requests
    .filter((request) => request !== `GET ${bench.ledger.script}` && !request.includes('/v1/'))
    .map((request) => request.split('/').slice(2).join('/'));

/** Other bytes for every file whose name ends so, as from a server that was taken over. */
function taken(end: string, bytes: (file: string) => string): void {
  bench.ledger.tampered = (path, file) =>
    path.endsWith(end) ? Buffer.from(bytes(file.toString('utf8'))) : file;
}

describe('a known number', () => {
  test('needs one part to be saved, and the view of it after that', async () => {
    const { page, box, state, ready } = await bench.open(
      `<input id="tel" value="+91 98765 43210">${tag('phone-field="#tel"', inlined())}`,
    );
    await ready();
    expect(asked()).toEqual([]);
    await box.click();
    await expect.poll(state).toBe('saved');
    await page.waitForLoadState('networkidle');
    expect(asked()).toEqual(['act.js', 'view.js']);
  });
});

describe('a typed number', () => {
  test('needs the plan of its own calling code, and no other', async () => {
    const { page, box, number, state, ready } = await bench.open(tag('', inlined()));
    await ready();
    await number.fill('+49 151 23456789');
    await box.click();
    await expect.poll(state).toBe('saved');
    await page.waitForLoadState('networkidle');
    expect(asked().toSorted()).toEqual(['act.js', 'number.js', 'numbers/49.txt', 'view.js']);
  });

  test.for([
    ['with a digit too few', '+1 415 555 010'],
    ['with a digit too many', '+1 415 555 01000'],
  ])('that is not possible in its country, %s, is said to be so and signed by nobody', async ([, wrong]) => {
    const { box, number, widget, state, ready } = await bench.open(tag());
    await ready();
    await number.fill(wrong!);
    await box.click();
    await expect.poll(state).toBe('error');
    expect(await widget.locator('[slot=phone-error]').innerText()).toContain('Check the number');
    expect(bench.ledger.optIns).toEqual([]);
  });

  test('is left to the ledger where its plan cannot be had, or is not the published one', async () => {
    taken('numbers/91.txt', (file) => file.replace('"91"', '"92"'));
    const { box, number, state, ready } = await bench.open(tag());
    await ready();
    await number.fill(typed);
    await box.click();
    await expect.poll(state).toBe('saved');
  });

  test('is left to the ledger where its plan hangs', async () => {
    const { page, box, number, state, ready } = await bench.open(tag());
    await ready();
    await page.clock.install();
    await page.route('**/numbers/91.txt', () => {});
    const asked = page.waitForRequest('**/numbers/91.txt');
    await number.fill(typed);
    await asked;
    await box.click();
    await page.clock.runFor(3_100);
    await expect.poll(state).toBe('saved');
    expect(bench.ledger.optIns[0]!.claims.number).toBe('+919876543210');
  });

  test('in the digits of its own script is the same number', async () => {
    const { box, number, sentence, state, ready } = await bench.open(tag());
    await ready();
    await number.fill('९८७६५४३२१०');
    await expect.poll(() => sentence.innerText()).toContain('XXXXXX3210');
    await box.click();
    await expect.poll(state).toBe('saved');
    expect(bench.ledger.optIns[0]!.claims.number).toBe('+919876543210');
  });
});

describe('a server that was taken over', () => {
  test('cannot make the page run another part', async () => {
    taken('act.js', (file) => `globalThis.taken = true; ${file}`);
    const { page, box, number, state, ready, complaints } = await bench.open(tag('', inlined()));
    await ready();
    await number.fill(typed);
    await box.click();
    await expect.poll(state).toBe('error');
    expect(await page.evaluate(() => 'taken' in globalThis)).toBe(false);
    expect(complaints.join()).toContain('integrity');
    expect(bench.ledger.optIns).toEqual([]);
  });

  test('cannot put words into the mouth of the element', async () => {
    taken('strings/es.txt', (file) => file.replace(/"saved":"[^"]*"/, '"saved":"Pague ya"'));
    const { page, state } = await bench.open(tag('', inlined({ strings: undefined, locale: 'es' })));
    await expect.poll(state).toBe('error');
    expect(await page.getByRole('checkbox').count()).toBe(0);
  });

  test('cannot pass off one data file as another', async () => {
    const ru = new Promise<string>((found) => {
      bench.ledger.tampered = (path, file) => {
        if (path.endsWith('strings/ru.txt')) found(file.toString('utf8'));
        return file;
      };
    });
    await fetch(`${bench.ledger.url}${bench.ledger.script.replace('optmark.js', 'strings/ru.txt')}`);
    const other = await ru;
    taken('strings/es.txt', () => other);
    const { state } = await bench.open(tag('', inlined({ strings: undefined, locale: 'es' })));
    await expect.poll(state).toBe('error');
  });
});

describe('an answer that is none of the ledger’s', () => {
  test('leads nobody anywhere but to WhatsApp', async () => {
    const { page, box, number, state, ready, widget } = await bench.open(tag('prove="whatsapp"'));
    await page.route('**/v1/ownership', (route) =>
      route.fulfill({
        status: 201,
        headers: { 'access-control-allow-origin': '*' },
        json: {
          challenge: 'q83vEjRWeJCrze8SNFZ4kA',
          link: 'javascript:alert(1)',
          expires_at: '2099-01-01T00:00:00.000Z',
        },
      }),
    );
    await ready();
    await number.fill(typed);
    await box.click();
    await expect.poll(state).toBe('saved');
    await widget.getByRole('button', { name: 'Send the code with WhatsApp' }).click();
    await widget.getByText('This cannot be confirmed now').waitFor();
    expect(await widget.locator('a[href^=javascript]').count()).toBe(0);
  });
});

describe('a part that could not be loaded', () => {
  test('is asked for again at the next click', async () => {
    const { page, box, number, state, ready } = await bench.open(tag('', inlined()));
    await ready();
    await page.route('**/act.js*', (route) => route.abort());
    await number.fill(typed);
    await box.click();
    await expect.poll(state).toBe('error');
    await page.unroute('**/act.js*');
    await box.click();
    await expect.poll(state).toBe('saved');
  });
});

describe('a notice that did not bring the element’s words', () => {
  test('has them loaded in its own language', async () => {
    const { widget, ready } = await bench.open(tag('', inlined({ strings: undefined, locale: 'es' })));
    await ready();
    expect(await widget.locator('label[slot=phone-label]').getAttribute('lang')).toBe('es');
  });
});
