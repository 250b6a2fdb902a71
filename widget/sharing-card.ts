// Cards of one form whose other lines are alike show them once, in the last. A card leaves them to a later
// one only while that one really shows them.

import { FormControl } from './form-control.ts';

export abstract class SharingCard extends FormControl {
  #lines = '';
  #cards: SharingCard[] = [];

  /** Whether a later card shows these lines. */
  protected get areElsewhere(): boolean {
    this.#cards = [...(this.form?.elements ?? [])].filter((one) => one instanceof SharingCard);
    const later = this.#cards.slice(this.#cards.indexOf(this) + 1);
    const seen = { opacityProperty: true, visibilityProperty: true };
    return later.some((one) => one.#lines && one.#lines === this.#lines && one.checkVisibility(seen));
  }

  /** What this card shows now; nothing, once it is gone. The others are drawn again. */
  protected showLines(lines: string): void {
    if (this.#lines === lines) return;
    this.#lines = lines;
    for (const one of this.#cards) one.requestUpdate();
  }
}
