// A sheet to print for an entry point: what it is for, the code, how to use it, whom to ask. A4 or A5; on a
// screen it looks like the sheet.

import { html, raw } from 'hono/html';
import { bareCode, shownUrl } from '../../core/entry/code-svg.ts';
import { languageFor } from '../../core/language/person-languages.ts';
import type { Printed } from '../../operations/entry/printed.ts';
import { frame } from '../pages/frame.ts';
import { mark } from '../pages/mark.ts';
import { styleSheet } from '../pages/tokens.ts';
import { contact } from '../person/contact.ts';

/** Millimetres of the short side; the long one follows (ISO 216). */
const widths = { a4: 210, a5: 148 } as const;
export type Sheet = keyof typeof widths;
export const sheets = Object.keys(widths) as [Sheet, ...Sheet[]];

/**
 * `--u` is a hundredth of the sheet's width. Ink is black and paper is white, whatever the screen prefers.
 */
const rulesOf = (sheet: Sheet) => `
@page { size: ${sheet} portrait; margin: 0; }
:root { color-scheme: light; --u: ${widths[sheet] / 100}mm; }
body { background: var(--back); }
.poster { width: calc(100 * var(--u)); min-height: calc(141 * var(--u)); margin: auto; padding: calc(6 * var(--u));
  background: #fff; color: #000; display: grid; grid-template-rows: auto 1fr auto; gap: calc(3 * var(--u));
  justify-items: center; text-align: center; overflow-wrap: anywhere; word-break: auto-phrase;
  print-color-adjust: exact; }
header { display: grid; justify-items: center; gap: calc(1.5 * var(--u)); }
.mark { display: flex; align-items: center; gap: calc(1 * var(--u)); margin: 0; font-size: calc(3.4 * var(--u)); font-weight: 600; }
.mark svg { width: calc(5 * var(--u)); fill: #128c4a; }
h1 { margin: 0; font-size: calc(6 * var(--u)); line-height: 1.2; text-wrap: balance; }
main { display: grid; align-content: center; justify-items: center; gap: calc(2.5 * var(--u)); }
main svg { width: calc(50 * var(--u)); border: calc(.8 * var(--u)) solid #0b6b3a; border-radius: calc(3 * var(--u)); }
main p { margin: 0; font-size: calc(2.9 * var(--u)); line-height: 1.4; text-wrap: balance; }
.address { font-family: ui-monospace, monospace; font-size: calc(3 * var(--u)); font-weight: 600; }
.decide { font-weight: 600; }
footer { font-size: calc(2.4 * var(--u)); line-height: 1.4; border-block-start: 1px solid #888; padding-block-start: calc(2 * var(--u));
  justify-self: stretch; }
footer p { margin: 0; }
footer a { color: inherit; display: inline-block; min-height: 24px; }
@media print { footer a { min-height: 0; } footer [href^='https:']::after { content: ' ' attr(href); } }
@media screen { .poster { margin-block: 1rem; box-shadow: 0 0 1rem #0003; }
  @media (width < ${widths[sheet]}mm) { :root { --u: 1vw; } .poster { margin-block: 0; } } }
`;

export const styles = {
  a4: styleSheet(rulesOf('a4')),
  a5: styleSheet(rulesOf('a5')),
} as const satisfies Record<Sheet, unknown>;

export function poster(printed: Printed, sheet: Sheet): string {
  const { url, title, scan, decide, lang, dir, notice } = printed;
  return frame({
    ...{ title, description: title, lang, dir },
    style: styles[sheet],
    skip: { to: 'address', words: shownUrl(url) },
    head: html`<meta name="robots" content="noindex">`,
    body: html`<div class="poster">
<header>${mark}<h1>${title}</h1></header>
<main>
${raw(bareCode(printed))}
<p>${scan}</p>
<p class="address" id="address"><bdi dir="ltr">${shownUrl(url)}</bdi></p>
<p class="decide">${decide}</p>
</main>
<footer>${contact(notice, notice.business.name, languageFor([lang]))}</footer>
</div>`,
  });
}
