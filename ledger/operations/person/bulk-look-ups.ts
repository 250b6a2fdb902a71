// Look-ups of bulk checks: one query under way at a time for all callers. So a million numbers keep one
// connection busy and single checks find the others free. First come, first served: each bulk request waits
// for the one before.

import type { LookUps } from './look-ups.ts';
import type { ConsentStore } from './store.ts';

export function queueLookUps(store: ConsentStore): LookUps {
  let last: Promise<unknown> = Promise.resolve();
  return (prefixes) => {
    const turn = last.then(() => store.lookUp(prefixes));
    // The next caller gets its turn even after a failure. Only the caller of the failed query gets the error.
    last = turn.catch(() => {});
    return turn;
  };
}
