// Cards whose other lines are alike show them once, in the last: cards of one form, or without a form those
// that stand one directly below the other. Those are drawn as rows of one card too. A card leaves its lines
// to a later one only while that one really shows them.

import { FormControl } from './form-control.ts';

export abstract class SharingCard extends FormControl {
  #lines = '';
  #cards: SharingCard[] = [];

  /** `shared`: a later card shows its lines. `over`, `under`: the row of one card below it, above it. */
  protected get place(): string {
    const all = (this.getRootNode() as ParentNode).querySelectorAll<SharingCard>(this.localName);
    this.#cards = [...all].filter((one) => one.form === this.form);
    const at = this.#cards.indexOf(this);
    const isOver = this.#isOver(this, this.#cards[at + 1]);
    const isUnder = this.#isOver(this.#cards[at - 1], this);
    const isShared = this.#cards.some(
      (one, index) =>
        index > at &&
        this.#isAlike(one) &&
        (isOver || this.form) &&
        one.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
    );
    return (isShared ? 'shared ' : '') + (isOver ? 'over ' : '') + (isUnder ? 'under' : '');
  }

  /** What this card shows now; nothing, once it is gone. The others are drawn again. */
  protected showLines(lines: string): void {
    if (this.#lines === lines) return;
    this.#lines = lines;
    for (const one of this.#cards) one.requestUpdate();
  }

  #isAlike(one: SharingCard): boolean {
    return !!this.#lines && one.#lines === this.#lines;
  }

  /** Alike, and one directly below the other. */
  #isOver(upper?: SharingCard, lower?: SharingCard): boolean {
    // biome-ignore lint/complexity/useOptionalChain: no private method can be called through one
    if (!upper || !lower || !lower.#isAlike(upper)) return false;
    const [one, other] = [upper.getBoundingClientRect(), lower.getBoundingClientRect()];
    return one.left === other.left && Math.abs(one.bottom - other.top) < 1;
  }
}
