// The e-mail that the shop would send with an order. Its link leads to the customer's own page at the ledger,
// which shows all that they agreed to and stops it at one tap, without a login. Mail programs find the same
// link in List-Unsubscribe (RFC 8058).

import { html } from 'hono/html';
import type { Order } from '../book/order.ts';
import { box } from '../catalogue.ts';
import type { Html } from './layout.ts';

export const letter = ({ id, name, quantity }: Order, preferences: string): Html => html`<section
  class="block" id="letter" aria-labelledby="letter-title">
  <h2 id="letter-title">The e-mail we would send</h2>
  <article class="letter">
    <dl class="facts">
      <div><dt>To</dt><dd>${name}</dd></div>
      <div><dt>Subject</dt><dd>Your order ${id}</dd></div>
      <div><dt>List-Unsubscribe</dt><dd><code>&lt;${preferences}/stop&gt;</code></dd></div>
      <div><dt>List-Unsubscribe-Post</dt><dd><code>List-Unsubscribe=One-Click</code></dd></div>
    </dl>
    <p>Hello ${name.split(' ')[0]}, thank you for ordering ${quantity} × ${box.name}.</p>
    <p>You have agreed to messages from us on WhatsApp. <a href="${preferences}">See what you agreed to, or stop it</a>,
      now or at any later time.</p>
  </article>
  <p class="note">Every holder of this link can see and stop what was agreed for that number. So it goes only to that
    person, and expires after 90 days.</p>
</section>`;
