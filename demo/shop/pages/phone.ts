// The customer's telephone, as a picture of what would have arrived: a message that the gate allowed, or struck out.

import { html } from 'hono/html';
import type { Message, MessagePurpose } from '../book/message.ts';
import type { Order } from '../book/order.ts';
import { isAllowed } from '../explain.ts';
import { type Html, mark } from './layout.ts';

const texts: Record<MessagePurpose, (order: Order) => string> = {
  shipping_update: ({ id, name }) =>
    `Good morning ${name.split(' ')[0]}, your order ${id} is packed and on its way. Our bicycle is at your door between 8 and 10.`,
  marketing: ({ name }) =>
    `Hello ${name.split(' ')[0]}, the first strawberries are in. Add a punnet to your next box for half the price.`,
};

export const phone = (order: Order, messages: readonly Message[]): Html => html`<div class="phone">
  <p class="chat">${mark}<span><strong>Fresh Produce</strong><small>as on the customer’s phone</small></span></p>
  ${messages.length === 0 ? html`<p class="silence">No message yet</p>` : ''}
  <ol class="bubbles">${messages.map((message) => bubble(order, message))}</ol>
</div>`;

function bubble(order: Order, { purpose, answer, at }: Message): Html {
  const text = texts[purpose](order);
  return isAllowed(answer)
    ? html`<li class="bubble">${text} <time datetime="${at}">${clock(at)}</time></li>`
    : html`<li class="bubble denied"><span class="unseen">Not sent: </span><del>${text}</del>
        <strong aria-hidden="true">Not sent</strong></li>`;
}

/** Hours and minutes, UTC: the server does not know where the reader is. */
export const clock = (moment: string): string => moment.slice(11, 16);
