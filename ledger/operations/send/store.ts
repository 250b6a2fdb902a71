// Sending through the ledger: the way to the Cloud API, and what is kept of a message. Part of ports.ts.

/** A call that somebody makes to the Cloud API through this ledger, with their own token. */
export type CloudCall = {
  method: string;
  /** From the version on: `/v23.0/106540352242922/messages`. */
  path: string;
  /** With its question mark, or empty. */
  query: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string | ReadableStream<Uint8Array> | null;
};

export type CloudAnswer<Body> = { status: number; headers: Record<string, string>; body: Body };

/** Both throw CloudNotReached if certainly nothing was asked, CloudSilent if nobody knows; neither asks twice. */
export interface CloudProxy {
  send(call: CloudCall): Promise<CloudAnswer<Buffer<ArrayBuffer>>>;
  /** Streams both ways. `gone`: whoever asked has left. */
  pass(call: CloudCall, gone: AbortSignal): Promise<CloudAnswer<ReadableStream<Uint8Array> | null>>;
}

/** No connection was made: not a byte has left. */
export class CloudNotReached extends Error {}

/** It was asked and there is no whole answer: what it did is not known. */
export class CloudSilent extends Error {}

/**
 * `denied`: by the gate. `sending`: on its way, or the node that sent it died. `refused`: by Meta. `not_sent`: Meta was not
 * reached. `unknown`: it may have been sent.
 */
export type SendState = 'denied' | 'sending' | 'accepted' | 'refused' | 'not_sent' | 'unknown';

/** A message that was to go through the ledger. */
export type Send = {
  /** Id of the permit. */
  permit: string;
  business: string;
  /** phone_number_id. */
  sender: string;
  subject?: string;
  /** Tag of the recipient under the current pepper. */
  recipient: Buffer;
  /** What was asked, JSON. */
  question: string;
  decision: 'allow' | 'deny';
  reasons: string[];
  record?: string;
  treeSize: number;
  state: SendState;
  /** MAC of Meta's id of the message. */
  message?: Buffer;
  /** Whether the message carries the permit's id. */
  carriesPermit: boolean;
  sealedPermit: Buffer;
  judgedAt: string;
  answeredAt?: string;
};

/** What was asked for under an Idempotency-Key; MACs. */
export type SpentOnSend = { key: Buffer; request: Buffer };

/** What Meta says became of a message. */
export type MessageStatus = {
  sender: string;
  business: string;
  /** MAC of Meta's id of the message. */
  message: Buffer;
  status: string;
  permit?: string;
  error?: number;
  at: string;
};

/** A message that Meta spoke of and no permit let out; `status` and `at` are the last it said of it. */
export type UnpermittedMessage = Pick<MessageStatus, 'sender' | 'message' | 'status' | 'at'>;

export interface SendStore {
  byPermit(permit: string): Promise<Send | undefined>;
  /** What an Idempotency-Key of a sender was last used for, and what must be repeated. */
  bySpent(
    sender: string,
    key: Buffer,
  ): Promise<{ send: Send; request: Buffer; sealedAnswer?: Buffer } | undefined>;
  /** Durable when it resolves. False, and nothing written, where the key is in use. */
  add(send: Send, spent?: SpentOnSend): Promise<boolean>;
  /** What became of it. A key is freed where nothing can have been sent. */
  settle(
    permit: string,
    outcome: {
      state: SendState;
      answeredAt: string;
      message?: Buffer;
      sealedAnswer?: Buffer;
      freesKey: boolean;
    },
  ): Promise<void>;
  /** Keeps each once; a message that carried a permit of the same sender, and has no id yet, gets it. */
  addStatuses(statuses: readonly MessageStatus[]): Promise<void>;
  /** Messages Meta spoke of to this business: those that a permit let out, and those that none did. */
  countSpokenOf(business: string): Promise<{ withPermit: number; withoutPermit: number }>;
  /** Those that none did, the latest first, `most` of them. */
  unpermitted(business: string, most: number): Promise<UnpermittedMessage[]>;
  /**
   * Every send of a business, oldest first, in pages; `followed`: under which subjects, linked ones included, the person has
   * records since it was judged.
   */
  scan(business: string, pageSize: number): AsyncIterable<(Send & { followed: string[] })[]>;
}
