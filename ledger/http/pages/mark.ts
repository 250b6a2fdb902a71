// The mark of WhatsApp on what is printed.

import { html } from 'hono/html';

/**
 * The handset in a bubble, as the widget draws it (test/http/paper): not Meta's asset file.
 * Optmark is not affiliated with Meta.
 */
export const mark = html`<p class="mark" dir="ltr"><svg viewBox="0 0 24 24" aria-hidden="true"><path fill-rule="evenodd" d="M0 24l1.7-6.1A11.92 11.92 0 1 1 6.4 22.4zM2.87 21.2L3.85 17.5A9.93 9.93 0 1 1 6.6 20.2zM7.1 6.7c.3-.3.6-.4.9-.4h.6c.2 0 .4.1.6.5l.9 2.2c.1.3.1.4 0 .6-.2.4-.6.8-.9 1.1-.2.2-.2.4-.1.7.8 1.4 2 2.6 4.1 3.4.3.2.5.1.6-.1l1-1.2c.2-.2.4-.2.6-.1l2.2 1c.3.1.5.2.5.3.2.9-.3 2.3-1.9 2.7-1.3.3-3.8-.3-6.1-2.1C7.7 13.5 6 11.1 6 9.1c-.1-1 .3-1.8 1.1-2.4z"/></svg>WhatsApp</p>`;
