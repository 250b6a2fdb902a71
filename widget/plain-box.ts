// What browsers without JavaScript show and post: a plain labelled checkbox among the element's children. Once the card
// is drawn it is hidden, out of the form, and shows the card's state to scripts that read it; it comes back where the
// card cannot be drawn.

import { html } from 'lit/html.js';

export class PlainBox {
  /** In place of a card: the children as they are. */
  readonly template = html`<slot></slot>`;
  /** The person ticked it before the card was there. That was no tick under these words: they are asked again. */
  ticked: true | undefined;
  readonly #host: HTMLElement;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** True once: when a tick was found that must be asked for again. */
  sync(checked: boolean): boolean {
    const box = this.#host.querySelector<HTMLInputElement>('input[type=checkbox]');
    if (!box) return false;
    const found = box.checked && !box.disabled;
    if (found) this.ticked = true;
    // The keyboard goes on where the person was.
    if (box.matches(':focus')) this.#host.focus();
    // One name, one value: the signed record, or nothing.
    box.disabled = true;
    box.checked = checked;
    return found;
  }
}
