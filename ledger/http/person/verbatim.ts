// A recorded line as it was shown, to the character. Markup keeps telephone numbers and addresses apart: among words
// from right to left, "+1 415" would be drawn as "415 1+" (Unicode bidirectional algorithm, W2 and N1).

import { html } from 'hono/html';
import type { Html } from './sentence.ts';

const leftToRight = /(https?:\/\/\S+|\+?\d[\d ().-]{4,}\d)/;

export function verbatim(line: string): Html {
  const parts = line.split(leftToRight);
  return html`${parts.map((part, i) => (i % 2 === 0 ? part : html`<bdi dir="ltr">${part}</bdi>`))}`;
}
