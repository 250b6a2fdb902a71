// The customer's phone, pretended. It says so: in the world nobody reads a code, or writes in a number's name, on a page
// of the shop, and that is what a proof rests on.

import { html } from 'hono/html';
import { maskPhone } from '../phone.ts';
import type { PhoneMessage } from '../pretend-phone/messages.ts';
import { frame, type Html, mark } from './layout.ts';
import { clock } from './phone.ts';

export type PretendPhoneView = {
  /** E.164. */
  phone: string;
  /** The shop's WhatsApp number, E.164. */
  shopNumber: string;
  messages: readonly PhoneMessage[];
  /** False: the operator's own gateway sends them somewhere else. */
  codesArrive: boolean;
  /** The ledger did not take what was written just now. */
  undelivered: boolean;
};

export const pretendPhonePage = (view: PretendPhoneView): Html =>
  frame({
    title: 'The customer’s phone, pretended',
    path: '/shop/phone',
    body: html`<h1>The customer’s phone, pretended</h1>
      <p class="lead">There is no such phone. This page plays it, so that the demo can show how somebody proves that a
        number is theirs without Meta and without a real number.</p>
      <div class="two even">${screen(view)}${writing(view)}</div>`,
  });

/** A link to it from where a proof is asked for; in a tab of its own, because the page that asked waits for the answer. */
export const toPretendPhone = html`<p class="note">Where codes arrive and WhatsApp messages are written:
  <a href="/shop/phone" target="_blank">the customer’s phone, pretended (opens in a new tab)</a>.</p>`;

const screen = ({ phone, messages }: PretendPhoneView): Html => html`<div class="phone">
  <p class="chat">${mark}<span><strong>${maskPhone(phone)}</strong><small>pretended</small></span></p>
  ${messages.length === 0 ? html`<p class="silence">Nothing has arrived yet</p>` : ''}
  <ol class="bubbles">${messages.map(bubble)}</ol>
</div>`;

const bubble = ({
  kind,
  text,
  at,
}: PhoneMessage): Html => html`<li class="${kind === 'written' ? 'bubble own' : 'bubble'}">
  <span class="unseen">${kind === 'written' ? 'Written: ' : 'Arrived: '}</span>${text}
  <time datetime="${at}">${clock(at)}</time></li>`;

const writing = ({ shopNumber, codesArrive, undelivered }: PretendPhoneView): Html => html`<section
  class="panel" aria-labelledby="write">
  <h2 id="write">Write to Fresh Produce</h2>
  ${undelivered ? html`<p class="error" role="alert">The ledger did not take it. Try again.</p>` : ''}
  <form class="writing" action="/shop/phone" method="post">
    <div class="field">
      <label for="text">Your WhatsApp message</label>
      <p class="hint" id="text-hint">Paste the text with the code, or the whole link that begins with https://wa.me/. It
        goes to <span class="nobreak" dir="ltr">${shopNumber}</span>, an invented number, in your number’s name.</p>
      <input id="text" name="text" type="text" required maxlength="4096" autocomplete="off" aria-describedby="text-hint">
    </div>
    <button class="button" type="submit">Send</button>
  </form>
  <section aria-labelledby="happens">
    <h2 id="happens">What happens</h2>
    <p>The message is posted to the ledger’s webhook, signed as Meta signs it. ${
      codesArrive
        ? 'Six-digit codes that the ledger would send by SMS appear here; load the page again. A number gets one a day.'
        : 'Six-digit codes are sent by the gateway that this server was started with, not here.'
    }</p>
    <p class="note">It proves nothing but how proving works: this page lets you write from whatever number you typed into
      the shop’s form.</p>
  </section>
</section>`;
