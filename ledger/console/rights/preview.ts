// What an erasure would take, what stays and why; then a reason from the ledger's closed list, and a tick.

import { html, type TemplateResult } from 'lit';
import { icon } from '../parts/icons.ts';
import { masked } from '../parts/masked.ts';
import { count } from '../parts/moment.ts';
import { problemBeside } from '../parts/waiting.ts';
import { rights as words } from '../words/en.ts';

export type Preview = {
  token: string;
  identifiers: { kind: string; masked: string }[];
  counts: Record<string, number>;
  stays: { what: string; why: string }[];
};

export function previewed(
  { identifiers, counts, stays }: Preview,
  erase: (reason: string) => Promise<void>,
): TemplateResult {
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const reason = String(new FormData(form).get('reason'));
    await problemBeside(form, () => erase(reason));
  };
  return html`<form class="stack" @submit=${submit}>
    <p>${identifiers.map(({ masked: name }) => html`${masked(name)} `)}</p>
    <h3>${words.goes}</h3>
    <dl class="facts">${Object.entries(counts)
      .filter(([, n]) => n > 0)
      .map(([what, n]) => html`<dt>${what.replaceAll('_', ' ')}</dt><dd>${count(n)}</dd>`)}</dl>
    <h3>${words.stays}</h3>
    <ul class="small stack t">${stays.map(({ what, why }) => html`<li><b>${what.replaceAll('_', ' ')}</b> <span class="soft">${why}</span></li>`)}</ul>
    <label class="pair small"><span>${words.reason}</span><select class="in" name="reason">${Object.entries(words.reasons).map(([value, word]) => html`<option value=${value}>${word}</option>`)}</select></label>
    <label class="small"><input type="checkbox" required> ${words.sure}</label>
    <div><button class="btn no">${icon('stop')}${words.doErase}</button></div></form>`;
}
