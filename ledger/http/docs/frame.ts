// The frame every page shares: head, style, a way to skip to the text. Everything put in is escaped by hono/html.

import { html, raw } from 'hono/html';
import { style } from '../openapi/docs/style.ts';

export type Html = ReturnType<typeof html>;

/** A sentence of a description; what stands between backticks is code. */
export function prose(text: string): Html {
  return html`${text.split('`').map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

/** A whole page as text. */
export function frame(title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body>
<a class="skip" href="#text">Skip to the text</a>
${body}
</body>
</html>
`.toString();
}
