// The moments of the records of one batch: all in microseconds, and none later than what it was overtaken by.

import type { RecordDraft } from '../../core/consent/record.ts';
import { type Micros, microsOf, momentOf, toMoment } from '../../core/when.ts';
import type { Draft } from './draft.ts';
import type { Found } from './log-store.ts';

/**
 * An older ledger without microseconds may have dated its last record anywhere in its millisecond.
 */
export function lastMicros({ lastRecordedAt }: Found): Micros {
  if (lastRecordedAt === '') return 0;
  return microsOf(lastRecordedAt) + (lastRecordedAt.length < momentLength ? 999 : 0);
}

const momentLength = momentOf(0).length;

/** A caller who did not say when it happened means now. */
export const dated = (now: string, draft: Draft): Draft => ({
  ...draft,
  record: inMicroseconds({ occurred_at: now, ...draft.record } as Draft['record']),
});

/**
 * The moment of what a later opt-out has overtaken: its own, or that of the opt-out, whichever is earlier.
 */
export function overtaken(draft: RecordDraft, notAfter: string): { occurred_at?: string } {
  if (draft.kind !== 'opt_in' && draft.kind !== 'resumed') return {};
  const said = draft.occurred_at === undefined ? notAfter : toMoment(draft.occurred_at);
  return { occurred_at: said < notAfter ? said : notAfter };
}

/**
 * The moment of the event, in microseconds like all moments in records. A moment copied from another record
 * stays as it is.
 */
export function inMicroseconds(draft: Draft['record']): Draft['record'] {
  if (draft.kind === 'confirmed' || !('occurred_at' in draft) || draft.occurred_at === undefined)
    return draft;
  return { ...draft, occurred_at: toMoment(draft.occurred_at) };
}

export const daysAfter = (moment: string, days: number): string =>
  momentOf(microsOf(moment) + days * 86_400_000_000);
