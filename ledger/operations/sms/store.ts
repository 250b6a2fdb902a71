// The ports of text messages: what the requests of a provider are known by, what people were asked, and the
// providers' own sending.

import type { SmsDialectName } from '../../channels/sms/dialects.ts';

/** What is known of a business's provider of text messages. */
export type SmsProvider = {
  business: string;
  dialect: SmsDialectName;
  /** Sealed (core/subject/sealed-call.ts): what it signs with, and what its API asks for. */
  settings?: Buffer;
  /** The settings before, good until then (ISO 8601). */
  previousSettings?: { settings: Buffer; until: string };
  /** MAC of the secret in the path. */
  secret?: Buffer;
  previousSecret?: { secret: Buffer; until: string };
};

export interface SmsProviderStore {
  /** @param suits see SetupStore.site */
  provider(business: string, dialect: string, suits?: () => boolean): Promise<SmsProvider | undefined>;
  providers(business: string): Promise<SmsProvider[]>;
}

/** What a person was asked on one line, as it is stored. */
export type KeptThread = {
  /** MAC of business, dialect, line and number. */
  thread: Buffer;
  business: string;
  sealed: Buffer;
  /** How many messages were answered. */
  step: number;
  tags: readonly Buffer[];
  /** ISO 8601. */
  endsAt: string;
};

export interface SmsThreadStore {
  /** Undefined also where its time is over. */
  find(thread: Buffer, now: string): Promise<{ sealed: Buffer; step: number } | undefined>;
  /**
   * Writes a thread over the step that was read; `undefined`: over none, or over one whose time is over.
   * @returns false where another message has moved it meanwhile
   */
  put(kept: KeptThread, over: number | undefined, now: string): Promise<boolean>;
  /** Deletes threads whose time is over. */
  sweep(now: string): Promise<void>;
}

/** What a provider's API asks for. */
export type SmsAccount =
  | { dialect: 'vonage'; key: string; keySecret: string }
  | { dialect: 'africastalking'; username: string; key: string };

/** `line`: the business's own, which the person wrote to. `linkId`: what an answer must name, if anything. */
export type SmsToSend = { text: string; to: string; line: string; linkId?: string };

export interface SmsSender {
  /** Resolves when the provider has taken it. @throws LedgerError unavailable: it may be sent again */
  send(account: SmsAccount, reply: SmsToSend): Promise<void>;
}
