// The port of rounds of reconfirmation: whom each has named, without a name.

import type { Scope } from '../../core/consent/record.ts';
import type { Purpose } from '../../core/notice/purpose.ts';

/** `record`: what the consent rested on. `treeSize`: what came of it stands behind. */
export type Named = { subject: string; purpose: Purpose; scope: Scope; record: string; treeSize: number };

export interface ReconfirmStore {
  /** Indexes of records; of one that is gone there is none. */
  indexesOf(records: readonly string[]): Promise<number[]>;
  /**
   * Who is named already stays as first named; who is gone meanwhile is not written.
   * @param at when they were judged: who was erased since is forgotten by it (storage/erase/late-rows.ts)
   */
  name(business: string, round: string, at: string, people: readonly Named[]): Promise<void>;
  /** By subject, behind this one. */
  named(business: string, round: string, after: string, limit: number): Promise<Named[]>;
  /** Of these subjects, who has agreed to the purpose in an entry from that size on, and below this one. */
  agreedSince(
    asked: readonly (Pick<Named, 'purpose' | 'treeSize'> & { subjects: readonly string[] })[],
    below: number,
  ): Promise<boolean[]>;
}
