// The port of what waits for a second member of staff.

import type { Spend } from '../../auth/spend.ts';

export type Pending = {
  /** UUIDv7. */
  pending: string;
  business: string;
  sealed: Buffer;
  spend?: Spend;
  /** ISO 8601. */
  submittedAt: string;
  endsAt: string;
  rejected?: true;
  reason?: string;
};

export type NewPending = Omit<Pending, 'rejected' | 'reason'> & {
  /** Of the number in it. */
  tags: readonly Buffer[];
};

export interface PendingStore {
  /** @returns the row that is there under its Idempotency-Key; `full`: so many wait already */
  keep(row: NewPending, now: string, max: number): Promise<Pending | 'full'>;
  /** Undefined also where its time is over. */
  find(business: string, pending: string, now: string): Promise<Pending | undefined>;
  /** The one posted under this Idempotency-Key, rejected or not; undefined also where its time is over. */
  underKey(business: string, key: Buffer, now: string): Promise<Pending | undefined>;
  /** Those that no one has rejected, in the order in which they came. */
  list(business: string, now: string, after: string | undefined, limit: number): Promise<Pending[]>;
  /**
   * It keeps nothing of the person, and its first reason.
   * @returns the row as it is now; undefined: it is gone, or its time is over
   */
  reject(business: string, pending: string, reason: string, now: string): Promise<Pending | undefined>;
  remove(business: string, pending: string): Promise<void>;
  /** Deletes those whose time is over. */
  sweep(now: string): Promise<void>;
}
