// A draft is an admitted command on its way into the log. Its outcome says what happened to it. All work that
// needs no lock (parsing, admission, tags, fresh keys) comes before the draft, so that the commit stays
// short.

import type { Spend } from '../../auth/spend.ts';
import type { ConsentRecord, RecordDraft } from '../../core/consent/record.ts';
import type { ConsentState } from '../../core/consent/state.ts';
import type { LedgerError } from '../../core/error.ts';
import type { PublishedFlow } from '../../core/flow/flow.ts';
import type { PublishedNotice } from '../../core/notice/notice.ts';
import type { Columns, SetupKey } from '../../core/setup/columns.ts';
import type { Micros } from '../../core/when.ts';
import type { Erasure } from './erasing.ts';
import type { SuccessionWrite, TagRow, TemplateKey } from './log-store.ts';

/**
 * The person a record is about: one the log knows, or the one with these tags, created if the log has none.
 */
export type Owner =
  | { kind: 'business'; key: Buffer }
  | { kind: 'subject'; subject: string }
  /** One identifier under every pepper in use, the current one first. */
  | { kind: 'identified'; identifier: string; tags: readonly TagRow[] };

/** Where the record goes besides the log. */
export type SideEffect =
  | { kind: 'publish'; notice: PublishedNotice; beside?: Beside }
  | { kind: 'retire'; id: string; version: number }
  /** Its spend keeps a second one out. */
  | { kind: 'review'; id: string; version: number; locale: string }
  | { kind: 'publish_flow'; flow: PublishedFlow }
  /** The record changes what the ledger knows about this template. */
  | { kind: 'template'; template: TemplateKey }
  /**
   * The record says what a thing of set-up now is. `change` gets its row as it is under the lock, and the id
   * of the record; it returns the row as it shall be, null to end it, or why not. `identity`: of a person of
   * the console who is added; `change` gets the rows that the business has under it, too.
   */
  | ({ kind: 'setup'; change: SetupChange; identity?: Buffer } & SetupKey)
  /**
   * The record links its person to this one, whose chain gets a record of its own. A link that the log
   * already holds is not appended again.
   */
  | { kind: 'link'; other: Extract<Owner, { kind: 'identified' }>; record: RecordDraft }
  /** The log goes on under another name; the record is the first under it. */
  | { kind: 'succeed'; succession: SuccessionWrite }
  /** Consent of this business from before the restore counts again. */
  | { kind: 'recover'; business: string; begun: string }
  /**
   * The record is what this one, which waited for a second member of staff, becomes; the row goes with the
   * same commit. `refusal` is for one that was rejected, or is gone.
   */
  | { kind: 'confirm_pending'; pending: string; refusal: LedgerError }
  /** The record corrects one of this moment, which is not to have been erased since. */
  | { kind: 'correct'; recordedAt: string }
  /** The record says what is taken of a person and what stays (erasing.ts). It is alone in its batch. */
  | ({ kind: 'erase' } & Erasure)
  /** The records of who looked, with these indexes, are gone (pruning.ts). */
  | { kind: 'prune'; indexes: readonly number[] };

/** Of a publication that not every other leaves room for. */
export type Beside = {
  /** The records of the business's publications that its caller has looked at. */
  seen: ReadonlySet<string>;
  /** Whether it cannot stand beside this one, which came since. */
  bars(other: PublishedNotice): boolean;
};

export type SetupChange = (
  is: Columns | undefined,
  record: string,
  ofIdentity: readonly Columns[],
) => Columns | null | LedgerError;

export type NoticeEffect = Extract<SideEffect, { kind: 'publish' | 'retire' }>;
export type VersionEffect = NoticeEffect | Extract<SideEffect, { kind: 'publish_flow' }>;

/** The id of the notice an effect is about. */
export const noticeOf = (effect: NoticeEffect): string =>
  effect.kind === 'publish' ? effect.notice.notice.id : effect.id;

/** `spend`: the thing, and of whom it is. */
export type Sole = { spend: Spend; refusal: LedgerError };

export type Draft = {
  business: string;
  /** Of records whose time is over: what the business had set when that was judged. It must be so still. */
  judgedBy?: readonly string[];
  owner: Owner;
  record: RecordDraft;
  /** Idempotency: the first request spends the key. The ledger refuses another request under the same key. */
  spend?: Spend;
  /** What can be of one person only, such as a signed form. Recorded before of another, it refuses this. */
  sole?: readonly Sole[];
  effect?: SideEffect;
  /** Of a no: the stop in its place, where the lock finds that the person has agreed to what it declines. */
  ifAgreed?: Pick<Draft, 'record' | 'spend'>;
  /** Of the record, where its content names it; else the log makes one. */
  id?: string;
  /**
   * How long an opt-in holds, in days from when it happened; if the caller did not say when, only the commit
   * knows.
   */
  validDays?: number;
  /**
   * Set by the sequencer where an opt-out that came later went first: the moment of that opt-out. What the
   * person agreed to came before it, and is dated no later.
   */
  notAfter?: string;
  /**
   * Its caller is told soon after this moment that nothing was recorded: a commit that begins later records
   * nothing.
   */
  until?: Micros;
};

export type Placed = {
  kind: 'placed';
  record: ConsentRecord;
  leafIndex: number;
  treeSize: number;
  entry: Buffer;
  inclusion: Uint8Array[];
  checkpoint: string;
  /** The fold of the person's own records, including this one. The records of linked people do not count. */
  state?: ConsentState;
};

export type Outcome =
  | Placed
  /** The same request was recorded before, as this record. */
  | { kind: 'replayed'; record: string }
  | { kind: 'refused'; error: LedgerError };
