// HTML as a value; hono/html escapes every value put in.

import { html } from 'hono/html';

export type Html = ReturnType<typeof html>;

/** A sentence of a description; what stands between backticks is code. */
export function prose(text: string): Html {
  return html`${text.split('`').map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}
