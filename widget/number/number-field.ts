// Where the number is typed: the shop's own input, or one that the element puts into its own light DOM.

import type { ShownNotice } from '../notice/shown-notice.ts';
import type { Strings } from '../strings/strings.ts';

export type NumberField = {
  connect(): void;
  disconnect(): void;
  /** As typed, now; empty where there is no field. */
  read(): string;
  /** The words around the field, where it is ours. */
  describe(strings: Strings, notice: ShownNotice): void;
  /** Say at the field what is wrong with the number, where the field is ours; empty: nothing. */
  explain(message: string): void;
  focus(): void;
};
