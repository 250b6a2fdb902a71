// A line to copy: a command, an API call, an id. The button says what it copies, and that it did.

import { html, nothing, type TemplateResult } from 'lit';
import { elsewhere as words } from '../words/en.ts';
import { icon } from './icons.ts';

export function copyButton(what: string, text: string): TemplateResult {
  const copy = async (event: Event) => {
    const button = event.currentTarget as HTMLElement;
    await navigator.clipboard.writeText(text).catch(() => {});
    const status = button.querySelector('[role=status]')!;
    status.textContent = words.copied;
    setTimeout(() => {
      status.textContent = '';
    }, 1_500);
  };
  return html`<button class="btn bare copy" type="button" @click=${copy} aria-label=${words.copy(what)}>
    ${icon('copy')}<span class="small" role="status"></span></button>`;
}

export const line = (text: string, what: string): TemplateResult =>
  html`<div class="cli"><code>${text}</code>${copyButton(what, text)}</div>`;

/** @param pairs label and id; an id that is not there is left out */
export const ids = (pairs: readonly (readonly [string, string | undefined])[]): TemplateResult =>
  html`<dl class="ids">${pairs.map(([label, id]) =>
    id === undefined
      ? nothing
      : html`<dt>${label}</dt><dd><span><code>${id}</code></span>${copyButton(label, id)}</dd>`,
  )}</dl>`;

/** The same question from the command line and the API. */
export const elsewhere = (command: string, call: string, lead: string = words.lead): TemplateResult =>
  html`<section class="same small soft" aria-label=${words.label}><span>${lead}</span>
    ${line(command, words.command)}${line(call, words.call)}</section>`;
