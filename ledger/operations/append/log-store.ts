// The port of the append path: what one batch reads under the lock, what it writes, and what a lost commit
// means.

import type { ConsentRecord } from '../../core/consent/record.ts';
import type { ConsentState } from '../../core/consent/state.ts';
import type { UnreadState } from '../../core/consent/state-text.ts';
import type { PublishedFlow } from '../../core/flow/flow.ts';
import type { PublishedNotice } from '../../core/notice/notice.ts';
import type { Columns, SetupKey } from '../../core/setup/columns.ts';
import type { Micros } from '../../core/when.ts';
import type { Erasing, Erasure } from './erasing.ts';

/**
 * Bytes of the right-most partial tile of each level (empty where there is none), level 0 first. An edge is
 * restored from them.
 */
export type EdgeHashes = { size: number; levels: Uint8Array[] };

/** A tag under one pepper. Look-ups use the 64-bit prefix; the whole tag decides. */
export type TagRow = { prefix: bigint; tag: Buffer; pepper: number };

export type Lookups = {
  /**
   * The tree of the caller's edge. If the head has another size or root, `edge` is in the answer.
   */
  edgeSize: number;
  edgeRoot: Uint8Array;
  /** A size of the log that was seen before (head-watch.ts); absent or 0: none. */
  seen?: number;
  spent: readonly { business: string; key: Buffer }[];
  prefixes: readonly bigint[];
  subjects: readonly string[];
  notices: readonly { business: string; id: string }[];
  /** The publications of a business other than those that were seen; absent: none are asked for. */
  publications?: readonly { business: string; seen: ReadonlySet<string> }[];
  flows: readonly { business: string; id: string }[];
  templates: readonly TemplateKey[];
  setup: readonly SetupKey[];
  /** People of the console, by who they are at the provider; with the rows of set-up they are found. */
  staff?: readonly { business: string; identity: Buffer }[];
  /** What waits for a second member of staff. */
  pending?: readonly string[];
  /** Subjects that are to be erased. */
  erasing?: readonly string[];
  /** Indexes of records that are to go because their time is over. */
  pruning?: readonly number[];
};

/**
 * Where the stored state is damaged, missing or made by an earlier fold: all records, to rebuild it, and
 * those of the business that hold the subject's stone.
 */
export type Person = { subject: string; business: string; wrappedKey: Buffer } & (
  | { state: ConsentState }
  | { unread: UnreadState; records: readonly StoredRecord[]; stones: readonly StoredRecord[] }
);

export type Found = {
  size: number;
  root: Buffer;
  /** The name that the log has. */
  origin?: string;
  /** Of the checkpoint at the size `seen`; absent: there is none. */
  rootThen?: Buffer;
  /** recorded_at of the last record, or '' in an empty log. */
  lastRecordedAt: string;
  /** The database's clock, read when the head was locked. */
  now: Micros;
  edge?: EdgeHashes;
  /** `erased`: the record that spent it no longer exists. */
  spent: (KeptSpent & { erased: boolean })[];
  tags: { tag: Buffer; business: string; subject: string }[];
  people: Person[];
  /**
   * The highest published version of each notice asked for, 0 if there is none, and whether it is retired.
   */
  notices: { business: string; id: string; version: number; retired: boolean }[];
  /** Those asked for. */
  publications?: { business: string; record: string; notice: PublishedNotice }[];
  /** The highest published version of each flow asked for, 0 if there is none. */
  flows: { business: string; id: string; version: number }[];
  /** What the ledger knows about the templates asked for (core/gate/template.ts). Unknown ones are absent. */
  templates: (TemplateKey & { state: string })[];
  /** The rows of set-up asked for; what is not set up is absent. */
  setup: (SetupKey & { columns: Columns })[];
  /** Those asked for that still wait. Until the commit is over no one else decides about them. */
  pending?: readonly { pending: string; business: string }[];
  /** What is there of the subjects that are to be erased. */
  erasing?: Erasing;
  /** Of the indexes that are to go, those whose records are there. */
  pruning?: readonly { idx: number; business: string }[];
};

/** What a request used up, and the record that it used it up on. */
export type SpentRow = { business: string; key: Buffer; request: Buffer; record: string };
/** As it is stored. */
export type KeptSpent = SpentRow & { mac: Buffer | null };

export type SealedRow = {
  record: string;
  business: string;
  /** null: sealed under the business's own key. */
  subject: string | null;
  sealed: Buffer;
};

/** A version, and what a record says of it. */
type NoticeNote = { business: string; id: string; version: number; record: string; at: string };

/**
 * Everything one commit writes. `entries[i]` and `sealed[i]` belong to index `size + i` of the found head.
 */
export type BatchWrite = {
  entries: Buffer[];
  sealed: SealedRow[];
  tiles: { level: number; index: number; hashes: Buffer; root: Buffer }[];
  checkpoint: { size: number; root: Buffer; note: string };
  lastRecordedAt: string;
  subjects: { subject: string; business: string; wrappedKey: Buffer }[];
  tags: (TagRow & { business: string; kind: string; subject: string })[];
  states: { subject: string; state: string }[];
  spent: (SpentRow & { mac: Buffer })[];
  notices: { notice: PublishedNotice; record: string }[];
  retirements: NoticeNote[];
  reviews: (NoticeNote & { locale: string })[];
  flows: { flow: PublishedFlow; record: string }[];
  /** Replaces the previous states. `treeSize` is that of the checkpoint. */
  templates: (TemplateKey & { state: string; treeSize: number })[];
  /** One for each side: `record`, of subject `a`, links it to `b`. */
  links: { a: string; b: string; record: string }[];
  /** The log's next name; its record is the first of the batch. */
  succession?: SuccessionWrite & { record: string; at: string };
  recoveries: { business: string; begun: string; record: string }[];
  /** The record of each entry: not for this statement, but for the register (operations/register). */
  records: ConsentRecord[];
  /** Those that silence a person: not for the database, but for the journal beside it. */
  stops: ConsentRecord[];
  /** Before anything else is written. */
  erasure?: ErasureWrite;
  /** Indexes of records whose time is over. */
  pruned?: readonly number[];
  /** Rows as they are from now on; null: there is none any more. */
  setup: (SetupKey & { columns: Columns | null })[];
  /** What waits no longer. */
  confirmed?: readonly string[];
};

/** Whose rows are deleted, and the record in which the stone of each is found again. */
export type ErasureWrite = Pick<Erasure, 'subjects' | 'tags'> & {
  business: string;
  record: string;
  at: string;
  /** What their requests used up, as it is kept from now on. */
  blanked: readonly KeptSpent[];
};

/** The log's nth name, and from where it goes on under it. */
export type SuccessionWrite = {
  n: number;
  origin: string;
  vkey: string;
  lastOrigin: string;
  lastVkey: string;
  size: number;
  root: Buffer;
  why: 'restored' | 'key_rotated';
  /** What the database keeps of the new key (storage/keys/key-checks.ts). */
  keyCheck: { name: string; check: Buffer };
};

export interface LogStore {
  /**
   * One commit. Locks the head row, reads what `lookups` asks for under that lock, hands it to `plan` (pure,
   * synchronous), writes what plan returns, and moves the head by compare-and-swap, all in one transaction
   * with synchronous_commit on. `null` from plan writes nothing. Resolves when durable. Rejects with the
   * cause if the transaction rolled back, or with CommitUnknown if the connection broke during COMMIT.
   */
  append(lookups: Lookups, plan: (found: Found) => BatchWrite | null): Promise<void>;
  /**
   * The log's fixed origin. The first start writes it once. Later starts must name the same log.
   * @returns the name that the log has now: this one, or the one under which it has gone on
   */
  claimOrigin(origin: string): Promise<string>;
}

/** The outcome of a COMMIT is unknown. Look it up by idempotency key; never append again blindly. */
export class CommitUnknown extends Error {}

/** A template of one of a business's WhatsApp Business Accounts. */
export type TemplateKey = { business: string; account: string; name: string; language: string };

export type StoredRecord = {
  index: number;
  record: string;
  business: string;
  subject: string | null;
  entry: Buffer;
  sealed: Buffer;
  /** Wrapped key of the subject, or of the business where subject is null. */
  wrappedKey: Buffer;
  /** Size of the checkpoint that first covered it. */
  treeSize: number;
};
