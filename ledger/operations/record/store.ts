// The ports of the log and of the sealed records.

import type { StoredRecord } from '../append/log-store.ts';
import type { Keys } from '../keys.ts';

export interface LogReader {
  /** The name that the first start fixed. Undefined where there is no ledger yet. */
  origin(): Promise<string | undefined>;
  /** The newest checkpoint. Undefined while the log is empty. */
  latestCheckpoint(): Promise<{ size: number; root: Buffer; note: string } | undefined>;
  /** The checkpoint that was committed at exactly this size, if any. */
  checkpointAt(size: number): Promise<{ size: number; root: Buffer; note: string } | undefined>;
  /** Entries from ≤ idx < to, in order. */
  entries(from: number, to: number): Promise<Buffer[]>;
  /** A full tile (8192 bytes), if it exists. */
  tile(level: number, index: number): Promise<Buffer | undefined>;
  /** The roots of full tiles `from ≤ index < to` of a level: the hashes of the level above. */
  tileRoots(level: number, from: number, to: number): Promise<Buffer[]>;
}

/** Sealed records, and the key that opens them. */
export type Records<Call extends keyof RecordStore> = Keys<'master'> & { records: Pick<RecordStore, Call> };

export interface RecordStore {
  byId(record: string): Promise<StoredRecord | undefined>;
  /** Those with these indexes that are there, in log order. */
  at(indexes: readonly number[]): Promise<StoredRecord[]>;
  /** The record that spent an idempotency key. */
  bySpent(business: string, key: Buffer): Promise<{ request: Buffer; record: string } | undefined>;
  /** Of these keys of a business, in hexadecimal, those that were spent. */
  spentAmong(business: string, keys: readonly Buffer[]): Promise<ReadonlySet<string>>;
  /** All records of these subjects, in log order. */
  ofSubjects(subjects: readonly string[]): Promise<StoredRecord[]>;
  /** The same in pages. `after`: only those behind this index. */
  chain(subjects: readonly string[], pageSize: number, after?: number): AsyncIterable<StoredRecord[]>;
  /** The same from the newest one back. `before`: only those with a smaller index. */
  chainBack(subjects: readonly string[], pageSize: number, before?: number): AsyncIterable<StoredRecord[]>;
  /** Records of a business that hold the stone of one of these subjects, in log order. */
  stonesOf(subjects: readonly string[]): Promise<(StoredRecord & { of: string })[]>;
  /**
   * Those of these subjects that the register calls corrections, and those that it does not know yet, in log
   * order.
   */
  perhapsCorrections(subjects: readonly string[]): Promise<StoredRecord[]>;
  /** The same of changes of a business's set-up. */
  perhapsSetup(business: string): Promise<StoredRecord[]>;
  /**
   * The first record of each of these subjects that has one, in no order. It names the person: a look, which
   * names none, is it only where the person has nothing else.
   */
  firstOf(subjects: readonly string[]): Promise<StoredRecord[]>;
  /**
   * All records of a business that are about no person, such as those of templates, oldest first, in pages.
   */
  withoutSubject(business: string, pageSize: number): AsyncIterable<StoredRecord[]>;
  /** The last record below this index, of any person. Skips erased records. */
  lastBelow(index: number): Promise<StoredRecord | undefined>;
  /**
   * Every record in pages, in log order, or by subject, which allows a new fold with flat memory.
   * @param from of log order: the index to begin at
   */
  scan(order: 'index' | 'subject', pageSize: number, from?: number): AsyncIterable<StoredRecord[]>;
}
