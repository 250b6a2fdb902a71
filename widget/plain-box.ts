// What browsers without JavaScript show and post: a plain labelled checkbox among the element's children.
// Once the element has drawn the card, it hides the box and takes it out of the form. The box then shows the
// card's state to scripts that read it. It comes back where the element cannot draw the card, or the person
// cannot use it.

import { html } from 'lit/html.js';
import { strangers } from './attribute-values.ts';

export class PlainBox {
  /** The children as they are, in place of a card. */
  readonly template = html`<slot></slot>`;
  /**
   * The person ticked it before the card appeared. That was not a tick under the notice's words, so the
   * element asks again.
   */
  ticked: true | undefined;
  readonly #host: HTMLElement;
  /** It is out of the form. */
  #out = false;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  get #box(): HTMLInputElement | null {
    return this.#host.querySelector('input[type=checkbox]');
  }

  get #swallows(): boolean {
    return !!this.#host.querySelector(strangers);
  }

  /** `sentence`: why the card cannot be used now, if it is so. */
  beside(card: unknown, sentence: string): unknown {
    if (this.#swallows) return html`${card}${this.template}`;
    return sentence && this.#box ? html`<p role="alert" class="error">${sentence}</p>${this.template}` : card;
  }

  /**
   * `checked`: of the card, where it is drawn. True once: when a tick was found that must be asked for again.
   */
  sync(checked: boolean | undefined): boolean {
    const box = this.#box;
    if (!box || this.#swallows) return false;
    if (checked === undefined) {
      if (this.#out) box.disabled = false;
      this.#out = false;
      return false;
    }
    const found = box.checked && !box.disabled;
    if (found) this.ticked = true;
    // The keyboard focus stays where the person was.
    if (box.matches(':focus')) this.#host.focus();
    // One name, one value: the signed record, or nothing.
    box.disabled = this.#out = true;
    box.checked = checked;
    return found;
  }
}
