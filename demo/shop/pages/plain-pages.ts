// Pages that only say something: nobody is logged in, no such page, that did not work, and what the shop does with data.

import { html } from 'hono/html';
import { frame, type Html } from './layout.ts';

const plain = (title: string, path: string, body: Html): Html =>
  frame({ title, path, body: html`<article class="prose"><h1>${title}</h1>${body}</article>` });

const person = html`<a href="tel:+14155550100">+1 415 555 0100</a> or
  <a href="mailto:care@fresh-produce.example">care@fresh-produce.example</a>`;

export const strangerPage = plain(
  'Your profile',
  '/profile',
  html`<p>This browser has not ordered anything yet, so we do not know whose profile to show. That is also why nobody
      can look up, or stop, another person’s messages here.</p>
    <p><a class="button" href="/checkout">Order the box</a></p>
    <p>To stop messages without that browser, talk to a person: ${person}.</p>`,
);

export const noPhonePage = plain(
  'The customer’s phone, pretended',
  '/shop/phone',
  html`<p>This browser has not ordered anything yet, so there is no number whose phone we could pretend.</p>
    <p><a class="button" href="/checkout">Order the box</a></p>`,
);

export const notFoundPage = plain(
  'There is nothing here',
  '',
  html`<p>This page does not exist, or it belongs to another customer.</p><p><a href="/">Back to the shop</a></p>`,
);

export const stopFailedPage = plain(
  'We could not stop it yet',
  '/profile',
  html`<p>The ledger did not take the stop. Try again in a moment, or talk to a person and they will do it for you:
      ${person}.</p>
    <p><a class="button" href="/profile">Back to your profile</a></p>`,
);

export const privacyPage = plain(
  'Privacy',
  '/privacy',
  html`<p class="lead">Honestly: this is a demo on your own machine. There is no shop, and no data leaves this
      computer.</p>
    <h2>What the shop keeps</h2>
    <p>Name, address and phone number of your orders, in the file <code>shop.jsonl</code> in the data folder, readable
      by you alone. A cookie, <code>shop_session</code>, so that you find your order again. Delete the data folder, and
      all of it is gone.</p>
    <h2>What the ledger keeps</h2>
    <p>If you tick a box: the words you were shown, when and how you ticked, and the number, sealed under a key of your
      own. The public log holds 33 bytes per record, which tell nobody anything. No session is recorded: no keystrokes,
      no mouse.</p>
    <h2>What we send</h2>
    <p>Nothing leaves this computer: messages go to a stand-in for WhatsApp that runs beside the shop, and show on a
      <a href="/shop/phone">pretended phone</a>. A real shop’s would go the same way, through the gate, and only where it
      has said yes, for the purpose you agreed to.</p>
    <h2>How to stop</h2>
    <p>One button in your <a href="/profile">profile</a>. It counts at once. A person can do it for you too:
      ${person}.</p>
    <p class="note">Use invented numbers, such as <span dir="ltr">+91 98765 43210</span>. Not affiliated with Meta or
      WhatsApp.</p>`,
);
