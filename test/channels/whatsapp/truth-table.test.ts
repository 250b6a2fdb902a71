// test/vectors/stops.json holds what people write and tap, both ways. It was written before the words were.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tapped } from '../../../ledger/channels/whatsapp/tap.ts';
import { type Said, understand } from '../../../ledger/channels/whatsapp/words.ts';

type Text = [language: string, text: string, is: string, agreedIn?: string];
type Tap = [language: string, payload: string, label: string, is: string];
const { texts, taps } = JSON.parse(
  readFileSync(new URL('../../vectors/stops.json', import.meta.url), 'utf8'),
) as { texts: Text[]; taps: Tap[] };

/** As of somebody who agreed in that language. */
function wordFor(said: Said | undefined, agreedIn: string): string {
  if (said === undefined || said.languages?.includes(agreedIn) === false) return 'neither';
  if (said.kind === 'resume') return 'start';
  return said.purposes === undefined ? 'stop' : `stop:${said.purposes.join(',')}`;
}

test('the table is no smaller than was asked for', () => {
  expect(texts.length + taps.length).toBeGreaterThanOrEqual(300);
  expect(new Set(texts.map(([language]) => language)).size).toBeGreaterThanOrEqual(12);
});

describe('written', () => {
  test.each(texts)('%s: %j is %s', (language, text, is, agreedIn = language) => {
    expect(wordFor(understand(text), agreedIn)).toBe(is);
  });
});

// A stop is the whole message: with anything but courtesy beside it, a person may mean something else.
const clauses = [
  ...['where is my parcel', 'the shop opens at nine', 'two of the blue ones', '¿cuándo llega mi pedido?'],
  ...['wo ist mein Paket', 'когда приедет курьер', 'मेरा ऑर्डर कहाँ है', '我的包裹在哪里', '荷物はどこですか'],
  ...['طلبي لم يصل بعد', 'mon colis est abîmé', 'pedido 4711'],
];

test('beside a further clause, before it or after it, no sentence of the table stops or starts', () => {
  const said = texts.filter(([, text, is]) => is !== 'neither' && text.length < 120);
  const heard = said.flatMap(([, text]) =>
    clauses
      .flatMap((clause) => [`${text} ${clause}`, `${text}. ${clause}`, `${clause}, ${text}`])
      .filter((message) => understand(message) !== undefined),
  );
  expect(heard).toEqual([]);
});

describe('tapped', () => {
  test.each(taps)('%s: %j, labelled %j, is %s', (_, payload, label, is) => {
    expect(wordFor(tapped(payload, label), '')).toBe(is);
  });
});
