// The frame of every page: head, header, footer. It has no inline script and no inline style, so that the
// strictest content security policy fits. `html` escapes everything that people typed.

import { html } from 'hono/html';
import { sprite } from '../art/produce.ts';

/** The result of an `html` template. Nested templates may be promises. */
export type Html = ReturnType<typeof html>;

export type Frame = {
  title: string;
  /** The page's own path, so that the header can mark it. */
  path: string;
  body: Html;
  /** Scripts of the page. */
  scripts?: Html | undefined;
};

const links = [
  ['/', 'Shop'],
  ['/checkout', 'Checkout'],
  ['/profile', 'Profile'],
] as const;

export const mark = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
  <path fill="currentColor" d="M6 27C3 14 11 5 28 4c1 16-7 25-19 23 3-7 7-12 13-16-7 3-12 8-16 16z"></path>
</svg>`;

export const frame = ({ title, path, body, scripts }: Frame): Html => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title} · Fresh Produce</title>
    <meta name="description" content="${title} at Fresh Produce, a pretended shop that asks for consent to WhatsApp messages with Optmark.">
    <link rel="icon" href="/shop/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/shop/style.css">
    ${scripts}
  </head>
  <body>
    <a class="skip" href="#main">Skip to the content</a>
    ${sprite}
    <header class="top">
      <a class="name" href="/">${mark}<span>Fresh Produce</span></a>
      <nav aria-label="Shop">${links.map(([href, name]) => link(href, name, href === path))}</nav>
    </header>
    <main id="main" tabindex="-1">${body}</main>
    ${footer}
  </body>
</html>`;

const link = (href: string, name: string, here: boolean) =>
  html`<a href="${href}"${here ? html` aria-current="page"` : ''}>${name}</a>`;

const footer = html`<footer class="foot">
  <div>
    <p class="name">${mark}<span>Fresh Produce</span></p>
    <p>Talk to a person: <a href="tel:+14155550100">+1 415 555 0100</a> ·
      <a href="mailto:care@fresh-produce.example">care@fresh-produce.example</a></p>
    <p><a href="/privacy">Privacy</a></p>
  </div>
  <div class="about">
    <p><strong>This shop is a demo of Optmark.</strong> Shop, farms and people are invented; the consent records, the
      log and the proofs are real. No message leaves this computer.</p>
    <p><a href="/shop/embed">The widget’s embed code</a> · <a href="/shop/flow">The telephone flow</a> · <a href="/shop/texts">Text messages</a> · <a href="/docs">The ledger’s API</a> · <a href="/log/checkpoint">The log’s checkpoint</a></p>
  </div>
</footer>`;
