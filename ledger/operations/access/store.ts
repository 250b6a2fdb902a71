// The port of what is kept of a person in no record, row by row as it is stored.

import type { Cells } from '../../core/kept-row.ts';

type Moment = string;

/** A row that a MAC binds, with every column that it has. */
type Bound = Cells & { mac: Buffer | null };

/** By table: the columns that are read here. */
export type HeldRows = {
  sends: Bound & {
    permit: string;
    sender: string;
    question: string;
    decision: string;
    reasons: string[];
    record: string | null;
    tree_size: number;
    state: string;
    message: Buffer | null;
    sealed_permit: Buffer;
    sealed_answer: Buffer | null;
    judged_at: Moment;
    answered_at: Moment | null;
  };
  message_statuses: Bound & {
    sender: string;
    message: Buffer;
    status: string;
    error: number | null;
    at: Moment;
  };
  service_windows: Bound & { sender: string; last_inbound_at: Moment };
  ownership_challenges: Bound & {
    record: string;
    method: string;
    live: boolean;
    confirmed: boolean;
    tries: number;
    created_at: Moment;
    expires_at: Moment;
  };
  ivr_calls: { call: Buffer; sealed: Buffer; tags: Buffer[]; ends_at: Moment };
  sms_threads: { thread: Buffer; sealed: Buffer; tags: Buffer[]; ends_at: Moment };
  opt_in_links: {
    id: string;
    sealed: Buffer;
    tags: Buffer[];
    made_at: Moment;
    ends_at: Moment;
    revoked_at: Moment | null;
  };
  pending_opt_ins: {
    pending: string;
    sealed: Buffer;
    tags: Buffer[];
    submitted_at: Moment;
    ends_at: Moment;
  };
  reconfirmations: { round: string; purpose: string; scope: string; record: string; named_at: Moment };
  erasure_requests: Bound & {
    request: string;
    proof: string;
    asked_at: Moment;
    refused_at: Moment | null;
    reason: string | null;
  };
  webhook_outbox: { id: string; sender: string; sealed: Buffer; tags: Buffer[]; received_at: Moment };
};
export type HeldTable = keyof HeldRows;

/** Whose rows: every id of theirs in the log, and the tags of their names under every pepper. */
export type Held = { business: string; subjects: readonly string[]; tags: readonly Buffer[] };

export interface AccessStore {
  /** The person's rows of a table, as `personal-data.ts` finds them, in pages. */
  rows<Table extends HeldTable>(table: Table, of: Held): AsyncIterable<HeldRows[Table][]>;
}
