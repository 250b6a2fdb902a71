// Adds to the filter: a word of a list, an id of the business's own, or a moment.

import { html, type TemplateResult } from 'lit';
import { readsAsNumber } from '../ask/route.ts';
import { icon } from '../parts/icons.ts';
import { momentOf } from '../parts/moment.ts';
import { filter as words } from '../words/en.ts';
import { choices, type Field, typed } from './filter.ts';

const moments: Field[] = ['from', 'to'];

export function adder(add: (field: Field, word: string) => void): TemplateResult {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = [...form.elements].filter(
      (one) => one instanceof HTMLInputElement || one instanceof HTMLSelectElement,
    );
    for (const one of fields) one.setCustomValidity('');
    const filled = fields.find(({ value }) => value !== '');
    if (filled === undefined) return;
    const field = filled.name as Field;
    const word = moments.includes(field) ? momentOf(filled.value) : filled.value.trim();
    if (word === undefined) return;
    // A number that is typed into the wrong field must not come into the address.
    if (readsAsNumber(word)) {
      filled.setCustomValidity(words.noNumber);
      filled.reportValidity();
      return;
    }
    form.reset();
    form.closest('details')!.open = false;
    add(field, word);
  };
  return html`<details class="pop left" data-key="f"><summary class="btn bare">${icon('plus')}${words.add} <kbd aria-hidden="true">f</kbd></summary>
    <form class="stack t" @submit=${submit} @change=${apply}>
      ${Object.entries(choices).map(
        ([field, list]) => html`<label class="pair small"><span>${words.fields[field as Field]}</span>
          <select class="in" name=${field}><option value="">${words.any}</option>${list.map(([value, word]) => html`<option value=${value}>${word}</option>`)}</select></label>`,
      )}
      ${typed.map((field) => html`<label class="pair small"><span>${words.fields[field]}</span><input class="in" name=${field} autocomplete="off" spellcheck="false"></label>`)}
      ${moments.map((field) => html`<label class="pair small"><span>${words.fields[field]}</span><input class="in" type="datetime-local" name=${field}></label>`)}
      <button class="btn main">${words.apply}</button></form></details>`;
}

/** A word that is picked from a list needs no second click. */
function apply({ target }: Event): void {
  if (target instanceof HTMLSelectElement && target.value !== '') target.form?.requestSubmit();
}
