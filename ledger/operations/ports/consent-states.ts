// Everybody's consent as it stood at one moment, however long it takes to look through it. Part of ports.ts.

import type { ConsentState } from '../../core/consent/state.ts';
import type { ConsentStore, RecordStore, TemplateStore } from '../ports.ts';

export type StatesThen = Pick<ConsentStore, 'lookUp'> &
  Pick<RecordStore, 'firstOf'> & {
    /** Of the log, then. */
    treeSize: number;
    templates: Pick<TemplateStore, 'ofBusiness'>;
    /** Subjects of a business, also such as `subjects` leaves out because their state is damaged. */
    count(business: string): Promise<number>;
    /** Everybody of a business, by subject, in pages. A damaged state grants nothing, and its subject is not there. */
    subjects(business: string, pageSize: number): AsyncIterable<{ subject: string; state: ConsentState }[]>;
  };

export interface ConsentStates {
  /** Holds one connection to the primary until the work is done. */
  atOneMoment<Result>(work: (then: StatesThen) => Promise<Result>): Promise<Result>;
}
