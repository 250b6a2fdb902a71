// The fields of a schema as a list: name, type, whether the caller may leave it out, and what it is.

import { html } from 'hono/html';
import { type Html, prose } from '../../pages/html.ts';
import type { Field } from './shape.ts';

export function fieldList(fields: readonly Field[]): Html {
  return html`<dl>${fields.map(
    ({ name, type, required, description }) =>
      html`<dt><code>${name}</code></dt><dd><p><span class="mute">${type}${!required && ', optional'}</span> ${prose(description)}</p></dd>`,
  )}</dl>`;
}
