// The element's own number field: label, hint, error and input as children of the element, in the page's own
// tree. So browsers fill it in, the shop's style sheets reach it, and all four stand in one root, which ids
// need. It never reformats what the person types.
//
// Other scripts work on that tree too. A copy of the element (cloneNode, a page cache) goes on with the field
// that it brings. The element puts back what a script has removed, with what the person typed. Another
// library may wrap the input that the shop put into the slot, or the input may stand in a group.

import { html, render } from 'lit/html.js';
import type { Strings } from '../../ledger/core/language/widget-strings.ts';
import type { ShownNotice } from '../notice/shown-notice.ts';
import { ownChild } from '../own-children.ts';
import type { NumberField } from './number-field.ts';

let count = 0;

/** Where the input is, the surest first: a library that wraps it may bring inputs of its own. */
const places = ['input[slot=phone]', '[slot=phone] [type=tel]', '[slot=phone] input', '[slot=phone]'];

export class OwnField implements NumberField {
  readonly source: string;
  readonly #host: HTMLElement;
  readonly #id = `optmark-phone-${++count}`;
  /** By their slots, as they stood last. */
  readonly #parts: Record<string, Element> = {};

  constructor(host: HTMLElement, source: string) {
    this.source = source;
    this.#host = host;
  }

  describe(strings: Partial<Strings>, { calling_code: code }: ShownNotice, message: unknown): void {
    const { lang, hintWithCode, hintInternational } = strings;
    const input = this.input() ?? this.#part('phone', 'input');
    if (input.slot === 'phone') this.#parts.phone = input;
    // A copy brings the id of another field.
    const id = /^(?!optmark-phone-)./.test(input.id) ? input.id : this.#id;
    const say = (slot: string, tag: 'label' | 'p', words: unknown, more: object) => {
      const part = Object.assign(this.#part(`phone-${slot}`, tag), { lang, ...more });
      render(words, part);
      return part;
    };
    say('label', 'label', strings.numberLabel, { htmlFor: id });
    const about = code ? hintWithCode?.replace('{code}', code) : hintInternational;
    say('hint', 'p', about, { id: `${id}-hint` });
    const wrong = message && html`<span>${strings.errorPrefix}</span>${message}`;
    const error = say('error', 'p', wrong, { id: `${id}-error`, role: 'alert' });
    // It is not a field of the shop's form. Without a name, browsers fill it in but do not submit it.
    Object.assign(input, { id, type: 'tel', autocomplete: 'tel', inputMode: 'tel', dir: 'ltr' });
    input.setAttribute('aria-describedby', `${id}-hint ${id}-error`);
    input.setAttribute('aria-invalid', String(message !== ''));
    // Hidden from sight, but read aloud to people who cannot see that the field is red. Set through the
    // object model, which a strict content security policy allows where it forbids style attributes.
    const prefix = error.querySelector('span');
    if (prefix) Object.assign(prefix.style, { position: 'absolute', clipPath: 'inset(50%)' });
  }

  input(): HTMLInputElement | null {
    for (const place of places) {
      const found = this.#host.querySelector<HTMLInputElement>(place);
      if (!found) continue;
      let top: Element = found;
      while (top.parentElement !== this.#host) top = top.parentElement!;
      // A wrapper takes the place of the input.
      if (top.slot !== 'phone') top.slot = 'phone';
      return found;
    }
    return null;
  }

  #part<Tag extends keyof HTMLElementTagNameMap>(slot: string, tag: Tag): HTMLElementTagNameMap[Tag] {
    const known = this.#parts[slot];
    const found = this.#host.querySelector(`:scope > [slot=${slot}]`);
    const part = found ?? known ?? ownChild(tag, slot);
    if (!found) this.#host.prepend(part);
    // A copy's words have no template that could change them.
    else if (found !== known) found.replaceChildren();
    this.#parts[slot] = part;
    return part as HTMLElementTagNameMap[Tag];
  }
}
