// The port of the change feed: what the register has of a business behind an entry, and whom news concerns.

import type { RegisterRow } from '../register/store.ts';

export type ChangesAsked = {
  business: string;
  /** The first entry to look at. */
  from: number;
  limit: number;
  /** Records that were made to try things out too. */
  test: boolean;
};

export type ChangesFound = {
  /** Of the business, and of the ledger itself what all businesses are told; in log order. */
  rows: RegisterRow[];
  /** All entries below were looked at, where the rows are fewer than the limit. */
  past: number;
  /** Up to where the register is whole, and the size of the log. */
  through: number;
  size: number;
};

export type News = {
  through: number;
  /** Who has a change between; undefined: too much to say. The ledger's own business stands for all. */
  businesses: ReadonlySet<string> | undefined;
};

export interface FeedStore {
  changes(asked: ChangesAsked): Promise<ChangesFound>;
  /** Of the entries that the register has become whole with since `from`. */
  news(from: number): Promise<News>;
}
