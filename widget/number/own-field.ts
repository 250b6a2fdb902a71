// The element's own number field: label, hint, error and input as children of the element, in the page's own tree, so
// that browsers fill it in, the shop's style sheets reach it, and all four stand in one root (ids work nowhere else).
// What is typed is never reformatted.

import { html, nothing, render } from 'lit/html.js';
import type { Strings } from '../../ledger/core/language/widget-strings.ts';
import type { ShownNotice } from '../notice/shown-notice.ts';
import type { NumberField } from './number-field.ts';

let count = 0;

export class OwnField implements NumberField {
  readonly source: string;
  readonly #host: HTMLElement;
  readonly #changed: () => void;
  /** The shop's own element in the slot, if it put one there. */
  readonly #given: HTMLInputElement | null;
  readonly #id = `optmark-phone-${++count}`;

  constructor(host: HTMLElement, source: string, changed: () => void) {
    this.source = source;
    this.#host = host;
    this.#changed = changed;
    this.#given = this.#input();
  }

  connect(): void {
    for (const type of ['input', 'change']) this.#host.addEventListener(type, this.#heard);
  }

  disconnect(): void {
    for (const type of ['input', 'change']) this.#host.removeEventListener(type, this.#heard);
  }

  describe(strings: Partial<Strings>, notice: ShownNotice, message: string): void {
    const { lang, numberLabel, hintWithCode, hintInternational, errorPrefix } = strings;
    const code = notice.calling_code;
    const id = this.#given?.id || this.#id;
    const hint = code ? hintWithCode?.replace('{code}', code) : hintInternational;
    // It is not a field of the shop's form: without a name it is filled in, but not submitted.
    render(
      html`<label slot="phone-label" for=${id} lang=${lang}>${numberLabel}</label>
        <p slot="phone-hint" id="${id}-hint" lang=${lang}>${hint}</p>
        <p slot="phone-error" id="${id}-error" lang=${lang} role="alert">${message && html`<span>${errorPrefix}</span>${message}`}</p>
        ${this.#given ? nothing : html`<input slot="phone" />`}`,
      this.#host,
    );
    const input = this.#input()!;
    Object.assign(input, { id, type: 'tel', autocomplete: 'tel', inputMode: 'tel', dir: 'ltr' });
    input.setAttribute('aria-describedby', `${id}-hint ${id}-error`);
    input.setAttribute('aria-invalid', String(message !== ''));
    // Seen by nobody, heard by those who cannot see that it is red. Through the object model, which a strict content
    // security policy allows where it forbids style attributes.
    const prefix = this.#host.querySelector<HTMLElement>('[slot=phone-error] span');
    if (prefix) Object.assign(prefix.style, { position: 'absolute', clipPath: 'inset(50%)' });
  }

  read(): string {
    return this.#input()?.value ?? '';
  }

  focus(): void {
    this.#input()?.focus();
  }

  readonly #heard = (event: Event): void => {
    if (event.target === this.#input()) this.#changed();
  };

  #input(): HTMLInputElement | null {
    return this.#host.querySelector(':scope > input[slot=phone]');
  }
}
