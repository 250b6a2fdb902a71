// The port of the people: identifiers by tag, and the state their records fold to.

import type { ConsentState } from '../../core/consent/state.ts';
import type { Micros } from '../../core/when.ts';
import type { HeadFault } from '../append/head-watch.ts';
import type { StatesRead } from './consent-states.ts';

export type KnownState = {
  tag: Buffer;
  business: string;
  subject: string;
  state: ConsentState;
  /**
   * By subject: at least all subjects that links join to this one. Absent where its state names no link.
   */
  linked?: ReadonlyMap<string, LinkedPerson>;
};

/** `tags`: the subject's names, each under the pepper of its first record. */
export type LinkedPerson = { state: ConsentState; tags: readonly Buffer[] };

/**
 * The size of the log that was read, and when. An answer is true of this size, and not younger than this
 * moment.
 */
export type Reading = {
  treeSize: number;
  /** Of the tree of that size. */
  root?: Buffer;
  /** The name that the log has. */
  origin?: string;
  /** Why this is not the log that was seen before: nothing is allowed on it. */
  headFault?: HeadFault;
  /** By the primary's clock, and never later than the facts. It is the date of the decision. */
  readAt: Micros;
  /**
   * The moment for which the gate judges consent: readAt, but never before the log's last record. Written
   * like moments in records.
   */
  logTime: string;
};

export interface ConsentStore {
  /**
   * Everyone with a tag of one of these prefixes and everyone linked to them, from one snapshot of the
   * primary. A state that could not be read allows nothing, and `unread` names its subject.
   */
  lookUp(prefixes: readonly bigint[]): Promise<StatesRead>;
}
