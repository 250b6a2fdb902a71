// Rebuilds the state of one subject from its records, and from the stone that an earlier erasure left of it.

import { openRecord } from '../../core/consent/open-record.ts';
import { stoneIn } from '../../core/consent/record/erasure.ts';
import { type ConsentState, emptyState, fold, joinStates } from '../../core/consent/state.ts';
import type { StoredRecord } from './log-store.ts';

/** All records of a subject, oldest first, and those of its business that hold its stone. */
type Kept = {
  subject: string;
  records: readonly StoredRecord[];
  stones: readonly StoredRecord[];
};

/**
 * The fold of one subject's records. Undefined where one of them or its key cannot be read, or where there is
 * none.
 */
export function rebuiltState(master: Buffer, { subject, records, stones }: Kept): ConsentState | undefined {
  if (records.length === 0 && stones.length === 0) return undefined;
  const stone = stoneState(master, subject, stones);
  return stone && folded(master, records, stone);
}

/** What the stones of a subject say together: in none of them is a grant. Undefined: one cannot be read. */
export function stoneState(
  master: Buffer,
  subject: string,
  stones: readonly StoredRecord[],
): ConsentState | undefined {
  try {
    return stones.reduce((state, stored) => {
      const stone = stoneIn(openRecord({ keys: { master } }, stored).record, subject);
      return joinStates(state, stone!.state);
    }, emptyState);
  } catch {
    return undefined;
  }
}

export function folded(
  master: Buffer,
  records: readonly StoredRecord[],
  state: ConsentState,
): ConsentState | undefined {
  try {
    return records.map((stored) => openRecord({ keys: { master } }, stored).record).reduce(fold, state);
  } catch {
    return undefined;
  }
}
