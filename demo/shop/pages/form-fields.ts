// The fields of the shop's own forms, with their errors beside them, and the summary of errors above the
// form. A field shows again exactly what the customer typed.

import { html } from 'hono/html';
import type { Html } from './layout.ts';

export type Field = {
  id: string;
  name: string;
  label: string;
  hint?: string;
  value: string;
  error: string | undefined;
  autocomplete: string;
  /** `tel` fields run left to right in every language. */
  type?: 'text' | 'tel';
};

export const textField = ({
  id,
  name,
  label,
  hint,
  value,
  error,
  autocomplete,
  type = 'text',
}: Field): Html => {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return html`<div class="${error ? 'field wrong' : 'field'}">
    <label for="${id}">${label}</label>
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : ''}
    ${error ? html`<p class="error" id="${id}-error"><span class="unseen">Error: </span>${error}</p>` : ''}
    <input id="${id}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}" required
      maxlength="200"${type === 'tel' ? html` inputmode="tel" dir="ltr"` : ''}${
        described ? html` aria-describedby="${described}"` : ''
      }${error ? html` aria-invalid="true"` : ''}>
  </div>`;
};

/** Links to the fields with errors. Empty without errors. */
export const errorSummary = (errors: readonly { id: string; error: string }[]): Html | string =>
  errors.length === 0
    ? ''
    : html`<div class="summary" role="alert" aria-labelledby="problems">
        <h2 id="problems">There is a problem</h2>
        <ul>${errors.map(({ id, error }) => html`<li><a href="#${id}">${error}</a></li>`)}</ul>
      </div>`;
