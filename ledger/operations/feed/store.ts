// The ports of the change feed: what the register has of a business behind an entry, and whom news concerns;
// and what is kept of those who follow it.

import type { Cut } from '../../core/feed/cut.ts';
import type { RegisterRow } from '../register/store.ts';

export type ChangesAsked = {
  business: string;
  /** The first entry to look at. */
  from: number;
  limit: number;
  /** Also what was agreed to only to try things out; what was stopped so is told in any case. */
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

/** Who follows, by one key: a key that keeps several copies has a name for each. */
export type FollowerName = {
  business: string;
  key: string;
  /** '': the one without a name. */
  follower: string;
};

/** A follower has asked, and so says that it has taken all entries below `next`. */
export type FeedAsk = FollowerName & {
  next: number;
  /** The number of the log's name. */
  name: number;
  at: string;
};

export type FollowerState = {
  key: string;
  key_name: string;
  /** The key was revoked: nobody can follow with it any more. */
  revoked: boolean;
  follower?: string;
  first_asked_at: string;
  last_asked_at: string;
  /** All entries below were taken. */
  taken: number;
  /** Stops that it has not taken; they are counted up to a limit. */
  untold: number;
  /** Of these, how many were recorded before the moment that was asked for. */
  overdue: number;
  /** When the oldest of these was recorded; absent: none is, or it cannot be read. */
  oldest?: string;
};

export type Told = { key: string; follower?: string; told_at?: string };

export interface FollowerStore {
  /** False: nothing is kept of it, because its key has too many followers. */
  asked(ask: FeedAsk, cuts: readonly Cut[], namesMax: number): Promise<boolean>;
  /** Of one business, as far as the register is whole, which is `through`. */
  states(
    business: string,
    cuts: readonly Cut[],
    overdueBefore: string,
  ): Promise<{ followers: FollowerState[]; through: number }>;
  /** Of all businesses, whose keys are good. */
  overdue(cuts: readonly Cut[], before: string): Promise<{ stops: number; oldest?: string }>;
  /** Each follower that is told of such an entry, and when it had taken it. Empty: none is. */
  told(business: string, index: number, cuts: readonly Cut[]): Promise<Told[]>;
}
