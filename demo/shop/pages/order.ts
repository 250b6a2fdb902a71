// An order and its messages: what the customer agreed to, the shop's question before each message, the gate's
// answer, and the proof.

import { html } from 'hono/html';
import type { Message, MessagePurpose } from '../book/message.ts';
import type { Order } from '../book/order.ts';
import { box, rupees } from '../catalogue.ts';
import { maskPhone } from '../phone.ts';
import { copyScript } from './code.ts';
import { decision } from './decision.ts';
import { frame, type Html } from './layout.ts';
import { letter } from './letter.ts';
import { phone } from './phone.ts';
import { toPretendPhone } from './pretend-phone.ts';

export type OrderView = {
  order: Order;
  /** Oldest first. */
  messages: readonly Message[];
  /** The outcome of each box at the checkout; see consent-outcome.ts. */
  outcomes: readonly Html[];
  proofs: readonly Html[];
  /** The link to everything that the customer agreed to. Undefined where there is nothing, or no answer. */
  preferences: string | undefined;
};

export const orderPage = ({ order, messages, outcomes, proofs, preferences }: OrderView): Html =>
  frame({
    title: `Order ${order.id}`,
    path: `/orders/${order.id}`,
    body: html`${head(order)}${consent(outcomes)}${desk(order, messages)}
      ${preferences === undefined ? '' : letter(order, preferences)}${evidence(proofs)}`,
    scripts: copyScript,
  });

const head = ({ id, name, address, phone, quantity, placed_at }: Order): Html => html`<section class="placed">
  <p class="eyebrow">Order ${id} · <time datetime="${placed_at}">${placed_at.slice(0, 10)}</time></p>
  <h1>Thank you, ${name.split(' ')[0]}</h1>
  <p class="lead">${quantity} × ${box.name} for ${rupees(quantity * box.rupees)}, on Sunday morning to ${address}. The
    courier has your number, <span class="nobreak">${maskPhone(phone)}</span>.</p>
</section>`;

const consent = (outcomes: readonly Html[]): Html => html`<section class="block" aria-labelledby="agreed">
  <h2 id="agreed">What you agreed to</h2>
  <ul class="outcomes">${outcomes.map((outcome) => html`<li>${outcome}</li>`)}</ul>
  <p class="note">Changed your mind? <a href="/profile">Stop, or start again, in your profile</a>.</p>
  ${toPretendPhone}
</section>`;

const desk = (order: Order, messages: readonly Message[]): Html => html`<section
  class="block desk" id="desk" aria-labelledby="desk-title">
  <h2 id="desk-title">Behind the counter</h2>
  <p>Now you are the shop. Its server sends like any WhatsApp sender, but to the ledger’s address instead of Meta’s. The
    gate judges each message and passes it on only after a clear “allow”. Read and answer it on
    <a href="/shop/phone" target="_blank">the customer’s phone (opens in a new tab)</a>.</p>
  <div class="row">
    ${send(order, 'shipping_update', 'Pack and ship', 'button')}
    ${send(order, 'marketing', 'Send an offer', 'button quiet')}
  </div>
  <div class="two even">
    ${phone(order, messages)}
    <div class="decisions" role="log" aria-label="Decisions, newest first">
      ${messages.length === 0 ? html`<p class="quiet-box">The gate’s answer will appear here.</p>` : ''}
      ${messages.toReversed().map(decision)}
    </div>
  </div>
</section>`;

const send = ({ id }: Order, purpose: MessagePurpose, label: string, kind: string): Html => html`<form
  action="/orders/${id}/messages" method="post">
  <button class="${kind}" name="purpose" value="${purpose}" type="submit">${label}</button>
</form>`;

const evidence = (proofs: readonly Html[]): Html | string =>
  proofs.length === 0
    ? ''
    : html`<section class="block" id="proof" aria-labelledby="proof-title">
        <h2 id="proof-title">The proof</h2>
        <p>The shop keeps a receipt that the ledger has signed. With it, any person can check without this server that
          these words were recorded and have not changed since.</p>
        <div class="proofs">${proofs}</div>
      </section>`;
