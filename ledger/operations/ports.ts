// How operations reach the world. One narrow interface per need; storage and clients implement them, compose wires
// them, tests hand in real ones on a real Postgres. Every method carries its guarantee.

import type { JWK } from 'jose';
import type { LimitName } from '../auth/rate-limit.ts';
import type { ApiScope, Principal } from '../auth/scope.ts';
import type { Site } from '../auth/site-key.ts';
import type { ConsentState } from '../core/consent/state.ts';
import type { TemplateName, TemplateState } from '../core/gate/template.ts';
import type { PublishedNotice } from '../core/notice/notice.ts';

/** The parts of the world that a pure function may not touch. */
export interface World {
  now(): Date;
  /** Cryptographically secure. */
  random(length: number): Buffer;
}

// ---- appending -------------------------------------------------------------------------------------------------

/** Bytes of the right-most partial tile of each level (empty where there is none), level 0 first: what an edge is restored from. */
export type EdgeHashes = { size: number; levels: Uint8Array[] };

/** A tag under one pepper. Look-ups go by the 64-bit prefix; the whole tag decides. */
export type TagRow = { prefix: bigint; tag: Buffer; pepper: number };

export type Lookups = {
  /** The tree the caller holds an edge for; if the head is another, by size or by root, `edge` is in the answer. */
  edgeSize: number;
  edgeRoot: Uint8Array;
  spent: readonly { business: string; key: Buffer }[];
  prefixes: readonly bigint[];
  subjects: readonly string[];
  notices: readonly { business: string; id: string }[];
  templates: readonly TemplateKey[];
};

/** A template of one of a business's WhatsApp Business Accounts. */
export type TemplateKey = { business: string; account: string; name: string; language: string };

export type Person = { subject: string; business: string; wrappedKey: Buffer; state: ConsentState };

export type Found = {
  size: number;
  root: Buffer;
  /** recorded_at of the last record (ISO 8601, milliseconds), or '' in an empty log. */
  lastRecordedAt: string;
  edge?: EdgeHashes;
  spent: { business: string; key: Buffer; request: Buffer; record: string }[];
  tags: { tag: Buffer; business: string; subject: string }[];
  people: Person[];
  /** The highest published version of each notice asked for, 0 if there is none, and whether that one is retired. */
  notices: { business: string; id: string; version: number; retired: boolean }[];
  /** What is known of those asked for (core/gate/template.ts); nothing where nothing is. */
  templates: (TemplateKey & { state: string })[];
};

export type SealedRow = {
  record: string;
  business: string;
  /** null: sealed under the business's own key. */
  subject: string | null;
  sealed: Buffer;
};

/** Everything one commit writes. `entries[i]` and `sealed[i]` belong to index `size + i` of the found head. */
export type BatchWrite = {
  entries: Buffer[];
  sealed: SealedRow[];
  tiles: { level: number; index: number; hashes: Buffer; root: Buffer }[];
  checkpoint: { size: number; root: Buffer; note: string };
  lastRecordedAt: string;
  subjects: { subject: string; business: string; wrappedKey: Buffer }[];
  tags: (TagRow & { business: string; kind: string; subject: string })[];
  states: { subject: string; state: string }[];
  spent: { business: string; key: Buffer; request: Buffer; record: string }[];
  notices: { notice: PublishedNotice; record: string }[];
  retirements: { business: string; id: string; version: number; record: string; at: string }[];
  /** In place of what was known; `treeSize` is that of the checkpoint. */
  templates: (TemplateKey & { state: string; treeSize: number })[];
  /** One a side: `record`, of subject `a`, links it to `b`. */
  links: { a: string; b: string; record: string }[];
};

export interface LogStore {
  /**
   * One commit. Locks the head row, reads what `lookups` asks for under that lock, hands it to `plan` (pure,
   * synchronous) and writes what plan returns, all in one transaction with synchronous_commit on; moves the head by
   * compare-and-swap. `null` from plan writes nothing. Resolves when durable. Rejects with the cause if the
   * transaction was rolled back, or with CommitUnknown if the connection was lost while committing.
   */
  append(lookups: Lookups, plan: (found: Found) => BatchWrite | null): Promise<void>;
  /** The log's fixed origin; written once by the first start, refused if it differs. */
  claimOrigin(origin: string): Promise<void>;
}

/** The outcome of a COMMIT is unknown: re-read by idempotency key, never append again blindly. */
export class CommitUnknown extends Error {}

// ---- reading the log -------------------------------------------------------------------------------------------

export interface LogReader {
  /** The newest checkpoint; undefined while the log is empty. */
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

// ---- reading records -------------------------------------------------------------------------------------------

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

export interface RecordStore {
  byId(record: string): Promise<StoredRecord | undefined>;
  /** The record an idempotency key was spent on. */
  bySpent(business: string, key: Buffer): Promise<{ request: Buffer; record: string } | undefined>;
  /** All records of a subject, oldest first. */
  bySubject(subject: string): Promise<StoredRecord[]>;
  /** The first record of each of these subjects that has one, in no order. */
  firstOf(subjects: readonly string[]): Promise<StoredRecord[]>;
  /** All records of a business that are about nobody, such as those of templates, oldest first, in pages. */
  withoutSubject(business: string, pageSize: number): AsyncIterable<StoredRecord[]>;
  /** The last record below this index, whoever's; an erased one is not there. */
  lastBelow(index: number): Promise<StoredRecord | undefined>;
  /** Every record in log order, in pages; `subject` order where asked, to refold with flat memory. */
  scan(order: 'index' | 'subject', pageSize: number): AsyncIterable<StoredRecord[]>;
}

// ---- asking the gate -------------------------------------------------------------------------------------------

export type KnownState = {
  tag: Buffer;
  business: string;
  subject: string;
  state: ConsentState;
  /** By subject: at least everyone whom links make one person with this one; absent where its state names no link. */
  linked?: ReadonlyMap<string, LinkedPerson>;
};

/** `tags`: under which pepper each of the names was first heard. */
export type LinkedPerson = { state: ConsentState; tags: readonly Buffer[] };

export interface ConsentStore {
  /**
   * Everyone with a tag of one of these prefixes, everyone they are linked to, and the tree size, from one snapshot of the
   * primary.
   */
  lookUp(prefixes: readonly bigint[]): Promise<{ treeSize: number; found: KnownState[] }>;
}

export * from './ports/consent-states.ts';

// ---- notices, businesses, sites, keys --------------------------------------------------------------------------

export type StoredNotice = PublishedNotice & { record: string; supersededAt?: string; retiredAt?: string };

export interface NoticeStore {
  /** Newest version first. */
  versions(business: string, id: string): Promise<StoredNotice[]>;
  ofBusiness(business: string): Promise<StoredNotice[]>;
}

export type Business = { id: string; name: string; callingCode?: string; wrappedKey: Buffer };

/** Session secrets as they are stored: under the master key, for this site (core/subject/sealed.ts). */
export type WrappedSessionSecrets = {
  current?: Buffer;
  previous?: { wrapped: Buffer; until: string };
};

export interface SetupStore {
  business(id: string): Promise<Business | undefined>;
  businesses(): Promise<Business[]>;
  addBusiness(business: Business): Promise<void>;
  site(key: string): Promise<Site | undefined>;
  sites(business: string): Promise<Site[]>;
  addSite(site: Site): Promise<void>;
  /** What session tokens of a site are signed with; undefined where there is no such site. */
  sessionSecrets(site: string): Promise<WrappedSessionSecrets | undefined>;
  /** Makes this the current secret; the one before stays good until `previousUntil` (ISO 8601). Throws not_found. */
  rotateSessionSecret(site: string, secret: { wrapped: Buffer; previousUntil: string }): Promise<void>;
  apiKey(hash: Buffer): Promise<Principal | undefined>;
  apiKeys(business?: string): Promise<ApiKeyRow[]>;
  addApiKey(row: Omit<ApiKeyRow, 'createdAt' | 'revokedAt'> & { hash: Buffer }): Promise<void>;
  /** True if a live key was revoked. */
  revokeApiKey(id: string): Promise<boolean>;
}

export type ApiKeyRow = {
  id: string;
  business: string;
  name: string;
  scopes: ApiScope[];
  createdAt: string;
  revokedAt?: string;
};

// ---- senders -----------------------------------------------------------------------------------------------------

/** A WhatsApp number of a business. */
export type Sender = {
  /** Meta's id of it. */
  phoneNumberId: string;
  business: string;
  /** Meta's id of the WhatsApp Business Account it belongs to; absent: nobody has said. */
  wabaId?: string;
  /** E.164. */
  number: string;
  /** What its webhooks are signed with, under the master key for this sender (core/subject/sealed.ts). */
  wrappedAppSecret: Buffer;
  /** SHA-256. */
  verifyToken: Buffer;
  /** Where its webhooks are forwarded to. */
  forwardUrl?: string;
};

export interface SenderStore {
  /** In the order of their ids. */
  ofBusiness(business: string): Promise<Sender[]>;
  /** Those whose messages may be sent with the access token of this MAC at `now`; read fresh, in the order of their ids. */
  byAccessToken(mac: Buffer, now: string): Promise<Sender[]>;
  /**
   * Makes this the current one; the one before stays good until `previousUntil` (ISO 8601), not at all without. Throws
   * not_found where the business has no such sender.
   */
  setAccessToken(
    business: string,
    phoneNumberId: string,
    mac: Buffer,
    previousUntil: string | undefined,
  ): Promise<void>;
  /** undefined: nowhere, and what waits is forgotten. Throws not_found where the business has no such sender. */
  setForwardUrl(business: string, phoneNumberId: string, url: string | undefined): Promise<void>;
  /** Throws conflict where there is one with this id, not_found where there is no such business. */
  add(sender: Sender): Promise<void>;
}

// ---- sending through the ledger ----------------------------------------------------------------------------------

export * from './send/store.ts';

// ---- forwarding webhooks -----------------------------------------------------------------------------------------

export * from './forward/store.ts';

// ---- who holds a number ------------------------------------------------------------------------------------------

/** Somebody wrote to a sender. */
export type InboundMessage = {
  /** phone_number_id. */
  sender: string;
  /** Of one of the writer's names, under the current pepper. */
  tag: Buffer;
  /** ISO 8601, milliseconds. */
  at: string;
};

export interface ServiceWindowStore {
  /** Durable when it resolves. An older message moves nothing back. Forgets whose windows are over at `now`. */
  open(business: string, messages: readonly InboundMessage[], now: string): Promise<void>;
  /** When whoever has one of these tags last wrote to this sender; read fresh from the primary. */
  lastInbound(business: string, sender: string, tags: readonly Buffer[]): Promise<string | undefined>;
}

/** `treeSize`: the size of the log that first held the last of its records. */
export type StoredTemplate = TemplateKey & { state: TemplateState; treeSize: number };

export interface TemplateStore {
  /** Of every account, or of this one; read fresh from the primary: what Meta re-tags counts at once. */
  named(business: string, template: TemplateName, account?: string): Promise<StoredTemplate[]>;
  /** By account, name and language. */
  ofBusiness(business: string): Promise<StoredTemplate[]>;
}

/** A template as Meta lists it. */
export type ListedTemplate = { name: string; language: string; category: string; status?: string };

/** Where an account's templates are to be had: Meta. */
export interface TemplateSource {
  /** In pages. Throws what went wrong, without any token in it. */
  templates(account: string): AsyncIterable<ListedTemplate[]>;
}

export * from './ownership/store.ts';

// ---- verifying what is stored ------------------------------------------------------------------------------------

/**
 * Rows as they are, for `verify` on a database: it compares them with what the records say. All of them as of one
 * moment, so that an append meanwhile is not taken for a change.
 */
export interface LedgerSnapshot {
  head(): Promise<{ origin: string; size: number; root: Buffer; lastRecordedAt: string }>;
  checkpoints(): AsyncIterable<{ size: number; root: Buffer; note: string }[]>;
  entries(pageSize: number): AsyncIterable<{ index: number; entry: Buffer }[]>;
  tiles(): AsyncIterable<{ level: number; index: number; hashes: Buffer; root: Buffer }[]>;
  notices(): Promise<
    { business: string; id: string; version: number; sha256: string; bytes: Buffer; record: string }[]
  >;
  retirements(): Promise<{ business: string; id: string; version: number; record: string; at: string }[]>;
  templates(): Promise<(TemplateKey & { state: string; treeSize: number })[]>;
  /**
   * Everybody of whom a key, a state, a tag or a link is stored; what is not there is empty. Ordered by subject, so that it can
   * be merged with RecordStore.scan('subject').
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
  /** Records that spent keys name and that do not exist in that business. */
  spentOnNothing(): Promise<string[]>;
}

// ---- how often somebody may ask ----------------------------------------------------------------------------------

export type { LimitName, RateWindow } from '../auth/rate-limit.ts';

export interface RateLimits {
  /**
   * Counts one request against each, in this order; what comes after the first that is used up is not counted. A key
   * may be personal: it is kept as a MAC only. Throws rate_limited with the seconds to wait.
   */
  take(takes: readonly { limit: LimitName; key: string }[]): Promise<void>;
  /** Counts nothing. Throws rate_limited, with the seconds to wait, where one of these is used up. */
  look(takes: readonly { limit: LimitName; key: string }[]): Promise<void>;
}

// ---- somebody's log, over HTTP -----------------------------------------------------------------------------------

/** What a server answered. Believed in nothing; larger than its kind can be is as false as anything else. */
export type Served = { kind: 'bytes'; bytes: Buffer } | { kind: 'missing' } | { kind: 'too_large' };

export interface LogServer {
  checkpoint(): Promise<Served>;
  /** Under the log's prefix, as core/log/tile.ts writes it. */
  tile(path: string): Promise<Served>;
  /** The log's verifier key as the server publishes it; undefined where it publishes none. */
  verifierKey(): Promise<string | undefined>;
  /** The keys of receipts (RFC 7517) as the server publishes them. */
  tokenKeys(): Promise<JWK[] | undefined>;
}

/** The server did not answer, or said that it cannot: nothing was learned about the log. */
export class ServerUnreachable extends Error {}
