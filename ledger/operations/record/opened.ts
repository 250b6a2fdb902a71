// Records opened one by one as they are wanted, a few in each turn of the event loop: a person may have
// thousands, and other callers' questions are answered in between.

import { setImmediate as othersFirst } from 'node:timers/promises';
import { type Opened, openRecord } from '../../core/consent/open-record.ts';
import type { StoredRecord } from '../append/log-store.ts';
import type { Keys } from '../keys.ts';

/** Records read by one query. */
export const recordsPerQuery = 200;
/** Records opened in one turn of the event loop: some two milliseconds. */
const openedPerTurn = 16;

export type OpenedRecord = Opened & { stored: StoredRecord };

export async function* openedOf(
  ledger: Keys<'master'>,
  pages: AsyncIterable<readonly StoredRecord[]> | Iterable<readonly StoredRecord[]>,
): AsyncGenerator<OpenedRecord> {
  let opened = 0;
  for await (const page of pages) {
    for (const stored of page) {
      if (opened > 0 && opened % openedPerTurn === 0) await othersFirst();
      opened += 1;
      yield { stored, ...openRecord(ledger, stored) };
    }
  }
}
