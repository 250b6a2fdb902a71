// What a screen reader says on its way through the card, from the first word to the last.

import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { tag, typed, type WidgetBench, widgetBench } from '../support/browser/widget-bench.ts';

let bench: WidgetBench;
beforeAll(async () => {
  bench = await widgetBench();
});
afterEach(() => bench.clear());
afterAll(() => bench?.close());

const readerFile = createRequire(import.meta.url).resolve('@guidepup/virtual-screen-reader/browser.js');

type Reader = {
  start(options: { container: Node }): Promise<void>;
  next(): Promise<void>;
  lastSpokenPhrase(): Promise<string>;
  spokenPhraseLog(): Promise<string[]>;
  stop(): Promise<void>;
};

async function openReadable() {
  bench.shop.policy = undefined;
  const opened = await bench.open(tag());
  await opened.ready();
  await opened.page.route('**/reader.js', (route) =>
    route.fulfill({ path: readerFile, contentType: 'text/javascript' }),
  );
  await opened.page.addScriptTag({
    type: 'module',
    content: "import { virtual } from '/reader.js'; globalThis.reader = virtual; document.title = 'ready';",
  });
  await expect.poll(() => opened.page.title()).toBe('ready');
  /** The reader walks one tree at a time, so the card is read by itself. */
  const listen = () =>
    opened.page.evaluate(() => {
      const container = document.querySelector('optmark-opt-in')!.shadowRoot!.querySelector('.card')!;
      return (globalThis as unknown as { reader: Reader }).reader.start({ container });
    });
  const heard = () =>
    opened.page.evaluate(() => (globalThis as unknown as { reader: Reader }).reader.spokenPhraseLog());
  /** Every phrase from the first to the last. */
  const phrases = async () => {
    await opened.widget.locator('summary').click();
    await listen();
    return opened.page.evaluate(async (): Promise<string[]> => {
      const { reader } = globalThis as unknown as { reader: Reader };
      const said: string[] = [];
      // At the end it begins again.
      for (let phrase = await reader.lastSpokenPhrase(); !(said.length && phrase === said[0]); ) {
        said.push(phrase);
        await reader.next();
        phrase = await reader.lastSpokenPhrase();
      }
      await reader.stop();
      return said.filter((each) => !/^(paragraph|group|end of|·)/.test(each));
    });
  };
  return { ...opened, listen, heard, phrases };
}

describe('the card, read aloud', () => {
  test('is the box with all its words, then what else the notice says', async () => {
    const { phrases } = await openReadable();
    expect(await phrases()).toEqual([
      'alert',
      'checkbox, WhatsApp I consent to receive order updates from Fresh Produce on my WhatsApp number (as entered here), not checked',
      'WhatsApp',
      'status',
      'I consent to receive order updates from Fresh Produce on my WhatsApp number',
      '(as entered here)',
      'Stop any time · Privacy · Talk to a person',
      'Stop any time · Privacy · Talk to a person',
      'end, Stop any time · Privacy · Talk to a person',
      'link, You can stop at any time, Opens in a new tab',
      'You can stop at any time',
      'link, How Fresh Produce uses your number, Opens in a new tab',
      'How Fresh Produce uses your number',
      'Talk to a person at Fresh Produce:',
      'link, +1 415 555 0100',
      'link, care@fresh.example',
    ]);
  });

  test('says the last digits one by one, and that "Saved" opens something', async () => {
    const { phrases, number, box, widget } = await openReadable();
    await number.fill(typed);
    await box.click();
    await widget.locator('.more').waitFor();
    const said = await phrases();
    expect(said[1]).toContain('XXXXXX3210, Number ending 3 2 1 0');
    expect(said).toContain('button, Saved, 1 control, not expanded');
  });

  test('tells of what became of the tick while the person is elsewhere', async () => {
    const { listen, heard, number, box, state } = await openReadable();
    await number.fill(typed);
    await listen();
    await box.click();
    await expect.poll(state).toBe('saved');
    await expect.poll(heard).toEqual(expect.arrayContaining([expect.stringMatching(/^polite: .*Saved/)]));
  });
});
