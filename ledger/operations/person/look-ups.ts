// Concurrent gate checks share a query. A check joins only a query that has not been sent yet, so every
// answer reads a snapshot younger than its question. The check sees every opt-out that was confirmed before
// it began.

import type { StatesRead } from './consent-states.ts';
import type { ConsentStore, KnownState, Reading } from './store.ts';

/** Queries under way at once. The next one collects the checks that arrive meanwhile. */
const queriesMax = 1;
/** Tags per query. */
const prefixesMax = 1000;

export type Snapshot = Reading & { found: readonly KnownState[] };

type Waiting = {
  prefixes: readonly bigint[];
  resolve(snapshot: Snapshot): void;
  reject(cause: unknown): void;
};

export type LookUps = (prefixes: readonly bigint[]) => Promise<Snapshot>;

export function shareLookUps(store: ConsentStore): LookUps {
  let waiting: Waiting[] = [];
  let underWay = 0;

  function send(): void {
    const joined: Waiting[] = [];
    for (let count = 0; waiting.length > joined.length && count < prefixesMax; ) {
      const next = waiting[joined.length]!;
      count += next.prefixes.length;
      joined.push(next);
    }
    waiting = waiting.slice(joined.length);
    underWay += 1;
    store
      .lookUp(joined.flatMap(({ prefixes }) => prefixes))
      .then((snapshot) => answer(joined, snapshot))
      // Also for an error while it answers, so that no caller waits for ever.
      .catch((cause) => joined.forEach(({ reject }) => void reject(cause)))
      .finally(() => {
        underWay -= 1;
        if (waiting.length > 0 && underWay < queriesMax) send();
      });
  }

  return (prefixes) =>
    new Promise((resolve, reject) => {
      waiting.push({ prefixes, resolve, reject });
      // At the end of this turn, so that requests parsed in the same turn go together.
      if (waiting.length === 1) setImmediate(() => waiting.length > 0 && underWay < queriesMax && send());
    });
}

function answer(joined: readonly Waiting[], { found, unread: _, ...reading }: StatesRead): void {
  const byPrefix = new Map<bigint, KnownState[]>();
  for (const known of found) {
    const prefix = known.tag.readBigInt64BE(0);
    byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), known]);
  }
  for (const { prefixes, resolve } of joined) {
    resolve({ ...reading, found: prefixes.flatMap((prefix) => byPrefix.get(prefix) ?? []) });
  }
}
