// Where the number comes from: the shop's own input, found by a selector in the element's root, which the
// element changes only when the person presses a button; an input in the element's light DOM (own-field.ts);
// or a number from the page.

import type { Strings } from '../../ledger/core/language/widget-strings.ts';
import type { ShownNotice } from '../notice/shown-notice.ts';

export type NumberField = {
  /** What the field was made from. The element makes a new one when that changes. */
  readonly source: string;
  /** Looked up at each reading, because a shop may draw it late, or replace it. */
  input?(): HTMLInputElement | null;
  /** Sets the words around our own field. `message`: what is wrong with the number, or nothing. */
  describe?(strings: Partial<Strings>, notice: ShownNotice, message: unknown): void;
};

/** The number as typed or handed over, and what the page says about its country. */
export type Typed = {
  text: string;
  /** `country`: ISO 3166, a calling code, or the selector of an element that holds one. */
  element: HTMLElement & { country: string | undefined };
  /** Null: the field is not in the page, not yet or no longer. */
  input: HTMLInputElement | null | undefined;
  /** `calling_code`: that of the business's country. */
  notice: Pick<ShownNotice, 'calling_code'>;
};
