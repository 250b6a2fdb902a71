// What is asked before something personal leaves: why, from the ledger's closed list.

import { html, type TemplateResult } from 'lit';
import { reasonsToReveal } from '../words/en.ts';

type Asking = {
  id: string;
  /** What is pressed, and its look. */
  label: TemplateResult;
  look: string;
  why: string;
  doIt: string;
  /** Chosen at first. */
  usual?: string;
  act(reason: string): Promise<void>;
};

export function asksWhy({ id, label, look, why, doIt, usual, act }: Asking): TemplateResult {
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const { value } = form.elements.namedItem('reason') as HTMLSelectElement;
    form.closest('details')!.open = false;
    await act(value);
  };
  return html`<details class="pop" name="why"><summary class=${look}>${label}</summary>
    <form class="stack" @submit=${submit}><label class="lab" for=${id}>${why}</label>
      <select class="in" id=${id} name="reason">${Object.entries(reasonsToReveal).map(([value, word]) => html`<option value=${value} ?selected=${value === usual}>${word}</option>`)}</select>
      <button class="btn main">${doIt}</button></form></details>`;
}
