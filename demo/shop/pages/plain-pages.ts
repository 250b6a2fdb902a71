// Pages of plain text: no customer is logged in, there is no such page, a stop failed, and what the shop does
// with data.

import { html } from 'hono/html';
import { frame, type Html } from './layout.ts';

const plain = (title: string, path: string, body: Html): Html =>
  frame({ title, path, body: html`<article class="prose"><h1>${title}</h1>${body}</article>` });

const person = html`<a href="tel:+14155550100">+1 415 555 0100</a> or
  <a href="mailto:care@fresh-produce.example">care@fresh-produce.example</a>`;

export const strangerPage = plain(
  'Your profile',
  '/profile',
  html`<p>This browser has not ordered anything yet, so we do not know whose profile to show. For the same reason
      you cannot look up or stop another person’s messages here.</p>
    <p><a class="button" href="/checkout">Order the box</a></p>
    <p>To stop messages without that browser, talk to a person: ${person}.</p>`,
);

export const noPhonePage = plain(
  'The customer’s pretend phone',
  '/shop/phone',
  html`<p>This browser has not ordered anything yet, so there is no number to show a pretend phone for.</p>
    <p><a class="button" href="/checkout">Order the box</a></p>`,
);

export const notFoundPage = plain(
  'Page not found',
  '',
  html`<p>This page does not exist, or it belongs to another customer.</p><p><a href="/">Back to the shop</a></p>`,
);

export const stopFailedPage = plain(
  'We could not stop it yet',
  '/profile',
  html`<p>The ledger did not record the stop. Try again in a moment, or ask a person to do it for you: ${person}.</p>
    <p><a class="button" href="/profile">Back to your profile</a></p>`,
);

export const privacyPage = plain(
  'Privacy',
  '/privacy',
  html`<p class="lead">This is a demo on your own machine. There is no real shop, and no data leaves this computer.</p>
    <h2>What the shop keeps</h2>
    <p>Name, address and phone number of your orders, in the file <code>shop.jsonl</code> in the data folder, readable
      only by you. A cookie, <code>shop_session</code>, so that you can find your order again. If you delete the data
      folder, all of this is gone.</p>
    <h2>What the ledger keeps</h2>
    <p>If you tick a box: the words that you saw, when and how you ticked, and the number, sealed under a key of your
      own. The public log holds 33 bytes per record, which reveal nothing about you. The widget records no keystrokes and
      no mouse movements.</p>
    <h2>What we send</h2>
    <p>Nothing leaves this computer: messages go to a stand-in for WhatsApp beside the shop, and appear on a
      <a href="/shop/phone">pretend phone</a>. A real shop’s messages would go through the gate in the same way, and
      only where the gate allows them, for the purpose that you agreed to.</p>
    <h2>How to stop</h2>
    <p>Press the button in your <a href="/profile">profile</a>. It counts at once. A person can also do it for you:
      ${person}.</p>
    <p class="note">Use invented numbers, such as <span dir="ltr">+91 98765 43210</span>. Not affiliated with Meta or
      WhatsApp.</p>`,
);
