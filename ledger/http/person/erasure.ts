// On the page, at its end: how the person asks to be erased, or that they have. It is folded, and its button
// stands behind a choice: it is no tap by mistake. It works without scripts.

import { html } from 'hono/html';
import { erasureLanguages } from '../../core/language/erasure-languages.ts';
import type { ShownErasure } from '../../operations/page/erase-by-link.ts';
import type { Html } from '../pages/html.ts';
import type { Around } from './consent.ts';
import { moment, sentence } from './sentence.ts';

type Asking = Pick<Around, 'business' | 'path' | 'query' | 'language'>;

export function erasure(shown: ShownErasure, around: Asking): Html {
  const { business, language } = around;
  const s = erasureLanguages[language.lang]!;
  if (shown.kind === 'asked') {
    const date = moment(shown.at, language);
    return html`<p class="card" id="erasure">${sentence(s.asked, { business, date })}</p>`;
  }
  return html`<details class="card screen" id="erasure"><summary>${s.heading}</summary>
<p>${sentence(s.means, { business })}</p>
<p class="fine">${s.stays}</p>
${shown.kind === 'tap' ? byTap(shown, around) : html`<p>${s.linkOnly}</p>${elsewhere(shown, around)}`}</details>`;
}

function byTap(
  { refused }: ShownErasure & { kind: 'tap' },
  { business, path, query, language }: Asking,
): Html {
  const s = erasureLanguages[language.lang]!;
  const before =
    refused === undefined
      ? ''
      : html`<p>${sentence(s.refused, { business, date: moment(refused, language) })}</p>`;
  const choice = (again: string, words: string, isChosen: boolean) =>
    html`<label><input type="radio" name="again" value="${again}"${isChosen ? html` checked` : ''}><span>${words}</span></label>`;
  return html`${before}<form method="post" action="${path}/erase${query}">
<fieldset aria-label="${s.heading}">${choice('later', s.only, true)}${choice('never', s.never, false)}</fieldset>
<button>${s.ask}</button><p class="fine">${sentence(s.askMeans, { business })}</p></form>`;
}

function elsewhere(
  shown: Exclude<ShownErasure, { kind: 'tap' | 'asked' }>,
  { business, language }: Asking,
): Html {
  const s = erasureLanguages[language.lang]!;
  if (shown.kind === 'contact') return html`<p>${sentence(s.byContact, { business })}</p>`;
  const link = `https://wa.me/${shown.to.slice(1)}?text=${encodeURIComponent(s.message)}`;
  return html`<p>${sentence(s.byMessage, { business })}</p>
<blockquote>${s.message}</blockquote>
<p class="screen"><a href="${link}" rel="noreferrer">${s.open}</a></p>${shown.atOnce ? html`<p class="fine">${s.atOnce}</p>` : ''}`;
}
