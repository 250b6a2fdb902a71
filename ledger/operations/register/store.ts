// The port of the register: rows in, as runs of entries; how far it is whole; and answers out.

import type { CountedBy, CountFilter, CountRow } from '../../core/register/counts.ts';
import type { Facets } from '../../core/register/facets.ts';
import type { RegisterFilter } from '../../core/register/filter.ts';

export type RegisterRow = Facets & { business: string };

/** Entries `first ≤ index < past`. An entry without a row here has no record any more. */
export type Run = { first: number; past: number; rows: readonly RegisterRow[] };
export type Entries = Pick<Run, 'first' | 'past'>;

/** Up to which entry it is whole, and how many the log has. */
export type RegisterState = { through: number; size: number };

export type RegisterAsked = {
  business: string;
  filter: RegisterFilter;
  /** Only records of these; absent: of all, and those of no person. */
  subjects?: readonly string[] | undefined;
  newestFirst: boolean;
  limit: number;
  /** The size to be true at, which the register covers; absent: as far as it is whole. */
  at?: number | undefined;
  /** Of a page after the first: the size of the tree that it is true at, and the index of the last row. */
  after?: { treeSize: number; index: number } | undefined;
};

export type RegisterFound = {
  /** The answer is about the entries below. */
  treeSize: number;
  /** One more than the limit, where there are more. */
  rows: Facets[];
  /** Of all pages; of the first page alone. */
  total?: number;
  /** Of this business, below that size: records that could not be read, so that no filter finds them. */
  unread: number;
};

export type CountsAsked = { business: string; by: readonly CountedBy[]; filter: CountFilter };

/** `rows`: one more than an answer holds, where there are more. `unread` as of a page. */
export type CountsFound = { treeSize: number; rows: CountRow[]; unread: number };

export interface RegisterStore {
  /**
   * Writes what is not there yet; `again`: also over what is there. A row whose sealed row is gone, or is of
   * another record, is left out.
   */
  put(run: Run, over?: 'again'): Promise<void>;
  /** Goes on over what is filled, and counts it, once. */
  advance(): Promise<RegisterState>;
  state(): Promise<RegisterState>;
  /** The first entries that are lacking, up to what is filled or to the end of the log. */
  gap(): Promise<Entries | undefined>;
  /** Counts again what is there. What is gone stays as it was counted when it went. */
  recount(): Promise<void>;
  /** How many records could not be read, of every business. */
  unread(): Promise<number>;
  /** When the latest look was that says only in the record itself whose it is; links have no reader. */
  lastUnsignedLook(business: string): Promise<string | undefined>;
  /** All of it in one snapshot. */
  find(asked: RegisterAsked): Promise<RegisterFound>;
  /** Of acts, in one snapshot with the size that they are true at. */
  count(asked: CountsAsked): Promise<CountsFound>;
}

/** Hears how far the register is behind the log. */
export interface RegisterWatch {
  behind(entries: number, seconds: number): void;
}
