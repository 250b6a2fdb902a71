// /flow: a developer hears a flow as a caller does, presses keys, and copies what each telephone system has
// to be told. The server makes the page from the query, so that it works without our script, which adds the
// voice.

import { html } from 'hono/html';
import type { Flow } from '../../core/flow/flow.ts';
import { directionOf } from '../../core/language/direction.ts';
import { frame } from '../pages/frame.ts';
import type { Html } from '../pages/html.ts';
import { configurations } from './addresses.ts';
import type { Asked } from './asked.ts';
import { another, caller, type Rehearsal, rehearsed } from './rehearsal.ts';
import { style } from './style.ts';

export type FlowPage = {
  asked: Asked;
  /** What is wrong with it, in a sentence. */
  fault?: string;
  flow?: Flow;
  ledger: string;
};

export function flowPage({ asked, fault, flow, ledger }: FlowPage): string {
  return frame({
    title: `${flow ? 'A call to your flow' : 'Hear a flow'} · Optmark`,
    description: 'Hear a telephone flow of Optmark as a caller does, press keys, and copy its addresses.',
    style,
    skip: { to: 'call', words: 'Skip to the call' },
    head: html`<script type="module" src="/flow/page.js"></script>`,
    body: html`<header class="embed"><h1>Hear a flow</h1>
<p>What a caller hears, and what each key does. Nobody is called here and nothing is recorded.
<a href="/docs">The API has its own pages</a>.</p></header>
<main class="embed">
<section aria-labelledby="choose"><h2 id="choose" class="unseen">Choose</h2>${form(asked, fault, flow)}</section>
<div id="text"><section id="call" tabindex="-1" aria-labelledby="heard">${flow ? call(asked, flow) : nothing}</section>
${flow && configuration(flow, ledger)}</div>
</main>
<p class="unseen" role="status" id="said"></p>`,
  });
}

const nothing = html`<h2 id="heard">Nobody is calling yet</h2>
<p>Enter a site key of the business and the id of a flow. <code>npm run -s optmark -- flow publish</code> publishes one.</p>`;

function form({ site, flow: id, locale }: Asked, fault: string | undefined, flow: Flow | undefined): Html {
  const languages = flow === undefined ? [] : Object.keys(flow.locales);
  const field = (name: string, label: string, hint: string, value: string) => html`<div class="choice">
<label for="choice-${name}">${label}</label><p class="mute">${hint}</p>
<input id="choice-${name}" name="${name}" value="${value}" autocomplete="off" spellcheck="false"></div>`;
  return html`<form id="choices" action="/flow" method="get">
${fault && html`<p class="bad" id="fault">${fault}</p>`}
${field('site', 'Site key', 'Publishable, pk_…. It says whose flow it is.', site)}
${field('flow', 'Flow', 'The id of a published flow.', id)}
${
  languages.length > 1 &&
  html`<div class="choice"><label for="choice-locale">Language of the line</label>
<select id="choice-locale" name="locale"><option value="">The caller chooses</option>${languages.map(
    (tag) => html`<option value="${tag}"${tag === locale ? html` selected` : ''}>${nameOf(tag)}</option>`,
  )}</select></div>`
}
<button type="submit">Call</button>
</form>`;
}

const nameOf = (tag: string): string => {
  const name = new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag;
  return `${name} (${tag})`;
};

function call(asked: Asked, flow: Flow): Html {
  const { turns, at } = rehearsed(flow, asked.keys, asked.locale);
  const last = turns.length - 1;
  return html`<h2 id="heard">Version ${flow.version} of ${flow.id}, called from ${caller}</h2>
<ol class="turns">${turns.map(
    ({ did, lines }, at) => html`<li${at === last ? html` id="now"` : ''}>
${did && html`<p class="did">${doing[did] ?? `The caller presses ${did}.`}</p>`}
${lines.map(({ locale, text }) => html`<p class="line" lang="${locale}" dir="${directionOf(locale)}">${text}</p>`)}</li>`,
  )}</ol>
${at === undefined ? html`<p class="did">The call is over.</p>` : keypad(asked, flow, at)}
<p><a class="again" href="${linkTo(asked, '')}" data-key="again">Call again</a></p>`;
}

const doing: Record<string, string> = {
  s: 'The caller says nothing.',
  n: `The caller keys in ${another} and presses #.`,
};

function keypad(asked: Asked, flow: Flow, at: NonNullable<Rehearsal['at']>): Html {
  const meanings = Object.fromEntries(Object.entries(flow.keys).map(([name, key]) => [key, name]));
  const key = (act: string, label: string, meaning = '') =>
    html`<li><a href="${linkTo(asked, asked.keys + act)}" data-key="${act}">${label}${
      meaning && html` <span>${meaning}</span>`
    }</a></li>`;
  const keys = [...'123456789*0#'].map((one) => key(one, one, at === 'ask' ? meanings[one] : ''));
  return html`<ul class="keys" aria-label="What the caller does">${keys}
${key('s', 'Say nothing')}${at === 'number' ? key('n', `Key in ${another}`) : ''}</ul>`;
}

const linkTo = ({ site, flow, locale }: Asked, keys: string) =>
  `/flow?${new URLSearchParams({ site, flow, ...(locale && { locale }), ...(keys && { keys }) })}`;

function configuration({ id, business }: Flow, ledger: string): Html {
  return html`<section aria-labelledby="configure"><h2 id="configure">What each telephone system has to be told</h2>
<p>Those that sign what they send need no secret: the file has what they sign with. A secret can do nothing but continue calls of this flow.</p>
${configurations(ledger, business.id, id).map(
  ({ system, lines }) =>
    html`<h3>${system}</h3><pre tabindex="0" aria-label="${system}" data-copy="the lines for ${system}">${lines.join('\n')}</pre>`,
)}</section>`;
}
