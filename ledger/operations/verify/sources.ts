// The ports a verifier reads from: the database at one moment, or a log over HTTP.

import type { JWK } from 'jose';
import type { StoredNoticeNote } from '../../core/audit/notice-audit.ts';
import type { BoundTable, Cells } from '../../core/kept-row.ts';
import type { LogName } from '../../core/log/succession.ts';
import type { DayCount } from '../../core/register/day-counts.ts';
import type { Facets } from '../../core/register/facets.ts';
import type { Columns, SetupKey } from '../../core/setup/columns.ts';
import type { TemplateKey } from '../append/log-store.ts';

/**
 * Rows as they are, for `verify` on a database, which compares them with the records. All of them are as of
 * one moment, so that an append meanwhile does not look like tampering.
 */
export interface LedgerSnapshot {
  head(): Promise<{ origin: string; size: number; root: Buffer; lastRecordedAt: string }>;
  checkpoints(): AsyncIterable<{ size: number; root: Buffer; note: string }[]>;
  entries(pageSize: number): AsyncIterable<{ index: number; entry: Buffer }[]>;
  tiles(): AsyncIterable<{ level: number; index: number; hashes: Buffer; root: Buffer }[]>;
  notices(): Promise<
    { business: string; id: string; version: number; sha256: string; bytes: Buffer; record: string }[]
  >;
  retirements(): Promise<StoredNoticeNote[]>;
  reviews(): Promise<StoredNoticeNote[]>;
  flows(): ReturnType<LedgerSnapshot['notices']>;
  templates(): Promise<(TemplateKey & { state: string; treeSize: number })[]>;
  /** Every row of set-up, with all its columns. */
  setup(): Promise<(SetupKey & { columns: Columns })[]>;
  /**
   * Every person with a stored key, state, tag or link. Missing parts are empty. Ordered by subject, so that
   * the caller can merge it with RecordStore.scan('subject').
   */
  people(pageSize: number): AsyncIterable<
    {
      subject: string;
      business: string;
      wrappedKey: Buffer;
      state: string;
      tags: { business: string; kind: string; pepper: number; tag: Buffer; prefix: bigint }[];
      links: { b: string; record: string }[];
    }[]
  >;
  /** Where the stones of erased people are. */
  stones(): Promise<{ subject: string; record: string }[]>;
  /** Records that spent keys name but that do not exist in that business. */
  spentOnNothing(): Promise<string[]>;
  /** The register, by index, in pages; how far it says that it is filled, and what it has counted. */
  registerRows(pageSize: number): AsyncIterable<(Facets & { business: string })[]>;
  registerFilled(): Promise<{
    through: number;
    ranges: { first: number; past: number }[];
    days: DayCount[];
  }>;
  /** Every row that a MAC binds, with all its columns. */
  boundRows(): AsyncIterable<BoundRow[]>;
  /** Of the widget, and their files. */
  releases(): Promise<{ version: string; manifest: string }[]>;
  releaseFiles(): AsyncIterable<{ version: string; path: string; digest: string; bytes: Buffer }[]>;
  /** What the tables, their guards and the rights to them are, and what they must be; by name. */
  schema(): Promise<{ is: ReadonlyMap<string, string>; mustBe: ReadonlyMap<string, string> }>;
}

export type BoundRow = { table: BoundTable; row: Cells & { mac: Buffer | null } };

/**
 * A server's answer, not yet trusted. An answer larger than its kind can be is false.
 */
export type Served = { kind: 'bytes'; bytes: Buffer } | { kind: 'missing' } | { kind: 'too_large' };

export interface LogServer {
  checkpoint(): Promise<Served>;
  /** Under the log's prefix, as core/log/tile.ts writes it. */
  tile(path: string): Promise<Served>;
  /**
   * The names of the log as the server publishes them, the present one last; undefined if it publishes none.
   */
  names(): Promise<readonly LogName[] | undefined>;
  /** The keys of receipts (RFC 7517) as the server publishes them. */
  tokenKeys(): Promise<JWK[] | undefined>;
}

/** The server did not answer, or said that it cannot. This says nothing about the log. */
export class ServerUnreachable extends Error {}
