// The picture of the box: this week's produce in a wooden crate. Uses the shapes of the page's sprite.

import { html } from 'hono/html';
import type { Produce } from './produce.ts';

type Placed = { name: Produce; x: number; y: number; size: number; turn: number };

/** From the back to the front; x, y is the centre, in a 600 by 520 box. */
const load: Placed[] = [
  { name: 'spinach', x: 178, y: 150, size: 190, turn: -14 },
  { name: 'beetroot', x: 432, y: 165, size: 180, turn: 16 },
  { name: 'carrot', x: 300, y: 150, size: 200, turn: 172 },
  { name: 'carrot', x: 352, y: 172, size: 180, turn: 194 },
  { name: 'cauliflower', x: 238, y: 226, size: 190, turn: -4 },
  { name: 'aubergine', x: 482, y: 262, size: 168, turn: 28 },
  { name: 'mango', x: 120, y: 268, size: 140, turn: -22 },
  { name: 'tomato', x: 356, y: 268, size: 138, turn: 6 },
  { name: 'lemon', x: 432, y: 304, size: 104, turn: -12 },
  { name: 'tomato', x: 196, y: 316, size: 110, turn: -10 },
  { name: 'peas', x: 290, y: 322, size: 128, turn: -8 },
];

const used = ({ name, x, y, size, turn }: Placed) => html`<use
    href="#${name}" x="${x - size / 2}" y="${y - size / 2}" width="${size}" height="${size}"
    transform="rotate(${turn} ${x} ${y})"></use>`;

/** Three slats between two posts. The stencil is drawn text, which the page also says in words. */
export const crate = html`<svg class="crate" viewBox="0 0 600 520" aria-hidden="true">
  <circle class="sun" cx="300" cy="230" r="226"></circle>
  <path class="field-land" d="M14 470c70-74 168-92 286-92s216 18 286 92c10 12 2 36-16 36H30c-18 0-26-24-16-36z"></path>
  <rect x="76" y="292" width="448" height="60" rx="8" fill="#8a5a2f"></rect>
  ${load.map(used)}
  <g fill="#c98d4f">
    <rect x="64" y="340" width="472" height="42" rx="7"></rect>
    <rect x="64" y="390" width="472" height="42" rx="7"></rect>
    <rect x="64" y="440" width="472" height="42" rx="7"></rect>
  </g>
  <g fill="#b47a3e">
    <rect x="64" y="374" width="472" height="8" rx="4"></rect>
    <rect x="64" y="424" width="472" height="8" rx="4"></rect>
    <rect x="64" y="474" width="472" height="8" rx="4"></rect>
  </g>
  <g fill="#dba566">
    <rect x="82" y="330" width="42" height="162" rx="8"></rect>
    <rect x="476" y="330" width="42" height="162" rx="8"></rect>
  </g>
  <g fill="#7d4f27">
    <circle cx="103" cy="361" r="4"></circle><circle cx="103" cy="411" r="4"></circle><circle cx="103" cy="461" r="4"></circle>
    <circle cx="497" cy="361" r="4"></circle><circle cx="497" cy="411" r="4"></circle><circle cx="497" cy="461" r="4"></circle>
  </g>
  <text class="stencil" x="300" y="420" text-anchor="middle">FRESH PRODUCE</text>
</svg>`;
