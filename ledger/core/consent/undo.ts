// Undo: the page that opted in takes it back with its own key. A page key proves that the same page speaks, not who the
// person is; so where nothing else vouched for the number, undoing ends that one opt-in (and what confirmed it) and
// leaves everything else the person agreed to. Otherwise anybody with a publishable key could tick for a stranger, undo
// it, and so silence them.

import { isDeepStrictEqual } from 'node:util';
import type { OptInRecord, OptOutRecord, Undone } from './record.ts';
import { grantedAt } from './state.ts';

/** What the record that undoes repeats of its opt-in, so that the fold needs no other record. */
export function undoneBy(optIn: OptInRecord): Undone {
  return { record: optIn.id, granted_at: grantedAt(optIn), scope: optIn.scope };
}

/** Whether a record undoes exactly this opt-in: the same moment, scope and purposes. */
export function isUndoOf({ undoes, purposes }: OptOutRecord, optIn: OptInRecord): boolean {
  return isDeepStrictEqual({ undoes, purposes }, { undoes: undoneBy(optIn), purposes: optIn.purposes });
}
