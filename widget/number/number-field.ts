// Where the number comes from: the shop's own input, one that the element puts into its own light DOM, or the token of
// the shop's server.

import type { Strings } from '../../ledger/core/language/widget-strings.ts';
import type { ShownNotice } from '../notice/shown-notice.ts';

export type NumberField = {
  /** What it was made from; made anew when that changes. */
  readonly source: string;
  connect?(): void;
  disconnect?(): void;
  /** As typed, now; empty where there is no field. */
  read(): string;
  /** The words around the field, where it is ours; `message`: what is wrong with the number, or nothing. */
  describe?(strings: Partial<Strings>, notice: ShownNotice, message: string): void;
  focus?(): void;
};
