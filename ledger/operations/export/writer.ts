// What one format adds to an export: how its file begins, what it says of the records of a page, and its end.

import type { StoredRecord } from '../append/log-store.ts';

/** What the whole file is about. */
export type ExportFacts = {
  business: string;
  /** What was asked for, without who a person is. */
  filter: Record<string, unknown>;
  treeSize: number;
  total: number;
  unread: number;
};

/** A record that was found; without what is stored: why not. */
export type FoundRow = { index: number } & ({ stored: StoredRecord } | { row: 'gone' | 'unreadable' });

/** Of this file: rows in it, and where a part ends. */
export type Sent = { sent: number; cursor?: string };

export type Writer = {
  mediaType: string;
  extension: string;
  head: string;
  page(rows: readonly FoundRow[]): Promise<string>;
  /** @param hashed SHA-256 of all bytes before, and of these */
  end(sent: Sent, hashed: (before: string) => string): string;
};
