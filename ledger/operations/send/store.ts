// The ports of sending: the way to the Cloud API, and what the ledger keeps of a message.

/** A call to the Cloud API that a business makes through this ledger, with its own token. */
export type CloudCall = {
  method: string;
  /** Begins with the version: `/v23.0/106540352242922/messages`. */
  path: string;
  /** With its question mark, or empty. */
  query: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string | ReadableStream<Uint8Array> | null;
};

export type CloudAnswer<Body> = { status: number; headers: Record<string, string>; body: Body };

/**
 * Both throw CloudNotReached if Meta certainly got no request, CloudSilent if that is unknown. Neither
 * retries.
 */
export interface CloudProxy {
  /**
   * @param mayLeave is called when the connection is open and the message is next to leave. On false, `send`
   * throws CloudHeldBack and the message does not leave
   */
  send(
    call: CloudCall & { body: string },
    mayLeave?: () => Promise<boolean>,
  ): Promise<CloudAnswer<Buffer<ArrayBuffer>>>;
  /** Streams both ways. `gone`: the caller has left. */
  pass(call: CloudCall, gone: AbortSignal): Promise<CloudAnswer<ReadableStream<Uint8Array> | null>>;
}

/** There was no connection, so not a byte has left. */
export class CloudNotReached extends Error {}

/** The gate held the message back, so not a byte of it has left. */
export class CloudHeldBack extends Error {}

/** Meta got the request but gave no whole answer, so the outcome is unknown. */
export class CloudSilent extends Error {}

/**
 * `denied`: by the gate. `sending`: on its way, or the node that sent it died. `refused`: by Meta.
 * `not_sent`: Meta was not reached. `unknown`: it may have been sent.
 */
export type SendState = 'denied' | 'sending' | 'accepted' | 'refused' | 'not_sent' | 'unknown';

/** A message that a sender put through the ledger. */
export type Send = {
  /** Id of the permit. */
  permit: string;
  business: string;
  /** phone_number_id. */
  sender: string;
  subject?: string;
  /** Tag of the recipient under the current pepper. */
  recipient: Buffer;
  /** The question, as JSON. `offers`: the ordinary words with which the message offers to stop. */
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

/** The request under an Idempotency-Key, as MACs. */
export type SpentOnSend = { key: Buffer; request: Buffer };

/** What Meta says happened to a message. */
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

/** Where a send stands among those of a person: when it was judged, and its permit. */
export type SendPlace = { at: string; permit: string };
export type ToldSend = Send & { statuses: Pick<MessageStatus, 'status' | 'at' | 'error'>[] };

/** One that the gate let out. */
export type SentMessage = {
  sender: string;
  message: Buffer;
  permit: string;
  /** The record that decided; absent: none was needed. */
  record?: string;
  /** Whether it is still there. */
  hasRecord: boolean;
};

/** A message of a sender, by the MAC of its id at Meta. */
export type MessageName = { sender: string; message: Buffer };

/** A message that Meta reported without a permit. `status` and `at` are the last that it reported. */
export type UnpermittedMessage = Pick<MessageStatus, 'sender' | 'message' | 'status' | 'at'>;

export interface SendStore {
  byPermit(permit: string): Promise<Send | undefined>;
  /**
   * The last request under a sender's Idempotency-Key, and the answer to repeat; or that the message has been
   * erased.
   */
  bySpent(
    sender: string,
    key: Buffer,
  ): Promise<{ permit: string; request: Buffer; sealedAnswer?: Buffer } | 'erased' | undefined>;
  /** Durable when it resolves. False where the key is in use; it then writes nothing. */
  add(send: Send, spent?: SpentOnSend): Promise<boolean>;
  /** Keeps the outcome. Frees the key if nothing can have been sent. */
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
  /** By the MAC of a message's id at Meta. */
  byMessage(sender: string, message: Buffer): Promise<Send | undefined>;
  /** Of these messages those that the gate let out for the business, in no order. */
  among(business: string, messages: readonly MessageName[]): Promise<SentMessage[]>;
  /** Of these messages those that Meta reported to the business, in no order. */
  reportedAmong(business: string, messages: readonly MessageName[]): Promise<MessageName[]>;
  /** What Meta says happened to a message, in the order in which it did. */
  statusesOf(sender: string, message: Buffer): Promise<Pick<MessageStatus, 'status' | 'at' | 'error'>[]>;
  /**
   * Messages to a person, denied ones too, the latest first, each with what Meta says of it.
   * @param tags of the person's names: a message from before any record of them names no subject
   * @param before only those behind this one
   */
  toPerson(
    to: { business: string; subjects: readonly string[]; tags: readonly Buffer[] },
    limit: number,
    before?: SendPlace,
  ): Promise<ToldSend[]>;
  /** When the latest message that any of these has read was read; undefined: none is known of. */
  lastRead(subjects: readonly string[]): Promise<string | undefined>;
  /** The question about a message, JSON, by the MAC of its id at Meta. */
  questionOf(sender: string, message: Buffer): Promise<string | undefined>;
  /**
   * Keeps each once. A send of the same sender whose permit the message carried gets its id, if it has none.
   */
  addStatuses(statuses: readonly MessageStatus[]): Promise<void>;
  /** Messages that Meta reported to this business: those with a permit, and those without. */
  countSpokenOf(business: string): Promise<{ withPermit: number; withoutPermit: number }>;
  /** Messages without a permit, the latest first, `most` of them. */
  unpermitted(business: string, most: number): Promise<UnpermittedMessage[]>;
  /**
   * Every send of a business, oldest first, in pages. `followed`: the person's subjects, linked ones
   * included, that have records since the gate judged it.
   */
  scan(business: string, pageSize: number): AsyncIterable<(Send & { followed: string[] })[]>;
}
