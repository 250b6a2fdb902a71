// A recorded line exactly as the person saw it. Markup isolates telephone numbers and addresses: among words
// from right to left, a browser would draw "+1 415" as "415 1+" (Unicode bidirectional algorithm, W2 and N1).

import { html } from 'hono/html';
import type { Html } from '../pages/html.ts';

const leftToRight = /(https?:\/\/\S+|\+?\d[\d ().-]{4,}\d|\+\d+ X+\d+)/;

export function verbatim(line: string): Html {
  const parts = line.split(leftToRight);
  return html`${parts.map((part, i) => (i % 2 === 0 ? part : html`<bdi dir="ltr">${part}</bdi>`))}`;
}
