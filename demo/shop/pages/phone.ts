// The customer's phone, as a picture of the messages: those that the gate allowed, and, struck out, those
// that it denied.

import { html } from 'hono/html';
import { filledIn } from '../../cloud-api/template.ts';
import type { Message } from '../book/message.ts';
import type { Order } from '../book/order.ts';
import { isSent } from '../explain.ts';
import { templates } from '../templates.ts';
import { type Html, mark } from './layout.ts';

export const phone = (order: Order, messages: readonly Message[]): Html => html`<div class="phone">
  <p class="chat">${mark}<span><strong>Fresh Produce</strong><small>as on the customer’s phone</small></span></p>
  ${messages.length === 0 ? html`<p class="silence">No message yet</p>` : ''}
  <ol class="bubbles">${messages.map((message) => bubble(order, message))}</ol>
</div>`;

function bubble(order: Order, message: Message): Html {
  const { purpose, at } = message;
  const { body, parameters } = templates[purpose];
  const text = filledIn(body, parameters(order));
  return isSent(message)
    ? html`<li class="bubble">${text} <time datetime="${at}">${clock(at)}</time></li>`
    : html`<li class="bubble denied"><span class="unseen">Not sent: </span><del>${text}</del>
        <strong aria-hidden="true">Not sent</strong></li>`;
}

/** Hours and minutes in UTC, because the server does not know where the reader is. */
export const clock = (moment: string): string => moment.slice(11, 16);
