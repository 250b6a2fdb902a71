// The shop's own input, found by a selector in the same root and read live, never written to. It may be drawn late or
// replaced: so nothing is attached to it, and events are heard where they pass.

import type { NumberField } from './number-field.ts';

export class ShopField implements NumberField {
  readonly source: string;
  readonly #host: Element;
  readonly #selector: string;
  readonly #changed: () => void;
  #root: ParentNode | undefined;

  constructor(host: Element, selector: string, source: string, changed: () => void) {
    this.source = source;
    this.#host = host;
    this.#selector = selector;
    this.#changed = changed;
  }

  connect(): void {
    this.#root = this.#host.getRootNode() as unknown as ParentNode;
    for (const type of ['input', 'change']) this.#root.addEventListener(type, this.#heard, true);
  }

  disconnect(): void {
    for (const type of ['input', 'change']) this.#root?.removeEventListener(type, this.#heard, true);
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

  #input(): HTMLInputElement | null | undefined {
    return this.#root?.querySelector<HTMLInputElement>(this.#selector);
  }
}
