// /embed: choose, see the real widget, copy the code. Made on the server from the query, so that it works without our
// script, and a choice can be sent as a link.

import { html, raw } from 'hono/html';
import type { Html } from '../docs/frame.ts';
import { type Asked, type Choices, type Framework, frameworks } from './choices.ts';
import { choicesForm } from './form.ts';
import { elementHtml, policyLines, type Release, scriptTag, snippet } from './snippet.ts';
import { style } from './style.ts';

export type EmbedPage = Asked & {
  /** What the widget would show; absent: there is nothing to show yet, or something is wrong. */
  notice?: object;
  release: Release;
  languages: readonly string[];
  /** Origin of the ledger as pages write it. */
  ledger: string;
};

export function embedPage(page: EmbedPage): string {
  const { choices, notice, release } = page;
  // The preview's script is this server's own, by whatever name it is reached.
  const script = choices && notice && scriptTag({ ...choices, script: 'pinned' }, release, '');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${choices && notice ? 'Your embed code' : 'Embed code'} · Optmark</title>
<style>${raw(style)}</style>
<script type="module" src="/embed/page.js"></script>
${script && raw(script)}
</head>
<body>
<a class="skip" href="#text">Skip to the result</a>
<header class="embed"><h1>Embed code</h1>
<p>Choose, try the real widget, copy the code into your page. <a href="/docs">The interface</a> is described apart.</p></header>
<main class="embed">
<section aria-labelledby="choose"><h2 id="choose" class="unseen">Choose</h2>${choicesForm(page, page.languages)}</section>
<div id="text" tabindex="-1">${choices && notice ? result(page, choices, notice) : nothing}</div>
</main>
<p class="unseen" role="status" id="said"></p>
</body>
</html>
`.toString();
}

const nothing = html`<section><h2>Nothing to show yet</h2>
<p>Enter a site key. <code>optmark site add</code> makes one for your site’s origins; it is no secret.</p></section>`;

function result(page: EmbedPage, choices: Choices, notice: object): Html {
  const { release, ledger } = page;
  return html`<section><h2>Preview</h2>
<p class="warn">This is the real widget. Looking at it records nothing. <strong>If you enter a number and tick, a real
opt-in is recorded</strong> in this ledger under this site key; take the tick away to take it back. It is refused
where ${ledger} is not among the site’s origins.</p>
<div id="preview">${choices.number === 'shop' && ownField(choices)}${raw(elementHtml(choices, notice))}</div></section>
<section><h2 id="code">Code</h2>
<nav aria-label="Code for"><ul class="tabs">${Object.keys(frameworks).map((code) => tab(choices, code as Framework))}</ul></nav>
<pre tabindex="0" data-copy="the code">${snippet(choices, notice, release, ledger)}</pre>
${choices.code !== 'html' && choices.inline === 'yes' && html`<p class="mute">Frameworks load the notice from the ledger, in one request that caches keep; inlining is for HTML that a server sends.</p>`}
</section>
<section><h2>Content security policy</h2>
<p>What the widget needs in yours. No <code>style-src</code>, <code>img-src</code> or <code>font-src</code>; the last two
lines only where you use Trusted Types.</p>
<pre tabindex="0" data-copy="the policy">${policyLines(choices, ledger)}</pre></section>`;
}

const ownField = ({ field }: Choices) => html`<label for="${field.slice(1)}">Mobile number</label>
<input id="${field.slice(1)}" type="tel" autocomplete="tel">`;

function tab(choices: Choices, code: Framework): Html {
  const query = new URLSearchParams({ ...choices, code });
  const here = choices.code === code ? html` aria-current="true"` : '';
  return html`<li><a href="/embed?${query.toString()}#code"${here}>${frameworks[code]}</a></li>`;
}
