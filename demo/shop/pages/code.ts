// A command to copy into a terminal, and a value as indented JSON.

import { html } from 'hono/html';
import type { Html } from './layout.ts';

/** One click selects all of it. The page's script adds a button that copies it. */
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

/** Adds the copy buttons. Without it, the visitor can select everything by hand. */
export const copyScript = html`<script type="module" src="/shop/copy.js"></script>`;
