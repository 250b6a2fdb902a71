// What was decided before the lock of the head, and is for nothing under it: it would say of a person what is
// gone, or end what somebody else has ended.

import { LedgerError } from '../../core/error.ts';
import { isGranted } from '../../core/policy/lapse.ts';
import { toMoment } from '../../core/when.ts';
import type { Draft, Outcome } from './draft.ts';
import type { PersonInBatch } from './people.ts';

const changedSinceListed = 'What is known of this person has changed meanwhile: give the list again.';

/** @param now the moment of the record */
export function inVain(
  { effect, record }: Draft,
  person: PersonInBatch | undefined,
  now: string,
): Outcome | undefined {
  const erasedAt = person?.state.erased?.at;
  if (effect?.kind === 'correct') {
    if (erasedAt === undefined || effect.recordedAt > erasedAt) return undefined;
    return { kind: 'refused', error: new LedgerError('not_found', 'No such record.') };
  }
  // A list was read before the erasure, and would keep again what the person had erased.
  if (record.kind === 'imported' && erasedAt !== undefined)
    return { kind: 'refused', error: new LedgerError('conflict', changedSinceListed) };
  if (record.kind !== 'lapsed') return undefined;
  const isThere = erasedAt === undefined || erasedAt < toMoment(record.inactive_since);
  const lapses =
    isThere && person !== undefined && record.purposes.some((one) => isGranted(person.state, one, now));
  if (lapses) return undefined;
  return { kind: 'refused', error: new LedgerError('conflict', 'There is no such consent any more.') };
}
