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
  /** Whether "Offers and announcements" are stopped in WhatsApp's settings. */
  offersStopped: boolean;
  /** False: the operator's own gateway sends them somewhere else. */
  codesArrive: boolean;
  /** The ledger has not taken what was done just now. */
  undelivered: boolean;
};

export const pretendPhonePage = (view: PretendPhoneView): Html =>
  frame({
    title: 'The customer’s phone, pretended',
    path: '/shop/phone',
    body: html`<h1>The customer’s phone, pretended</h1>
      <p class="lead">There is no such phone. This page plays it: what the gate let through arrives here, and you answer
        as the customer, without Meta and without a real number.</p>
      <div class="two even">${screen(view)}${doing(view)}</div>`,
  });

/** A link to it from where a proof is asked for; in a tab of its own, because the page that asked waits for the answer. */
export const toPretendPhone = html`<p class="note">Where messages and codes arrive, and STOP is written:
  <a href="/shop/phone" target="_blank">the customer’s phone, pretended (opens in a new tab)</a>.</p>`;

const screen = ({ phone, messages }: PretendPhoneView): Html => html`<div class="phone">
  <p class="chat">${mark}<span><strong>Fresh Produce</strong><small>on ${maskPhone(phone)}, pretended</small></span></p>
  ${messages.length === 0 ? html`<p class="silence">Nothing has arrived yet</p>` : ''}
  <ol class="bubbles">${messages.map(bubble)}</ol>
</div>`;

const bubble = ({
  kind,
  text,
  at,
  message,
}: PhoneMessage): Html => html`<li class="${kind === 'written' ? 'bubble own' : 'bubble'}">
  <span class="unseen">${kind === 'written' ? 'Written: ' : 'Arrived: '}</span>${text}
  <time datetime="${at}">${clock(at)}</time>
  ${message?.buttons.map(
    ({ label }, index) => html`<form class="reply" action="/shop/phone" method="post">
      <input type="hidden" name="message" value="${message.id}">
      <button name="button" value="${index}" type="submit">${label}</button>
    </form>`,
  )}</li>`;

const doing = (view: PretendPhoneView): Html => html`<section class="panel" aria-labelledby="write">
  ${writing(view)}${offers(view)}${explained(view)}
</section>`;

const writing = ({ shopNumber, undelivered }: PretendPhoneView): Html => html`
  <h2 id="write">Write to Fresh Produce</h2>
  ${undelivered ? html`<p class="error" role="alert">The ledger has not taken it yet. WhatsApp tries again by itself.</p>` : ''}
  <div class="row said">${['STOP', 'START', 'When does it come?'].map(suggestion)}</div>
  <form class="writing" action="/shop/phone" method="post">
    <div class="field">
      <label for="text">Your WhatsApp message</label>
      <p class="hint" id="text-hint">Anything, or a text with a code, or the whole link that begins with https://wa.me/.
        It goes to <span class="nobreak" dir="ltr">${shopNumber}</span>, an invented number, in your number’s name.</p>
      <input id="text" name="text" type="text" required maxlength="4096" autocomplete="off" aria-describedby="text-hint">
    </div>
    <button class="button" type="submit">Send</button>
  </form>`;

const suggestion = (text: string): Html => html`<form action="/shop/phone" method="post">
  <button class="button quiet" name="text" value="${text}" type="submit">${text}</button>
</form>`;

const offers = ({
  offersStopped,
}: PretendPhoneView): Html => html`<form class="writing" action="/shop/phone" method="post"
  aria-labelledby="offers">
  <h2 id="offers">WhatsApp’s own setting</h2>
  <p>Offers and announcements from Fresh Produce are <strong>${offersStopped ? 'stopped' : 'on'}</strong>.</p>
  <button class="button ${offersStopped ? 'quiet' : 'stop'}" name="offers" value="${offersStopped ? 'resume' : 'stop'}"
    type="submit">${offersStopped ? 'Resume offers' : 'Stop offers'}</button>
</form>`;

const explained = ({ codesArrive }: PretendPhoneView): Html => html`<section aria-labelledby="happens">
  <h2 id="happens">What happens</h2>
  <p>Each of these is posted to the ledger’s webhook, signed as Meta signs it. A stop, and what lifts it, is a record in the
    log before the webhook is answered; what becomes of a message (sent, delivered, read) is tied to its permit. Send again
    behind the counter after a STOP, and the gate refuses. START lifts a STOP, and the setting only what it stopped itself.</p>
  <p>${
    codesArrive
      ? 'Six-digit codes that the ledger would send by SMS appear here; load the page again. A number gets one a day.'
      : 'Six-digit codes are sent by the gateway that this server was started with, not here.'
  }</p>
  <p class="note">It proves nothing but how proving works: this page lets you write from whatever number you typed into
    the shop’s form.</p>
</section>`;
