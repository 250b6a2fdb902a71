// How a section shows what there is: a sheet with its heading, and a table whose first column names the row.

import { html, nothing, type TemplateResult } from 'lit';
import { count } from '../parts/moment.ts';

type Cell = string | TemplateResult | typeof nothing;

export const part = (id: string, title: string, means: string, body: TemplateResult): TemplateResult =>
  html`<section class="sheet" aria-labelledby=${id}><header><h2 id=${id}>${title}</h2><span class="soft small">${means}</span></header>${body}</section>`;

/** @param acts what can be done with all of them; @param none what is said where there is none */
export function listed(
  { id, n, noun, none, acts }: { id: string; n: number; noun: string; none: string; acts?: Cell },
  body: TemplateResult,
): TemplateResult {
  return html`<section class="sheet" aria-labelledby=${id}><header><h2 id=${id}><span class="num">${count(n)}</span> ${noun}</h2>
      ${acts === undefined ? nothing : html`<span class="end">${acts}</span>`}</header>
    ${n === 0 ? html`<p class="pad soft">${none}</p>` : body}</section>`;
}

/** @param actions the head of a last column of buttons, where each row ends in them */
export function table(
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
  actions?: string,
): TemplateResult {
  const cell = (what: Cell, n: number) =>
    actions === undefined || n < heads.length - 1
      ? html`<td>${what}</td>`
      : html`<td class="r wide"><span class="acts">${what}</span></td>`;
  return html`<table class="fold set"><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}
      ${actions === undefined ? nothing : html`<th scope="col"><span class="vh">${actions}</span></th>`}</tr></thead>
    <tbody>${rows.map(
      ([first, ...rest]) => html`<tr><th scope="row" class="wide">${first}</th>${rest.map(cell)}</tr>`,
    )}</tbody></table>`;
}

/** Those that are over, folded. */
export const folded = (summary: string, body: TemplateResult): TemplateResult =>
  html`<details class="sheet more"><summary class="pad soft small">${summary}</summary>${body}</details>`;
