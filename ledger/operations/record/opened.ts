// Records opened one by one as they are wanted, a few in each turn of the event loop: a person may have
// thousands, and other callers' questions are answered in between.

import { setImmediate as othersFirst } from 'node:timers/promises';
import { type Opened, openRecord, openUnlessChanged } from '../../core/consent/open-record.ts';
import type { StoredRecord } from '../append/log-store.ts';
import type { Keys } from '../keys.ts';

/** Records read by one query. */
export const recordsPerQuery = 200;
/** Records opened in one turn of the event loop: some two milliseconds. */
const openedPerTurn = 16;

export type OpenedRecord = Opened & { stored: StoredRecord };

type Pages = AsyncIterable<readonly StoredRecord[]> | Iterable<readonly StoredRecord[]>;

export async function* openedOf(ledger: Keys<'master'>, pages: Pages): AsyncGenerator<OpenedRecord> {
  for await (const stored of inTurn(pages)) yield { stored, ...openRecord(ledger, stored) };
}

/** A record that does not open to its entry: somebody has changed it in the database by hand. */
export type ChangedRecord = { leaf_index: number; changed: true; entry: string };

export const changedRecord = ({ index, entry }: StoredRecord): ChangedRecord => ({
  leaf_index: index,
  changed: true,
  entry: entry.toString('base64'),
});

/**
 * For whoever reads all of a person: one record that a hand has changed must not hide the others.
 * @param changed is told of each that does not open
 */
export async function* openedBut(
  ledger: Keys<'master'>,
  pages: Pages,
  changed: (one: ChangedRecord) => void,
): AsyncGenerator<OpenedRecord> {
  for await (const stored of inTurn(pages)) {
    const opened = openUnlessChanged(ledger, stored);
    if (opened !== undefined) yield { stored, ...opened };
    else changed(changedRecord(stored));
  }
}

async function* inTurn(pages: Pages): AsyncGenerator<StoredRecord> {
  let opened = 0;
  for await (const page of pages) {
    for (const stored of page) {
      if (opened > 0 && opened % openedPerTurn === 0) await othersFirst();
      opened += 1;
      yield stored;
    }
  }
}
