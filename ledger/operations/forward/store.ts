// Forwarding what Meta delivered to a business's own address: what waits, what carries it there, and who watches. Part of
// ports.ts.

/** A webhook whose signature held, as it came. */
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
  /** Of everybody the body names. */
  tags: readonly Buffer[];
  receivedAt: string;
  /** `bodyMac`: the same for the same body, and only for it. */
  copies: readonly { id: string; sender: string; sealed: Buffer; bodyMac: Buffer }[];
};

/** A webhook that this node alone may try until the lease is over. */
export type LeasedWebhook = WaitingWebhook & {
  url: string;
  /** How often it has been tried, this time included; also what the lease is known by. */
  attempts: number;
};

export type Load = { webhooks: number; bytes: number };

/**
 * How many of each sender named, `others` of each that is not, and `most` altogether; of bodies so many bytes, which the last
 * one may go beyond. The same of each business named, and of each that is not.
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
   * Durable when it resolves: every copy or, past a limit of the business, none. Of the same body one waits at a time; for a
   * sender without an address nothing does.
   */
  add(webhook: NewWaitingWebhook, limits: Backlog): Promise<'kept' | 'full'>;
  /** Leases what is due at `now`, of each sender the longest due first, and never the same to two nodes. */
  lease(now: string, until: string, room: LeaseRoom): Promise<LeasedWebhook[]>;
  /** Forgets it. Nothing happens where another node has leased it since. */
  delivered(webhook: LeasedWebhook): Promise<void>;
  /** Is due again at that moment. Nothing happens where another node has leased it since. */
  postpone(webhook: LeasedWebhook, dueAt: string): Promise<void>;
  /** Forgets whatever came before that moment and is not being tried at `now`. @returns how many, by business */
  giveUp(before: string, now: string): Promise<Map<string, number>>;
  backlog(): Promise<{ rows: number; oldest?: string }>;
}

/**
 * `delivered`: answered 2xx. `redirected`, `refused`, `failed`: answered 3xx, 4xx, 5xx. `unreachable`: not answered.
 * `address_refused`: not asked, because of where it is.
 */
export type ForwardOutcome =
  | 'delivered'
  | 'redirected'
  | 'refused'
  | 'failed'
  | 'unreachable'
  | 'timed_out'
  | 'address_refused';

/** What carries a webhook to an address that anybody may have named. */
export interface WebhookCarrier {
  /** One attempt, in bounded time and memory; never throws. `gone`: this node stops. */
  carry(url: string, webhook: VerifiedWebhook, gone: AbortSignal): Promise<ForwardOutcome>;
  close(): void;
}

/** Told what becomes of webhooks; nothing personal is in it. */
export interface ForwardWatch {
  attempted(outcome: ForwardOutcome): void;
  gaveUp(business: string, webhooks: number): void;
  waiting(rows: number, oldestSeconds: number): void;
  /** Something of ours went wrong: the database, a key. What waits goes on waiting. */
  troubled(error: unknown): void;
}
