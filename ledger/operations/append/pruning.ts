// Records of who looked, whose time is over, in the commit: what of them is there under the lock of the head
// is what the `pruned` record names. No state is made of them, so no stone is left.
//
// Nothing of a person but looks may go this way: a stop that went without a stone would be forgotten.

import { runsOf } from '../../core/consent/record/erasure.ts';
import { LedgerError } from '../../core/error.ts';
import type { Draft } from './draft.ts';
import type { Found } from './log-store.ts';

export class Pruning {
  /** What goes. */
  readonly indexes: number[] = [];
  readonly #there: Map<number, string>;

  constructor(found: Found['pruning'] = []) {
    this.#there = new Map(found.map(({ idx, business }) => [idx, business]));
  }

  /** The draft with what it takes; undefined: it is another. */
  described(draft: Draft): Draft | LedgerError | undefined {
    const { business, effect, record } = draft;
    if (effect?.kind !== 'prune' || record.kind !== 'pruned') return undefined;
    const own = effect.indexes.filter((index) => this.#there.get(index) === business);
    const indexes = [...new Set(own)].sort((a, b) => a - b);
    if (indexes.length === 0) return new LedgerError('conflict', 'These records are gone already.');
    for (const index of indexes) {
      this.#there.delete(index);
      this.indexes.push(index);
    }
    return { ...draft, record: { ...record, indexes: runsOf(indexes) } };
  }
}
