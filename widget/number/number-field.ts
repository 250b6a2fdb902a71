// Where the number comes from: the shop's own input, one that the element puts into its own light DOM, or the token of
// the shop's server.

import type { ShownNotice } from '../notice/shown-notice.ts';
import type { BasicStrings } from '../strings/basic.ts';

export type NumberField = {
  /** What it was made from; made anew when that changes. */
  readonly source: string;
  connect(): void;
  disconnect(): void;
  /** As typed, now; empty where there is no field. */
  read(): string;
  /** The words around the field, where it is ours. */
  describe(strings: BasicStrings, notice: ShownNotice): void;
  /** Say at the field what is wrong with the number, where the field is ours; empty: nothing. */
  explain(message: string): void;
  focus(): void;
};
