// A field of a form: its label, what it is for, and what the ledger says is wrong with what was typed.

import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../parts/icons.ts';
import { act as words } from '../words/settings.ts';

/** As typed: a text, whether a switch is on, or the values of the boxes that are ticked and lines typed. */
export type Values = Record<string, string | boolean | readonly string[] | undefined>;

/**
 * `lines`: one thing a line. `moment`: local, in the browser's zone. `secret`: typed, and shown to nobody.
 * `ticks`: any of the options.
 */
type Kind = 'text' | 'secret' | 'lines' | 'moment' | 'choice' | 'ticks' | 'switch';

export type Field = {
  name: string;
  label: string;
  kind?: Kind;
  hint?: string;
  optional?: true;
  placeholder?: string;
  /** Value, word and what it means. */
  options?: readonly (readonly [string, string, string?])[];
  /** What stands there at first. */
  value?: Values[string];
  /** In the body of the request, where it is another than its name. */
  pointer?: string;
};

export const text = (value: Values[string]): string => (typeof value === 'string' ? value : '');
export const list = (value: Values[string]): readonly string[] => (Array.isArray(value) ? value : []);

export function valuesOf(form: HTMLFormElement, fields: readonly Field[]): Values {
  const said = new FormData(form);
  const read = ({ name, kind }: Field): Values[string] => {
    if (kind === 'switch') return said.has(name);
    if (kind === 'ticks') return said.getAll(name).map(String);
    const typed = String(said.get(name) ?? '').trim();
    return kind === 'lines' ? typed.split(/[\s,]+/).filter((one) => one !== '') : typed;
  };
  return Object.fromEntries(fields.map((field) => [field.name, read(field)]));
}

/** @param wrong what the ledger says of it */
export function drawField(field: Field, values: Values, wrong: string | undefined): TemplateResult {
  const { name, label, kind = 'text', hint, optional } = field;
  const fault =
    wrong === undefined ? nothing : html`<p class="small no" id="${name}-wrong">${icon('care')} ${wrong}</p>`;
  const help = hint === undefined ? nothing : html`<p class="small soft" id="${name}-hint">${hint}</p>`;
  const maybe = optional ? html` <span class="soft">${words.optional}</span>` : nothing;
  if (kind === 'switch')
    return html`<div class="field"><label class="tick"><input type="checkbox" name=${name} ?checked=${values[name] === true} aria-describedby=${told(field, wrong)}><span>${label}</span></label>${help}${fault}</div>`;
  if (kind === 'ticks') {
    const ticked = list(values[name]);
    return html`<fieldset class="field" aria-describedby=${told(field, wrong)}><legend class="lab">${label}${maybe}</legend>${help}
      <div class="ticks">${field.options?.map(
        ([value, word, means]) =>
          html`<label class="tick"><input type="checkbox" name=${name} value=${value} ?checked=${ticked.includes(value)} aria-invalid=${wrong === undefined ? nothing : 'true'}><span>${word}${means === undefined ? nothing : html` <small class="soft">${means}</small>`}</span></label>`,
      )}</div>${fault}</fieldset>`;
  }
  return html`<div class="field"><label class="lab" for="f-${name}">${label}${maybe}</label>${input(field, values, wrong)}${help}${fault}</div>`;
}

const told = ({ name, hint }: Field, wrong: string | undefined) =>
  [hint === undefined ? '' : `${name}-hint`, wrong === undefined ? '' : `${name}-wrong`].join(' ').trim() ||
  nothing;

function input(field: Field, values: Values, wrong: string | undefined): TemplateResult {
  const { name, kind, options = [], placeholder } = field;
  const [id, by, bad] = [`f-${name}`, told(field, wrong), wrong === undefined ? nothing : 'true'];
  const value = values[name];
  if (kind === 'choice')
    return html`<select class="in" id=${id} name=${name} aria-describedby=${by} aria-invalid=${bad}>${options.map(([one, word]) => html`<option value=${one} ?selected=${one === value}>${word}</option>`)}</select>`;
  if (kind === 'lines')
    return html`<textarea class="in num" id=${id} name=${name} rows="3" spellcheck="false" placeholder=${placeholder ?? nothing} aria-describedby=${by} aria-invalid=${bad} .value=${list(value).join('\n')}></textarea>`;
  const type = kind === 'moment' ? 'datetime-local' : kind === 'secret' ? 'password' : 'text';
  return html`<input class="in" id=${id} name=${name} type=${type} autocomplete=${kind === 'secret' ? 'new-password' : 'off'} spellcheck="false" placeholder=${placeholder ?? nothing} aria-describedby=${by} aria-invalid=${bad} .value=${text(value)}>`;
}
