// The ports of a backup: everything a database holds at one moment, and an empty database that takes it.

import type { Progress } from '../progress.ts';

/** A table's rows in PostgreSQL's binary COPY format, these columns in this order. */
export type TableRows = { table: BackupTable; rows: AsyncIterable<Buffer> };
export type BackupTable = { name: string; columns: string[] };

export type Contents = {
  /** How many migrations made the tables. */
  migrations: number;
  origin: string;
  size: number;
  /** Base64. */
  root: string;
  /** The signed note of that size; null: the log is empty. */
  checkpoint: string | null;
  /** What the database remembers of its keys (storage/keys/key-checks.ts), in hexadecimal. */
  keys: { name: string; check: string }[];
  /** By the database's clock, ISO 8601. */
  at: string;
  /** Each after those it refers to. */
  tables: BackupTable[];
};

export type Stored = {
  contents: Contents;
  /** Of the tables on disk; about what `rows` will be. */
  bytes: number;
  rows(table: BackupTable): AsyncIterable<Buffer>;
};

export interface BackupSource {
  atOneMoment<Result>(work: (stored: Stored) => Promise<Result>): Promise<Result>;
}

export interface BackupTarget {
  /** Changes nothing, and says why this backup cannot be restored here; undefined: it can. */
  refusal(contents: Contents): Promise<string | undefined>;
  /** Makes tables and roles, and fills the tables in one transaction: all rows, or none. */
  fill(contents: Contents, tables: AsyncIterable<TableRows>): Promise<void>;
}

export type { Progress };
