// The ports of forwarding: the waiting webhooks, the carrier to a business's own address, and the watch.

import type { Lease } from '../worker/store.ts';

/** A webhook with a valid signature, unchanged. */
export type VerifiedWebhook = {
  body: Buffer;
  contentType: string;
  /** X-Hub-Signature-256. */
  signature: string;
};

/** One webhook on its way to one sender's address. */
export type WaitingWebhook = {
  id: string;
  business: string;
  /** phone_number_id. */
  sender: string;
  /** core/subject/sealed-webhook.ts */
  sealed: Buffer;
  /** Of the body. */
  bytes: number;
  contentType: string;
  signature: string;
};

/** A webhook for every address it goes to. */
export type NewWaitingWebhook = {
  business: string;
  contentType: string;
  signature: string;
  /** Of the body. */
  bytes: number;
  /** The tags of every person the body names. */
  tags: readonly Buffer[];
  receivedAt: string;
  /** `bodyMac`: the same for the same body, and only for that body. */
  copies: readonly { id: string; sender: string; sealed: Buffer; bodyMac: Buffer }[];
};

/** A webhook that only this node may try until the lease ends. */
export type LeasedWebhook = WaitingWebhook & {
  url: string;
  /** The number of attempts, this one included. It also identifies the lease. */
  attempts: number;
};

export type Load = { webhooks: number; bytes: number };

/**
 * How many webhooks a node may lease: of each sender named, `others` of each sender not named, and `most`
 * altogether. `bytes` limits the bodies; the last one may exceed it. The same for businesses.
 */
export type LeaseRoom = {
  most: number;
  bytes: number;
  others: number;
  senders: ReadonlyMap<string, number>;
  otherBusinesses: Load;
  businesses: ReadonlyMap<string, Load>;
};

export type Backlog = { rows: number; bytes: number };

export interface Outbox {
  /**
   * Durable when it resolves: every copy or, beyond a limit of the business, none. Of the same body, one copy
   * waits at a time. Nothing waits for a sender without an address.
   */
  add(webhook: NewWaitingWebhook, limits: Backlog): Promise<'kept' | 'full'>;
  /**
   * Leases webhooks due at `now`, for each sender those due longest first. It never leases one to two nodes.
   */
  lease(now: string, until: string, room: LeaseRoom): Promise<LeasedWebhook[]>;
  /** Forgets it. Does nothing if another node has leased it since. */
  delivered(webhook: LeasedWebhook): Promise<void>;
  /** Makes it due again at that moment. Does nothing if another node has leased it since. */
  postpone(webhook: LeasedWebhook, dueAt: string): Promise<void>;
  /**
   * Forgets webhooks that came before that moment and that no node tries at `now`.
   * @returns how many, by business
   * @throws LeaseLost where another node holds the lease. It then forgets nothing
   */
  giveUp(lease: Lease, before: string, now: string): Promise<Map<string, number>>;
  backlog(): Promise<{ rows: number; oldest?: string }>;
  /** By sender, of those for whom any waits; `oldest`: when it came (ISO 8601). */
  waitingOf(business: string): Promise<Map<string, { webhooks: number; oldest: string }>>;
}

/** The parts with which a node forwards. */
export type Forwarding = {
  outbox: Outbox;
  /** Tells this node's forwarder, if there is one, that a webhook waits. */
  wake(): void;
  /** For development: allows addresses of this machine. */
  toThisMachine: boolean;
};

/**
 * `delivered`: answered 2xx. `redirected`, `refused`, `failed`: answered 3xx, 4xx, 5xx. `unreachable`: no
 * answer. `address_refused`: the ledger did not connect, because of where the address leads.
 */
export type ForwardOutcome =
  | 'delivered'
  | 'redirected'
  | 'refused'
  | 'failed'
  | 'unreachable'
  | 'timed_out'
  | 'address_refused';

/** Carries a webhook to an address that any business may have named. */
export interface WebhookCarrier {
  /** One attempt, in bounded time and memory. Never throws. `gone` aborts it when this node stops. */
  carry(url: string, webhook: VerifiedWebhook, gone: AbortSignal): Promise<ForwardOutcome>;
  close(): void;
}

/** Hears what happens to webhooks. It gets no personal data. */
export interface ForwardWatch {
  attempted(outcome: ForwardOutcome): void;
  gaveUp(business: string, webhooks: number): void;
  waiting(rows: number, oldestSeconds: number): void;
  /** The ledger itself has a fault, in the database or a key. The webhooks go on waiting. */
  troubled(error: unknown): void;
}
