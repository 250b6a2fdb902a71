// What browsers without JavaScript show and post: a plain labelled checkbox among the element's children. Once the card
// is drawn it is hidden, out of the form, and shows the card's state to scripts that read it; it comes back where the
// card cannot be drawn.

import { html } from 'lit/html.js';

export class PlainBox {
  /** In place of a card: the children as they are. */
  readonly template = html`<slot></slot>`;
  /** The person ticked it before the card was there. That was no tick under these words: they are asked again. */
  ticked = false;
  readonly #host: Element;

  constructor(host: Element) {
    this.#host = host;
  }

  sync(checked: boolean): void {
    const box = this.#host.querySelector<HTMLInputElement>(':scope input[type=checkbox]');
    if (!box) return;
    this.ticked = box.checked && !box.disabled;
    // One name, one value: the signed record, or nothing.
    box.disabled = true;
    box.checked = checked;
  }
}
