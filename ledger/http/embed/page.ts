// /embed: a developer chooses, sees the real widget and copies the code. The server makes the page from the
// query, so that it works without our script, and a developer can send the choices as a link.

import { html, raw } from 'hono/html';
import { frame } from '../pages/frame.ts';
import type { Html } from '../pages/html.ts';
import { type Asked, type Choices, type Framework, frameworks } from './choices.ts';
import { choicesForm } from './form.ts';
import { elementHtml, policyLines, type Release, scriptTag, snippet } from './snippet.ts';
import { style } from './style.ts';

export type EmbedPage = Asked & {
  /** The notice that the widget would show; absent before the first choice, or when a choice is wrong. */
  notice?: { business: { id: string }; strings?: object | undefined };
  release: Release;
  languages: readonly string[];
  /** Origin of the ledger as pages write it. */
  ledger: string;
};

export function embedPage(page: EmbedPage): string {
  const { choices, notice, release } = page;
  // The preview loads this server's own script, from the host that the developer opened the page at.
  const script = choices && notice && scriptTag({ ...choices, script: 'pinned' }, release, '');
  return frame({
    title: `${choices && notice ? 'Your embed code' : 'Embed code'} · Optmark`,
    description:
      'Choose how Optmark’s WhatsApp opt-in looks, try the real widget, and copy the code into a page.',
    style,
    skip: { to: 'text', words: 'Skip to the result' },
    head: html`<script type="module" src="/embed/page.js"></script>
${script && raw(script)}`,
    body: html`<header class="embed"><h1>Embed code</h1>
<p>Choose, try the real widget, then copy the code into your page. <a href="/docs">The API has its own pages</a>.</p></header>
<main class="embed">
<section aria-labelledby="choose"><h2 id="choose" class="unseen">Choose</h2>${choicesForm(page, page.languages)}</section>
<div id="text" tabindex="-1">${choices && notice ? result(page, choices, notice) : nothing}</div>
</main>
<p class="unseen" role="status" id="said"></p>`,
  });
}

const nothing = html`<section><h2>Nothing to show yet</h2>
<p>Enter a site key. It is not a secret. This makes one for your business, and for the pages that may use it:</p>
<pre tabindex="0">optmark site add --business acme --origin https://shop.example</pre>
<p class="mute">In a clone of the sources, each command begins with <code>npm run -s optmark --</code>.
<code>optmark business add</code> makes a business, <code>optmark notice publish</code> a notice.</p></section>`;

function result(page: EmbedPage, choices: Choices, notice: NonNullable<EmbedPage['notice']>): Html {
  const { release, ledger } = page;
  return html`<section><h2>Preview</h2>
<p class="warn">This is the real widget. Looking at it records nothing. <strong>If you enter a number and tick, a real
opt-in is recorded</strong> in this ledger under this site key; untick the box to take it back. The ledger refuses
it where ${ledger} is not among the site’s origins.</p>
<div id="preview">${choices.number === 'shop' && ownField(choices)}${raw(elementHtml(choices, notice))}</div></section>
<section><h2 id="code">Code</h2>
<nav aria-label="Code for"><ul class="tabs">${Object.keys(frameworks).map((code) => tab(choices, code as Framework))}</ul></nav>
<pre tabindex="0" data-copy="the code">${snippet(choices, notice, release, ledger)}</pre>
${choices.code !== 'html' && choices.inline === 'yes' && html`<p class="mute">With a framework, the widget loads the notice from the ledger in one cacheable request. The notice can be in the page only in HTML that a server sends.</p>`}
${next(choices, notice.business.id)}
</section>
<section><h2>Content security policy</h2>
<p>The widget needs these lines in your policy. It needs no <code>style-src</code>, <code>img-src</code> or
<code>font-src</code>. The last two lines are only for pages that use Trusted Types.</p>
<pre tabindex="0" data-copy="the policy">${policyLines(choices, ledger)}</pre></section>`;
}

/** What else a page needs before its first tick counts. */
const next = (
  { site, name }: Choices,
  business: string,
): Html => html`<p>Then name the origin of your page, or the ledger
refuses what is ticked there; the console of the page says so:</p>
<pre tabindex="0" data-copy="the command">optmark site change ${site} \\
  --business ${business} --add-origin https://shop.example</pre>
${
  name &&
  html`<p class="mute">Your form carries the signed record as <code>${name}</code>. The page posts it by itself. Your
server may keep it, and post it where the page could not.</p>`
}`;

const ownField = ({ field }: Choices) => html`<label for="${field.slice(1)}">Mobile number</label>
<input id="${field.slice(1)}" type="tel" autocomplete="tel">`;

function tab(choices: Choices, code: Framework): Html {
  const query = new URLSearchParams({ ...choices, code });
  const here = choices.code === code ? html` aria-current="true"` : '';
  return html`<li><a href="/embed?${query.toString()}#code"${here}>${frameworks[code]}</a></li>`;
}
