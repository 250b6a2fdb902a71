// Things for a terminal or for reading closely: a command to copy, a value as indented JSON.

import { html } from 'hono/html';
import type { Html } from './layout.ts';

/** One click selects all of it; the page's script adds a button that copies. */
export const command = (text: string, does: string): Html => html`<div class="command">
  <p>${does}</p>
  <pre data-copy><code>${text}</code></pre>
</div>`;

export const json = (
  title: string,
  value: unknown,
  { open = false } = {},
): Html => html`<details class="raw"${open ? ' open' : ''}>
  <summary>${title}</summary>
  <pre><code>${JSON.stringify(value, null, 2)}</code></pre>
</details>`;

/** Adds the copy buttons; without it everything is there, to be selected by hand. */
export const copyScript = html`<script type="module" src="/shop/copy.js"></script>`;
