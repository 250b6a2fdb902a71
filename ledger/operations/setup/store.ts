// The ports of a business's set-up: sites, keys, customer-token secrets, senders.

import type { ApiScope, Principal } from '../../auth/scope.ts';
import type { Site } from '../../auth/site-key.ts';
import type { NamedEntryPoint } from '../../core/entry/named-entry-point.ts';
import type { StaffChannel } from '../../core/policy/four-eyes.ts';
import type { Role } from '../../core/setup/staff.ts';

export type Business = {
  id: string;
  name: string;
  callingCode?: string;
  wrappedKey: Buffer;
  /** The record by which a verified customer lifts what a number's holder objected to; absent: none does. */
  floor?: string;
  /** On which channels a second member of staff confirms. */
  fourEyes?: readonly StaffChannel[];
  /** E.164: the numbers by which it calls and is called. */
  ownLines?: readonly string[];
  /** A message from the person's own number erases them; absent: the business looks at it first. */
  erasure?: 'at_once';
  /** How long its records are kept, as the row holds it (core/policy/retention.ts); absent: by default. */
  retention?: readonly string[];
  /** Made to try things out, for ever. */
  test?: true;
};

/** Customer secrets as they are stored: under the master key, for this site (core/subject/sealed.ts). */
export type WrappedCustomerSecrets = {
  current?: Buffer;
  previous?: { wrapped: Buffer; until: string };
};

export interface SetupStore {
  business(id: string): Promise<Business | undefined>;
  businesses(): Promise<Business[]>;
  /** @param suits what the caller needs of it: a memory that lacks that is not believed for long */
  site(key: string, suits?: (site: Site) => boolean): Promise<Site | undefined>;
  sites(business: string): Promise<Site[]>;
  /** What customer tokens of a site are signed with; undefined where there is no such site. */
  customerSecrets(site: string, suits?: () => boolean): Promise<WrappedCustomerSecrets | undefined>;
  apiKey(hash: Buffer): Promise<Principal | undefined>;
  apiKeys(business?: string): Promise<ApiKeyRow[]>;
  entryPoint(business: string, id: string): Promise<NamedEntryPoint | undefined>;
  entryPointOfCode(code: string): Promise<NamedEntryPoint | undefined>;
  /** The line that this flow speaks on, unless it was ended; of several the first by its id. */
  entryPointOfFlow(business: string, flow: string, at: Date): Promise<NamedEntryPoint | undefined>;
  /** In the order of their ids, those that have ended too. */
  entryPoints(business: string): Promise<NamedEntryPoint[]>;
  /** In the order in which they were added, those that have ended too. */
  people(asked: PeopleAsked): Promise<PersonRow[]>;
}

/** Whoever may use the console for a business. */
export type PersonRow = {
  id: string;
  business: string;
  role: Role;
  /** core/setup/staff.ts. Absent: forgotten. */
  sealed?: Buffer;
  /** MAC of who it is at the provider. Absent: signs in by a link alone, or forgotten. */
  identity?: Buffer;
  /** ISO 8601. */
  createdAt: string;
  until?: string;
  endedAt?: string;
};

/** All, of one business, those of some ids, or of an identity. */
export type PeopleAsked = { business?: string | undefined; ids?: readonly string[]; identity?: Buffer };

export type ApiKeyRow = {
  id: string;
  business: string;
  name: string;
  scopes: ApiScope[];
  createdAt: string;
  revokedAt?: string;
  test?: true;
};

/** A WhatsApp number of a business. */
export type Sender = {
  /** Meta's id of the number. */
  phoneNumberId: string;
  business: string;
  /** Meta's id of its WhatsApp Business Account. Absent: unknown. */
  wabaId?: string;
  /** E.164. */
  number: string;
  /** The secret that signs its webhooks, under the master key for this sender (core/subject/sealed.ts). */
  wrappedAppSecret: Buffer;
  /** The one before, good until then (ISO 8601). */
  previousAppSecret?: { wrapped: Buffer; until: string };
  /** SHA-256. */
  verifyToken: Buffer;
  previousVerifyToken?: { hash: Buffer; until: string };
  /** Where its webhooks are forwarded to. */
  forwardUrl?: string;
};

export interface SenderStore {
  /** In the order of their ids. */
  ofBusiness(business: string): Promise<Sender[]>;
  /** Those of these ids that are a sender of any business. */
  registered(phoneNumberIds: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * The senders that may send with the access token of this MAC at `now`. Read without a cache, in the order
   * of their ids.
   */
  byAccessToken(mac: Buffer, now: string): Promise<Sender[]>;
}
