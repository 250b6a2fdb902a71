// The customer's pretend phone. It says so. In the real world, a customer reads a code, or writes from a
// number, on their own phone and never on a page of the shop. A proof relies on that.

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
  /** False where the operator's own gateway sends the codes. */
  codesArrive: boolean;
  /** The ledger has not yet taken the customer's last action. */
  undelivered: boolean;
};

export const pretendPhonePage = (view: PretendPhoneView): Html =>
  frame({
    title: 'The customer’s pretend phone',
    path: '/shop/phone',
    body: html`<h1>The customer’s pretend phone</h1>
      <p class="lead">This phone is not real. This page plays it: messages that the gate allows arrive here, and you
        answer as the customer, without Meta and without a real number.</p>
      <div class="two even">${screen(view)}${doing(view)}</div>`,
  });

/**
 * A link to it from pages that ask for a proof. It opens a new tab, because the page that asked waits for the
 * answer.
 */
export const toPretendPhone = html`<p class="note">To read messages and codes, or write STOP, open
  <a href="/shop/phone" target="_blank">the customer’s pretend phone (opens in a new tab)</a>.</p>`;

const screen = ({ phone, messages }: PretendPhoneView): Html => html`<div class="phone">
  <p class="chat">${mark}<span><strong>Fresh Produce</strong><small>on ${maskPhone(phone)}, pretended</small></span></p>
  ${messages.length === 0 ? html`<p class="silence">Nothing has arrived yet</p>` : ''}
  <ol class="bubbles">${messages.map(bubble)}</ol>
</div>`;

export const bubble = ({
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
      <p class="hint" id="text-hint">Any text, a text with a code, or the whole link that begins with https://wa.me/. It
        goes from your number to <span class="nobreak" dir="ltr">${shopNumber}</span>, an invented number.</p>
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
  <p>This page posts each action to the ledger’s webhook, signed as Meta signs it. The ledger records a stop, and what
    lifts it, before it answers the webhook. It ties the status of a message (sent, delivered, read) to its permit. If
    you send again behind the counter after a STOP, the gate denies. START lifts a STOP. The setting lifts only a stop
    that it made itself.</p>
  <p>${
    codesArrive
      ? 'Six-digit codes that the ledger would send by SMS appear here when you reload the page. A number gets one a day.'
      : 'The gateway that this server was started with sends six-digit codes. They do not appear here.'
  }</p>
  <p class="note">This only shows how a proof works. It proves nothing, because this page lets you write from any number
    that you typed into the shop’s form.</p>
</section>`;
