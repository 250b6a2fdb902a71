// The text messages of the customer's pretend phone: the keyword from a poster, the words that come back,
// and the answer to them.

import { html } from 'hono/html';
import { keyword } from '../../texts.ts';
import { maskPhone } from '../phone.ts';
import type { PhoneMessage } from '../pretend-phone/messages.ts';
import { frame, type Html, mark } from './layout.ts';
import { bubble } from './pretend-phone.ts';

export type PretendTextsView = {
  /** E.164. */
  phone: string;
  /** The shop's number, E.164. */
  shopNumber: string;
  messages: readonly PhoneMessage[];
  /** The person's own page at the ledger, with each record and its proof. Absent: they never agreed. */
  records: string | undefined;
  undelivered: boolean;
};

export const pretendTextsPage = (view: PretendTextsView): Html =>
  frame({
    title: 'Text messages of the pretend phone',
    path: '/shop/texts',
    body: html`<h1>Text messages of the pretend phone</h1>
      <p class="lead">A poster in the store says: text ${keyword} to ${view.shopNumber}. This phone and this number are not
        real; the record that a yes makes is.</p>
      <div class="two even">${screen(view)}${writing(view)}</div>`,
  });

const screen = ({ phone, messages }: PretendTextsView): Html => html`<div class="phone">
  <p class="chat">${mark}<span><strong>Fresh Produce</strong><small>SMS on ${maskPhone(phone)}, pretended</small></span></p>
  ${messages.length === 0 ? html`<p class="silence">Nothing was written yet</p>` : ''}
  <ol class="bubbles">${messages.map(bubble)}</ol>
</div>`;

const writing = ({
  records,
  undelivered,
}: PretendTextsView): Html => html`<section class="panel" aria-labelledby="write">
  <h2 id="write">Write a text message</h2>
  ${undelivered ? html`<p class="error" role="alert">The ledger has not taken it. Send it again.</p>` : ''}
  <div class="row said">${[keyword, 'YES', 'NO', 'STOP', 'HELP'].map(suggestion)}</div>
  <form class="writing" action="/shop/texts" method="post">
    <div class="field">
      <label for="text">Your text message</label>
      <input id="text" name="text" type="text" required maxlength="160" autocomplete="off">
    </div>
    <button class="button" type="submit">Send</button>
  </form>
  <section aria-labelledby="happens">
    <h2 id="happens">What happens</h2>
    <p>This page tells the ledger of each message as Twilio would, over HTTP and signed. The ledger answers the keyword with
      the words of the notice. Only a yes to these words becomes a record, which holds them letter by letter. STOP stops
      everything, whatever was asked.</p>
    ${
      records === undefined
        ? html`<p>The keyword alone agrees to nothing. Nothing is recorded until you answer YES.</p>`
        : html`<p><a class="button quiet" href="${records}">See each record and its proof</a></p>`
    }
  </section>
</section>`;

const suggestion = (text: string): Html => html`<form action="/shop/texts" method="post">
  <button class="button quiet" name="text" value="${text}" type="submit">${text}</button>
</form>`;
