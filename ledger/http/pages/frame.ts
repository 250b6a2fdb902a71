// The frame of every page: head, style sheet, a way to skip to the text.

import { html, raw } from 'hono/html';
import type { Html } from './html.ts';
import type { Style } from './tokens.ts';

export type Framed = {
  title: string;
  /** One sentence on what the page is for, as search engines and links show it. */
  description: string;
  style: Style;
  body: Html;
  /** Where the skip link leads, and its words. */
  skip: { to: string; words: string };
  lang?: string;
  dir?: 'ltr' | 'rtl';
  /** What else stands in the head. */
  head?: Html | string;
};

/** A whole page as text. */
export function frame(page: Framed): string {
  const { title, description, style, body, skip, lang = 'en', dir = 'ltr', head = '' } = page;
  return html`<!doctype html>
<html lang="${lang}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${description}">
<style>${raw(style.text)}</style>
${head}
</head>
<body>
<a class="skip" href="#${skip.to}">${skip.words}</a>
${body}
</body>
</html>
`.toString();
}
