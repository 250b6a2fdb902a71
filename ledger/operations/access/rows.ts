// The access file of a person, row by row (GDPR, articles 15 and 20): what each sort of row holds.

import type { ReaderRole } from '../../core/consent/record/of-business.ts';
import type { Identifier } from '../../core/subject/identifier.ts';
import type { HistoryEntry } from '../history/read-history.ts';
import type { ChangedRecord } from '../record/opened.ts';

export const accessFormat = 'optmark-access/v1';

export type AccessHead = {
  format: typeof accessFormat;
  business: string;
  /** The name of it, as the person may know it. */
  business_name: string;
  made_at: string;
  /** All records are below this size of the log, each with its proof in this tree. */
  tree_size: number;
  checkpoint: string;
  subjects: readonly string[];
  /** The language that the person was last asked in. */
  locale?: string;
};

export type AccessRow =
  | ({ row: 'name' } & Identifier)
  /** What holds now, as the gate judges it. */
  | { row: 'standing'; purpose: string; scope: string; standing: string; record?: string; until?: string }
  /** Words, gesture, grade, the exact bytes, the opening of the entry and its proof; what was corrected. */
  | ({ row: 'record' } & Omit<HistoryEntry, 'read_by'>)
  /** What they were shown or heard, as it was published. */
  | { row: 'notice'; id: string; version: number; sha256: string; document: string; published: string }
  | { row: 'look'; at: string; operation: string; role: ReaderRole; reason?: string; leaf_index: number }
  /** What an erasure has left. */
  | { row: 'stone'; erased_at: string; reason: string; state: unknown }
  | {
      row: 'message';
      permit: string;
      sender: string;
      question: unknown;
      decision: string;
      reasons: readonly string[];
      record?: string;
      tree_size: number;
      state: string;
      judged_at: string;
      answered_at?: string;
      /** As the sender keeps it; its signature can be checked. */
      signed_permit?: string;
      /** As Meta answered, where it must be repeated. */
      answer?: string;
    }
  | { row: 'status'; permit?: string; sender: string; status: string; at: string; error?: number }
  | { row: 'window'; sender: string; last_message_at: string; open_until: string }
  | {
      row: 'challenge';
      record: string;
      method: string;
      live: boolean;
      confirmed: boolean;
      tries: number;
      created_at: string;
      expires_at: string;
    }
  | ({ row: 'call' | 'thread'; ends_at: string } & Content)
  | ({ row: 'link'; id: string; made_at: string; ends_at: string; revoked_at?: string } & Content)
  | ({ row: 'pending'; id: string; submitted_at: string; ends_at: string } & Content)
  /** A list of whom to ask for their consent again had them on it. */
  | { row: 'asked_again'; round: string; purpose: string; scope: string; record: string; named_at: string }
  /** The person asked to be erased, and it is not done. */
  | {
      row: 'erasure_request';
      id: string;
      proof: string;
      asked_at: string;
      refused_at?: string;
      reason?: string;
    }
  | ({ row: 'webhook'; sender: string; received_at: string } & Content)
  /** Somebody has changed it in the database by hand: the ledger does not say what it was. */
  | ({ row: 'changed'; of: string } & Partial<ChangedRecord>)
  | { row: 'not_shown'; what: string; why: string };

/** What stands there, where it is this person's alone. */
type Content = { content?: unknown; names_others?: true };

/** In the order in which they come. */
export const sections = {
  name: 'names',
  standing: 'standings',
  record: 'records',
  notice: 'notices',
  look: 'looks',
  stone: 'stones',
  message: 'messages',
  status: 'statuses',
  window: 'windows',
  challenge: 'challenges',
  call: 'calls',
  thread: 'threads',
  link: 'links',
  pending: 'pending',
  asked_again: 'asked_again',
  erasure_request: 'erasure_requests',
  webhook: 'webhooks',
  changed: 'changed',
  not_shown: 'not_shown',
} as const satisfies Record<AccessRow['row'], string>;
