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
  decision?: 'confirm' | 'reject';
  reason?: string;
};

export type NewPending = Omit<Pending, 'decision' | 'reason'> & {
  /** Of the number in it. */
  tags: readonly Buffer[];
};

export interface PendingStore {
  /** @returns the row that is there under its Idempotency-Key; `full`: so many wait already */
  keep(row: NewPending, now: string, max: number): Promise<Pending | 'full'>;
  /** Undefined also where its time is over. */
  find(business: string, pending: string, now: string): Promise<Pending | undefined>;
  /** Those that no one has rejected, in the order in which they came. */
  list(business: string, now: string, after: string | undefined, limit: number): Promise<Pending[]>;
  /** @returns false where the other was decided before. A rejected row keeps nothing of the person. */
  decide(
    business: string,
    pending: string,
    decision: 'confirm' | 'reject',
    reason?: string,
  ): Promise<boolean>;
  /** Takes the decision back: nothing was recorded. */
  release(business: string, pending: string): Promise<void>;
  remove(business: string, pending: string): Promise<void>;
  /** Deletes those whose time is over. */
  sweep(now: string): Promise<void>;
}
