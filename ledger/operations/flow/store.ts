// The ports of flows: the versions that were published, what their requests are known by, and calls under
// way.

import type { DialectName } from '../../channels/ivr/dialects.ts';
import type { PublishedFlow } from '../../core/flow/flow.ts';

export type StoredFlow = PublishedFlow & { record: string };

/** A secret before the present one, good until then (ISO 8601). */
type Before<Kept> = { secret: Kept; until: string };

/** What a flow's own secret is known by. */
export type FlowSecret = {
  business: string;
  flow: string;
  mac: Buffer;
  madeAt: string;
  previous?: Before<Buffer>;
};

/** What a voice provider signs with, sealed (core/subject/sealed-call.ts). */
export type Provider = {
  business: string;
  dialect: DialectName;
  sealed: Buffer;
  previous?: Before<Buffer>;
};

export interface FlowStore {
  /** Newest first. */
  versions(business: string, id: string): Promise<StoredFlow[]>;
  /** By id, the newest version of each first. */
  ofBusiness(business: string): Promise<StoredFlow[]>;
  secret(business: string, flow: string, suits?: () => boolean): Promise<FlowSecret | undefined>;
  secrets(business: string): Promise<FlowSecret[]>;
  provider(business: string, dialect: string, suits?: () => boolean): Promise<Provider | undefined>;
  providers(business: string): Promise<Provider[]>;
}

/** A call under way, as it is stored. */
export type KeptCall = {
  /** MAC of business, dialect, flow and the provider's id of the call. */
  call: Buffer;
  business: string;
  sealed: Buffer;
  /** How many requests were answered. */
  step: number;
  /** Of the numbers in it. */
  tags: readonly Buffer[];
  /** ISO 8601. */
  endsAt: string;
};

export interface CallStore {
  /** Undefined also where its hour is over. */
  find(call: Buffer, now: string): Promise<{ sealed: Buffer; step: number } | undefined>;
  /**
   * Writes a call over the step that was read; `undefined`: over none, or over one whose hour is over.
   * @returns false where another request has moved it meanwhile
   */
  put(kept: KeptCall, over: number | undefined, now: string): Promise<boolean>;
  /** Deletes calls whose hour is over. */
  sweep(now: string): Promise<void>;
}
