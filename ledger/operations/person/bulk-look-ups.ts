// Look-ups of bulk checks: one query under way at a time, whoever asks, so that a million numbers keep one connection
// busy and single checks find the others free. First come, first served: each bulk request waits for the one before.

import type { ConsentStore } from '../ports.ts';
import type { LookUps } from './look-ups.ts';

export function queueLookUps(store: ConsentStore): LookUps {
  let last: Promise<unknown> = Promise.resolve();
  return (prefixes) => {
    const turn = last.then(() => store.lookUp(prefixes));
    // The next one's turn comes also after a failure, which is the asker's to hear.
    last = turn.catch(() => {});
    return turn;
  };
}
