// Through the built widget, as a person types: the number in the sentence, the one that is signed and the one
// that the ledger stores are the number that is meant, or it is asked for.

import fc from 'fast-check';
import { getExampleNumber, type PhoneNumber } from 'libphonenumber-js/core';
import examples from 'libphonenumber-js/mobile/examples';
import metadata from 'libphonenumber-js/mobile/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { canonicalNumber } from '../../ledger/channels/server/number.ts';
import { type Opened, tag, type WidgetBench, widgetBench } from '../support/browser/widget-bench.ts';

/** Parts and plans are loaded meanwhile, which takes as long as it takes. */
const until = <T>(look: () => T) => expect.poll(look);

let bench: WidgetBench;
let opened: Opened;
beforeAll(async () => {
  bench = await widgetBench();
  opened = await bench.open(tag());
  await opened.ready();
  // From the first touch on, everything that reads is loaded.
  await opened.number.fill('+44 7700 900123');
});
afterAll(async () => {
  await bench?.clear();
  await bench?.close();
});

const anyExample = fc
  .constantFrom(...Object.keys(metadata.countries))
  .map((country) => getExampleNumber(country as never, examples, metadata))
  .filter((example) => example !== undefined);

const gabons = getExampleNumber('GA', examples, metadata)!;

const spellings: ((example: PhoneNumber) => string)[] = [
  ({ number }) => number,
  (example) => example.formatInternational(),
  ({ number }) => `00${number.slice(1)}`,
  ({ number }) => number.slice(1),
  (example) => `\u202a${example.formatInternational()}\u202c`,
  ({ countryCallingCode, nationalNumber }) => `+${countryCallingCode} (0)${nationalNumber}`,
  ({ countryCallingCode, nationalNumber }) => `（00${countryCallingCode}） ${nationalNumber}`,
  ({ countryCallingCode, number }) => `+${countryCallingCode} ${number.slice(1)}`,
  (example) => example.getURI(),
  (example) => `tel:${example.formatInternational().replaceAll(' ', '-')}`,
  // Minus, the long vowel mark of Japanese keyboards, and dashes of full width.
  (example) => example.formatInternational().replaceAll(' ', '\u2212'),
  (example) => `＋${example.formatInternational().slice(1).replaceAll(' ', '\u30fc')}`,
  ({ countryCallingCode, nationalNumber }) => `＋${countryCallingCode}（0）${nationalNumber}`,
  // Devanagari, full width, Arabic-Indic, Persian, Thai.
  ...[0x966, 0xff10, 0x660, 0x6f0, 0xe50].map((zero) => ({ number }: PhoneNumber) => {
    return number.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
  }),
];

test('is the number that is meant in every spelling and country, or it is asked for', async () => {
  const { number, box, sentence, state, page } = opened;
  await fc.assert(
    fc.asyncProperty(anyExample, fc.constantFrom(...spellings), async (example, spell) => {
      bench.ledger.optIns = [];
      const typed = spell(example);
      await number.fill(typed);
      await box.click();
      await until(state).toMatch(/^(saved|error)$/);
      if ((await state()) === 'error') {
        // What does not say its own country, or says one twice, is asked for and signed by nobody.
        expect(bench.ledger.optIns, typed).toEqual([]);
        return;
      }
      const { claims } = bench.ledger.optIns[0]!;
      // An example that was respelled since, such as Gabon's, is signed as it is dialled now.
      expect([example.number, canonicalNumber(example.number)], typed).toContain(claims.number);
      expect(canonicalNumber(claims.number).slice(-4), typed).toBe(example.number.slice(-4));
      const own = example.countryCallingCode === '91';
      const mask = `${own ? '' : `+${example.countryCallingCode} `}XXXXXX${example.number.slice(-4)}`;
      expect((await sentence.innerText()).endsWith(` ${mask}`), typed).toBe(true);
      await box.click();
      await until(state).toBe('ready');
    }),
    { numRuns: 32, examples: [[gabons, spellings[0]!]] },
  );
  expect(await page.locator('optmark-opt-in').count()).toBe(1);
});
