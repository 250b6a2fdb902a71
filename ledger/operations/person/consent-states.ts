// The port for the consent states of all people at one moment, however long the reading takes.

import type { ConsentState } from '../../core/consent/state.ts';
import type { UnreadState } from '../../core/consent/state-text.ts';
import type { RecordStore } from '../record/store.ts';
import type { TemplateStore } from '../template/store.ts';
import type { ConsentStore, KnownState, Reading } from './store.ts';

export type StatesRead = Reading & {
  found: KnownState[];
  unread: ReadonlyMap<string, UnreadState>;
};

/** Hears of stored states that are damaged. */
export interface StateWatch {
  /**
   * @param outcome whether the ledger could rebuild the states from the records. If not, the gate denies
   * until an operator mends them
   */
  damaged(outcome: 'rebuilt' | 'unjudgeable', states: number): void;
}

export type StatesThen = Pick<ConsentStore, 'lookUp'> &
  Pick<RecordStore, 'firstOf' | 'ofSubjects' | 'stonesOf'> & {
    /** The size of the log at that moment. */
    treeSize: number;
    templates: Pick<TemplateStore, 'ofBusiness'>;
    /** Subjects of a business. */
    count(business: string): Promise<number>;
    /** Every person of a business, by subject, in pages, behind one; `unread` as in ConsentStore. */
    subjects(business: string, pageSize: number, after?: string): AsyncIterable<SubjectsRead>;
  };

export type SubjectsRead = {
  found: { subject: string; state: ConsentState }[];
  unread: ReadonlyMap<string, UnreadState>;
};

export interface ConsentStates {
  /** Holds one connection to the primary until the work is done. */
  atOneMoment<Result>(work: (then: StatesThen) => Promise<Result>): Promise<Result>;
}
