// What every step of a run is asked with, and the record of what it takes.

import type { Submitter } from '../../core/consent/record.ts';
import { keepName, keepVersion, type RetentionSettings } from '../../core/policy/retention.ts';
import type { SideEffect } from '../append/draft.ts';
import type { Appends } from '../append/sequencer.ts';
import type { Keys } from '../keys.ts';
import type { LogReader, Records } from '../record/store.ts';
import type { SendStore } from '../send/store.ts';
import { type Businesses, businessKey, businessOf } from '../setup/business.ts';
import type { World } from '../world.ts';
import type { Judging } from './judged.ts';
import type { RetentionStore } from './store.ts';

export type Ending = Appends &
  Businesses &
  Judging &
  Keys<'macs'> &
  Records<'at'> & {
    retention: RetentionStore;
    sends: Pick<SendStore, 'lastRead'>;
    log: Pick<LogReader, 'latestCheckpoint'>;
    world: Pick<World, 'now'>;
  };

export type Asking = {
  business: string;
  /** What the business has set, as its row has it: by that it is judged. */
  retention: readonly string[];
  settings: RetentionSettings;
  now: Date;
  /** Until when the time of what is told before is over. */
  soon: Date;
  submittedBy: Submitter | undefined;
};

const dayMs = 86_400_000;

export const daysAfter = (now: Date, days: number): Date => new Date(now.getTime() + days * dayMs);
export const daysBefore = (now: Date, days: number): string => daysAfter(now, -days).toISOString();

/** @returns false: it is not as it was judged any more */
export async function submitPruned(
  ledger: Ending,
  { business, retention, submittedBy }: Asking,
  rule: string,
  effect: SideEffect,
): Promise<boolean> {
  const outcome = await ledger.sequencer.submit({
    business,
    owner: { kind: 'business', key: businessKey(ledger, await businessOf(ledger, business)) },
    judgedBy: retention,
    record: {
      v: 2,
      kind: 'pruned',
      business,
      source: { system: 'optmark' },
      ...(submittedBy !== undefined && { submitted_by: submittedBy }),
      rule,
      pack: { name: keepName, version: keepVersion },
      // The commit says which.
      indexes: [],
      stones: [],
    },
    effect,
  });
  if (outcome.kind !== 'refused') return true;
  if (outcome.error.code === 'conflict') return false;
  throw outcome.error;
}
