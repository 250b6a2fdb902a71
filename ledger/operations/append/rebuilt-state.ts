// Rebuilds the state of one subject from its records.

import { openRecord } from '../../core/consent/open-record.ts';
import { type ConsentState, emptyState, fold } from '../../core/consent/state.ts';
import type { StoredRecord } from './log-store.ts';

/**
 * The fold of one subject's records, oldest first. Undefined where one of them or its key cannot be read, or
 * where there is none.
 */
export function rebuiltState(master: Buffer, records: readonly StoredRecord[]): ConsentState | undefined {
  return records.length === 0 ? undefined : folded(master, records, emptyState);
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
