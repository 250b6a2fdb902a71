// Undo: the page that opted in takes it back with its own key. A page key proves that the same page speaks,
// not who the person is. So if only the page vouched for the number, undoing ends that one opt-in (and its
// confirmation) and leaves everything else the person agreed to (ticks.ts).

import { isDeepStrictEqual } from 'node:util';
import { grantedAt } from './grants.ts';
import type { OptInRecord, OptOutRecord, Undone } from './record.ts';

/** The part of its opt-in that an undo repeats, so that the fold needs no other record. */
export function undoneBy(optIn: OptInRecord): Undone {
  const { id, scope, settled, test } = optIn;
  return {
    ...{ record: id, granted_at: grantedAt(optIn), scope },
    ...(settled === true && { settled }),
    ...(test === true && { test }),
  };
}

/** Whether a record undoes exactly this opt-in: the same moment, scope and purposes. */
export function isUndoOf({ undoes, purposes }: OptOutRecord, optIn: OptInRecord): boolean {
  return isDeepStrictEqual({ undoes, purposes }, { undoes: undoneBy(optIn), purposes: optIn.purposes });
}
