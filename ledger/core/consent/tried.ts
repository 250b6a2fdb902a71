// What was only tried out: by a test business, on a test site, with a test key. No person stands behind it,
// so the fold keeps what it grants and lifts in a state of its own (`tried`), beside what counts. A person's
// real consent is neither replaced nor ended by it, and nothing of it is the latest of anything.

import { type ConsentState, joinStates } from './state.ts';

/** The state as it would be if what was tried out counted, for those who try. */
export function asTried({ tried, ...state }: ConsentState): ConsentState {
  return tried === undefined ? state : joinStates(state, tried);
}
