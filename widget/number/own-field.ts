// The element's own number field: label, hint, error and input as children of the element, in the page's own tree, so
// that browsers fill it in, the shop's style sheets reach it, and all four stand in one root (ids work nowhere else).
// What is typed is never reformatted.

import type { ShownNotice } from '../notice/shown-notice.ts';
import type { BasicStrings } from '../strings/basic.ts';
import type { NumberField } from './number-field.ts';

let count = 0;

export class OwnField implements NumberField {
  readonly source: string;
  readonly #host: Element;
  readonly #changed: () => void;
  readonly #input: HTMLInputElement;
  readonly #label = piece('label', 'phone-label');
  readonly #hint = piece('p', 'phone-hint');
  readonly #error = piece('p', 'phone-error');
  readonly #prefix = visuallyHidden(document.createElement('span'));

  constructor(host: Element, source: string, changed: () => void) {
    this.source = source;
    this.#host = host;
    this.#changed = changed;
    this.#input =
      host.querySelector<HTMLInputElement>(':scope > input[slot=phone]') ?? piece('input', 'phone');
  }

  connect(): void {
    const input = this.#input;
    input.id ||= `optmark-phone-${++count}`;
    const { id } = input;
    this.#hint.id = `${id}-hint`;
    this.#error.id = `${id}-error`;
    this.#label.htmlFor = id;
    this.#error.setAttribute('role', 'alert');
    input.setAttribute('aria-describedby', `${this.#hint.id} ${this.#error.id}`);
    Object.assign(input, { type: 'tel', autocomplete: 'tel', inputMode: 'tel', dir: 'ltr' });
    // It is not a field of the shop's form: without a name it is filled in, but not submitted.
    this.#host.append(this.#label, this.#hint, this.#error, input);
    input.addEventListener('input', this.#changed);
    input.addEventListener('change', this.#changed);
  }

  disconnect(): void {
    this.#input.removeEventListener('input', this.#changed);
    this.#input.removeEventListener('change', this.#changed);
  }

  describe(strings: BasicStrings, notice: ShownNotice): void {
    this.#label.textContent = strings.numberLabel;
    this.#prefix.textContent = strings.errorPrefix;
    const code = notice.calling_code;
    this.#hint.textContent = code ? strings.hintWithCode.replace('{code}', code) : strings.hintInternational;
    for (const text of [this.#label, this.#hint, this.#error]) text.lang = strings.lang;
  }

  read(): string {
    return this.#input.value;
  }

  explain(message: string): void {
    this.#error.replaceChildren(...(message ? [this.#prefix, message] : []));
    this.#input.setAttribute('aria-invalid', String(message !== ''));
  }

  focus(): void {
    this.#input.focus();
  }
}

function piece<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  slot: string,
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.slot = slot;
  return element;
}

/** Set through the object model, which a strict content security policy allows where it forbids style attributes. */
function visuallyHidden(element: HTMLElement): HTMLElement {
  Object.assign(element.style, { position: 'absolute', clipPath: 'inset(50%)', whiteSpace: 'nowrap' });
  return element;
}
