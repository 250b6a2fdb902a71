// A handset in a speech bubble, in WhatsApp's green. It stands beside the name where the widget's script does
// not run. It is our drawing, not Meta's asset file. A shop that has accepted Meta's brand terms puts Meta's
// file in its place.

import { html } from 'hono/html';

export const whatsAppMark = html`<svg class="whatsapp" viewBox="0 0 24 24" aria-hidden="true">
  <path fill="none" stroke="#25d366" stroke-width="2.2" stroke-linejoin="round" d="M12 2.4a9.6 9.6 0 0 0-8.2 14.5L2.5 21.5l4.7-1.2A9.6 9.6 0 1 0 12 2.4z"></path>
  <path fill="#25d366" d="M9 7.1c-.9-.6-2.4.5-2.2 2.3.3 3.4 3.9 7.1 7.5 7.4 1.8.2 3-1.3 2.4-2.2l-1.9-1.4c-.4-.3-.8-.1-1.1.3l-.4.5c-1.3-.4-2.6-1.6-3-2.9l.5-.5c.4-.3.5-.7.3-1.1z"></path>
</svg>`;
