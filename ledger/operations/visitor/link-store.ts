// The port of links to opt in by.

export type LinkRow = {
  /** UUID. */
  id: string;
  business: string;
  /** What it is for, under the master key for this link (core/subject/sealed-call.ts). */
  sealed: Buffer;
  /** ISO 8601. */
  madeAt: string;
  revokedAt?: string | undefined;
};

export type NewLinkRow = Omit<LinkRow, 'revokedAt'> & {
  /** Of the number in it, under the pepper of that moment; empty where there is none. */
  tags: readonly Buffer[];
  endsAt: string;
};

export interface LinkStore {
  /** @returns false where the business has so many already that are neither over nor taken back */
  put(row: NewLinkRow, max: number): Promise<boolean>;
  find(id: string): Promise<LinkRow | undefined>;
  /** Newest first, those before this id. */
  ofBusiness(business: string, limit: number, before?: string): Promise<LinkRow[]>;
  /** @returns false where the business has no such link */
  revoke(business: string, id: string, at: string): Promise<boolean>;
  /** Deletes those that are over at this moment. */
  sweep(now: string): Promise<void>;
}
