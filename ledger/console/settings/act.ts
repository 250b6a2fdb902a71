// One change of the set-up: a form with its fields, what the ledger says is wrong with each, a second
// question where it is dangerous, a secret that is shown once, and its command line and API call.

import '../style/act.css';
import { html, nothing, type TemplateResult } from 'lit';
import { ask, type Method, Refused } from '../ask/ask.ts';
import { copyButton, line } from '../parts/copied.ts';
import { type Icon, icon } from '../parts/icons.ts';
import { Part } from '../parts/part.ts';
import { elsewhere } from '../words/en.ts';
import { act as words } from '../words/settings.ts';
import { openDialog } from './dialog.ts';
import { drawField, type Field, type Values, valuesOf } from './field.ts';

export type Secret = { label: string; value: string; means?: string };

export type Act = {
  title: string;
  /** What it does, before it is done. */
  means?: string;
  fields?: readonly Field[];
  /** What the button says that does it. */
  doIt: string;
  /** It is dangerous: what follows from it, said before the second question is answered. */
  sure?: string | ((values: Values) => string);
  method: Method;
  path: string;
  /** Undefined: nothing is sent with it. */
  body?: (values: Values) => object;
  /** The same on the command line. No secret that was typed is in it. */
  command: (values: Values) => string;
  /** What of the answer is shown this once, and never again. */
  once?: (answer: never) => readonly Secret[];
  /** It is done. */
  done: (answer: never) => void;
};

class SettingsAct extends Part {
  static override properties = { act: { attribute: false }, closed: { attribute: false } };
  declare act: Act;
  /** Of one in a dialog: closes it. */
  declare closed: (() => void) | undefined;
  #values: Values = {};
  #error: unknown;
  #asksAgain = false;
  #busy = false;
  #secrets: readonly Secret[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.classList.add('flat');
  }

  /** Whether closing it now would lose a secret. */
  get holdsSecret(): boolean {
    return this.#secrets.length > 0;
  }

  /** What was said of the values before is said of other ones. */
  readonly #typed = (event: Event): void => {
    this.#error = undefined;
    this.#values = valuesOf(event.currentTarget as HTMLFormElement, this.act.fields ?? []);
    this.requestUpdate();
  };

  readonly #submitted = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (this.#busy) return;
    this.#values = valuesOf(event.currentTarget as HTMLFormElement, this.act.fields ?? []);
    if (this.act.sure !== undefined && !this.#asksAgain) {
      this.#asksAgain = true;
      this.requestUpdate();
      await this.updateComplete;
      this.querySelector<HTMLElement>('.again .btn')?.focus();
      return;
    }
    await this.#do();
  };

  async #do(): Promise<void> {
    const { method, path, body, once, done } = this.act;
    this.#busy = true;
    this.#error = undefined;
    this.requestUpdate();
    try {
      const answer = await ask<never>(method, path, body?.(this.#values));
      this.#secrets = once?.(answer) ?? [];
      done(answer);
      if (!this.holdsSecret) this.closed?.();
    } catch (error) {
      this.#error = error;
    }
    this.#busy = false;
    this.#asksAgain = false;
    this.requestUpdate();
    await this.updateComplete;
    // The first thing that is wrong, else the secret.
    this.querySelector<HTMLElement>('[aria-invalid=true], .once .btn')?.focus();
  }

  protected override render(): TemplateResult {
    const { title } = this.act;
    // Drawn from what was typed, from the first look on.
    for (const { name, value } of this.act.fields ?? []) this.#values[name] ??= value;
    return html`<form class="act stack" @submit=${this.#submitted} @input=${this.#typed} @change=${this.#typed} novalidate>
      ${this.closed ? html`<h2 id="act-title">${title}</h2>` : nothing}
      ${this.holdsSecret ? this.#once() : this.#asked()}</form>`;
  }

  #asked(): TemplateResult {
    const { means, fields = [], doIt, sure, method, path, body, command } = this.act;
    const faults = this.#error instanceof Refused ? this.#error.faults : [];
    const told = (pointer: string) =>
      faults.find((fault) => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`))?.detail;
    const untold = faults.filter(({ pointer }) => !fields.some((field) => isOf(field, pointer)));
    const shown = withoutSecrets(this.#values, fields);
    const call = [`${method} ${path}`, body && JSON.stringify(body(shown))].filter(Boolean).join('  ');
    return html`${means === undefined ? nothing : html`<p class="soft">${means}</p>`}
      <div class="stack fields" ?hidden=${this.#asksAgain}>${fields.map((field) => drawField(field, this.#values, told(pointerOf(field))))}</div>
      ${
        this.#error === undefined
          ? nothing
          : html`<div class="note no" role="alert">${icon('care')} ${words.refused} ${untold.length > 0 || faults.length === 0 ? (this.#error as Error).message : ''}
            ${untold.length === 0 ? nothing : html`<ul class="small">${untold.map(({ pointer, detail }) => html`<li><code>${pointer}</code> ${detail}</li>`)}</ul>`}</div>`
      }
      ${this.#asksAgain ? this.#again() : nothing}
      ${
        this.#asksAgain
          ? nothing
          : html`<div class="row">${this.closed ? html`<button class="btn" type="button" @click=${this.closed}>${words.cancel}</button>` : nothing}
            <button class="btn ${sure === undefined ? 'main' : 'no'}" ?disabled=${this.#busy}>${doIt}${sure === undefined ? '' : '…'}</button></div>`
      }
      <details class="more small soft"><summary>${words.same}</summary><div class="stack">${line(command(shown), elsewhere.command)}${line(call, elsewhere.call)}</div></details>`;
  }

  #again(): TemplateResult {
    const { sure, doIt } = this.act;
    const back = () => {
      this.#asksAgain = false;
      this.requestUpdate();
    };
    return html`<div class="again stack" role="alert"><p><b>${icon('care')} ${words.sure}</b></p>
      <p>${typeof sure === 'function' ? sure(this.#values) : sure}</p>
      <div class="row"><button class="btn" type="button" @click=${back}>${words.back}</button>
        <button class="btn no full" ?disabled=${this.#busy}>${doIt}</button></div></div>`;
  }

  #once(): TemplateResult {
    const kept = () => {
      this.#secrets = [];
      this.#values = {};
      this.requestUpdate();
      this.closed?.();
    };
    return html`<div class="once stack" role="status"><p><b>${icon('key')} ${words.once}</b></p>
      ${this.#secrets.map(
        ({ label, value, means }) => html`<div><p class="lab">${label}</p>
        <div class="cli"><code>${value}</code>${copyButton(label, value)}</div>${means === undefined ? nothing : html`<p class="small soft">${means}</p>`}</div>`,
      )}
      <p class="small soft">${words.onceWhy}</p>
      <div><button class="btn main" type="button" @click=${kept}>${words.kept}</button></div></div>`;
  }
}

customElements.define('settings-act', SettingsAct);

/** Of a secret that was typed, only that there is one: a line that is copied is read by anybody. */
const withoutSecrets = (values: Values, fields: readonly Field[]): Values => ({
  ...values,
  ...Object.fromEntries(
    fields
      .filter(({ name, kind }) => kind === 'secret' && values[name] !== '')
      .map(({ name }) => [name, '…']),
  ),
});

const pointerOf = ({ name, pointer = `/${name}` }: Field): string => pointer;
const isOf = (field: Field, pointer: string): boolean =>
  pointer === pointerOf(field) || pointer.startsWith(`${pointerOf(field)}/`);

/** A button that opens it in a dialog. @param about what it acts on, for who hears the button alone */
export function actButton(
  act: Act,
  text: string,
  { mark, about }: { mark?: Icon; about?: string } = {},
): TemplateResult {
  const danger = act.sure !== undefined;
  return html`<button class="btn ${danger ? 'no' : ''}" type="button" @click=${() => openAct(act)} aria-label=${about === undefined ? nothing : `${text} ${about}`}
    >${mark === undefined ? nothing : icon(mark)}${text}</button>`;
}

const openAct = (act: Act): void =>
  openDialog(
    'act-title',
    (closed) => html`<settings-act .act=${act} .closed=${closed}></settings-act>`,
    // Esc would lose what is shown once.
    (dialog) => dialog.querySelector<SettingsAct>('settings-act')?.holdsSecret !== true,
  );

/** What is done on the host alone: the line to type there. */
export const onHost = (...commands: string[]): TemplateResult =>
  html`<section class="same small soft" aria-label=${words.onlyHost}><span>${words.onlyHost}</span>${commands.map((one) => line(one, elsewhere.command))}</section>`;
