// Fields of a shape as a list: name, type, whether it may be left out, what it is.

import { html } from 'hono/html';
import { type Html, prose } from '../../docs/frame.ts';
import type { Field } from '../../docs/shape.ts';

export function fieldList(fields: readonly Field[]): Html {
  return html`<dl>${fields.map(
    ({ name, type, required, description }) =>
      html`<dt><code>${name}</code></dt><dd><p><span class="mute">${type}${!required && ', optional'}</span> ${prose(description)}</p></dd>`,
  )}</dl>`;
}
