// The frame of the person's page: head, style, header, a way to skip to the text.

import { html, raw } from 'hono/html';
import type { Html } from './sentence.ts';
import type { Language } from './strings/languages.ts';
import { style } from './style.ts';

const seal = raw(
  '<svg viewBox="0 0 48 48" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"><path d="M24 4l6 4 7-.5 2 7 6 4-2.500 6.500 2.500 6.500-6 4-2 7-7-.5-6 4-6-4-7 .5-2-7-6-4L5.500 25 3 18.500l6-4 2-7 7 .5z"/><path d="M16 25l6 6 11-12"/></svg>',
);

export type Framed = {
  title: string;
  heading: Html | string;
  intro: Html | string;
  body: Html;
  /** Shows the seal: there is something to be sure of. */
  sealed?: boolean;
  end?: Html | string;
};

/** A whole page as text. */
export function frame(
  { lang, dir, strings }: Language,
  { title, heading, intro, body, sealed = false, end = '' }: Framed,
): string {
  return html`<!doctype html>
<html lang="${lang}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body>
<div class="sheet">
<a class="skip" href="#consent">${strings.skip}</a>
<header>${sealed ? seal : ''}<div><h1>${heading}</h1><p class="mute">${intro}</p></div></header>
<main id="consent">
${body}
</main>
</div>
${end}
</body>
</html>
`.toString();
}
