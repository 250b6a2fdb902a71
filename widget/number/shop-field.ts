// The shop's own input, found by a selector in the same root and read live, never written to. It may be drawn late or
// replaced: so nothing is attached to it, and events are heard where they pass.

import type { NumberField } from './number-field.ts';

const edits = ['input', 'change'] as const;

export class ShopField implements NumberField {
  readonly source: string;
  readonly #host: Element;
  readonly #selector: string;
  readonly #changed: () => void;
  #root: Node | undefined;
  readonly #heard = (event: Event) => {
    if (event.target === this.#input()) this.#changed();
  };

  constructor(host: Element, selector: string, source: string, changed: () => void) {
    this.source = source;
    this.#host = host;
    this.#selector = selector;
    this.#changed = changed;
  }

  connect(): void {
    this.#root = this.#host.getRootNode();
    for (const type of edits) this.#root.addEventListener(type, this.#heard, true);
  }

  disconnect(): void {
    for (const type of edits) this.#root?.removeEventListener(type, this.#heard, true);
  }

  read(): string {
    return this.#input()?.value ?? '';
  }

  describe(): void {}

  explain(): void {}

  focus(): void {
    this.#input()?.focus();
  }

  #input(): HTMLInputElement | null {
    return (
      ((this.#host.getRootNode() as ParentNode).querySelector(this.#selector) as HTMLInputElement) ?? null
    );
  }
}
