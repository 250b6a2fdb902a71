// A draft is an admitted command on its way into the log; an outcome is what became of it. Everything that needs no
// lock (parsing, admission, tags, fresh keys) is done before a draft exists, so that the commit stays short.

import type { Spend } from '../../auth/spend.ts';
import type { ConsentRecord, RecordDraft } from '../../core/consent/record.ts';
import type { LedgerError } from '../../core/error.ts';
import type { PublishedNotice } from '../../core/notice/notice.ts';
import type { TagRow, TemplateKey } from '../ports.ts';

/** The person a record is about: somebody the log knows, or anybody with these tags, created if there is none. */
export type Owner =
  | { kind: 'business'; key: Buffer }
  | { kind: 'subject'; subject: string }
  /** One identifier under every pepper in use, the current one first. */
  | { kind: 'identified'; identifier: string; tags: readonly TagRow[] };

/** Where the record goes besides the log. */
export type SideEffect =
  | { kind: 'publish'; notice: PublishedNotice }
  | { kind: 'retire'; id: string; version: number }
  /** The record changes what is known of this template. */
  | { kind: 'template'; template: TemplateKey }
  /** The record links its person to this one, whose chain gets a record of its own; nothing is appended that is known. */
  | { kind: 'link'; other: Extract<Owner, { kind: 'identified' }>; record: RecordDraft };

export type NoticeEffect = Extract<SideEffect, { kind: 'publish' | 'retire' }>;

/** The id of the notice an effect is about. */
export const noticeOf = (effect: NoticeEffect): string =>
  effect.kind === 'publish' ? effect.notice.notice.id : effect.id;

export type Draft = {
  business: string;
  owner: Owner;
  record: RecordDraft;
  /** Idempotency: the key is spent on the first request; another request under the same key is refused. */
  spend?: Spend;
  effect?: SideEffect;
  /** How long an opt-in holds, days from when it happened; where nobody said when, that is known only to the commit. */
  validDays?: number;
};

export type Placed = {
  kind: 'placed';
  record: ConsentRecord;
  leafIndex: number;
  treeSize: number;
  entry: Buffer;
  inclusion: Uint8Array[];
  checkpoint: string;
};

export type Outcome =
  | Placed
  /** The same request was answered before, by this record. */
  | { kind: 'replayed'; record: string }
  | { kind: 'refused'; error: LedgerError };
