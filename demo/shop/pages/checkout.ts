// The checkout: where to bring the box and, beside the number, whether the shop may write to it. Consent is
// not part of the order, which also goes through with both boxes empty.

import { html } from 'hono/html';
import { drawing } from '../art/produce.ts';
import { box, rupees } from '../catalogue.ts';
import type { Mistakes, Typed } from '../contact-form.ts';
import type { Consent } from '../ledger/consent-for-page.ts';
import { contactFields, contactMistakes } from './contact-fields.ts';
import { languageChoice } from './language-choice.ts';
import { frame, type Html } from './layout.ts';
import { optInOfForm, widgetTag } from './opt-in.ts';

export type CheckoutView = {
  quantity: number;
  typed: Typed;
  mistakes: Mistakes;
  /** Undefined while the ledger is unreachable, which stops no order. */
  consent: Consent | undefined;
  locale: string;
  /** The nonce under which the page's policy allows the style of the card that the server draws. */
  nonce: string;
};

export const checkoutPage = (view: CheckoutView): Html =>
  frame({
    title: Object.keys(view.mistakes).length > 0 ? 'Error: Checkout' : 'Checkout',
    path: '/checkout',
    body: html`<h1>Checkout</h1>
      ${view.consent ? languageChoice(view.quantity, view.locale) : ''}
      ${contactMistakes(view.mistakes)}
      <div class="two">${form(view)}${summary(view.quantity)}</div>`,
    scripts: view.consent && widgetTag(view.consent.script),
  });

const form = ({ quantity, typed, mistakes, consent, locale, nonce }: CheckoutView): Html => html`<form
  class="panel" id="order" action="/checkout?locale=${locale}" method="post">
  <input type="hidden" name="boxes" value="${quantity}">
  <section aria-labelledby="where">
    <h2 id="where"><span class="number" aria-hidden="true">1</span> Where we deliver</h2>
    ${contactFields(typed, mistakes)}
  </section>
  <section aria-labelledby="updates">
    <h2 id="updates"><span class="number" aria-hidden="true">2</span> News on WhatsApp, if you like</h2>
    ${consent ? consentBoxes(consent, nonce) : offline}
  </section>
  <section class="finish">
    <button class="button" type="submit">Place the order · ${rupees(quantity * box.rupees)}</button>
    <p class="note">You pay the courier. Both boxes may stay empty.</p>
  </section>
</form>`;

const consentBoxes = ({ site, notices }: Consent, nonce: string): Html => html`
  <div>${notices.map((notice, at) =>
    optInOfForm({ site, notice, nonce, place: at < notices.length - 1 ? ['shared', 'over'] : ['under'] }),
  )}</div>
  <noscript><p class="note">Scripts are off, so these sentences cannot name the number that you type. We ask again on
    the next page, where they can.</p></noscript>`;

const offline = html`<p class="note">Not available at the moment. Your order is not affected.</p>`;

const summary = (quantity: number): Html => html`<aside class="panel basket" aria-labelledby="basket">
  <h2 id="basket">Your order</h2>
  <div class="line">
    <div class="thumb">${drawing('tomato')}${drawing('carrot')}${drawing('spinach')}</div>
    <p><strong>${box.name}</strong><br><span class="soft">${quantity} × ${rupees(box.rupees)}</span></p>
    <p class="amount">${rupees(quantity * box.rupees)}</p>
  </div>
  <dl class="sums">
    <div><dt>Delivery</dt><dd>Free</dd></div>
    <div class="total"><dt>To pay at the door</dt><dd>${rupees(quantity * box.rupees)}</dd></div>
  </dl>
</aside>`;
