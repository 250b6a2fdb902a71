import { expect, test } from 'vitest';
import { codeSvg } from '../../../ledger/core/entry/code-svg.ts';

/** Of a sans-serif letter, in its own size. */
const letter = 0.6;

test.each([
  ['a short one', 'Order updates from Fresh Produce in WhatsApp'],
  [
    'a word longer than the code is wide',
    'Bestellbenachrichtigungen von Lebensmittelgesellschaft in WhatsApp',
  ],
  ['an address', 'Updates from www.the-fresh-produce-of-our-villages.example in WhatsApp'],
])('each line of a title lies within the picture: %s', (_, title) => {
  const words = { title, scan: 'Scan it.', decide: 'Scanning agrees to nothing.' };
  const drawn = codeSvg({ url: 'https://l.example/in/e/7k3m9q2xtp', lang: 'en', dir: 'ltr', ...words });
  const width = Number(/viewBox="0 0 (\d+) /.exec(drawn)![1]);
  const lines = [...drawn.matchAll(/font-size="([\d.]+)" font-weight="\d+">([^<]+)</g)];
  const bare = (text: string) => text.replaceAll(' ', '');
  expect(bare(lines.map(([, , line]) => line).join(''))).toBe(bare(title + words.decide));
  for (const [, size, line] of lines) expect(Number(size) * letter * line!.length).toBeLessThan(width);
});
