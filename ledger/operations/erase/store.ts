// The ports of what an erasure would take, and of who asked for one.

export interface EraseStore {
  /** @throws LedgerError internal: the login of the ledger may erase nobody */
  requireAllowed(): Promise<void>;
  /** Rows that would be deleted, by table. */
  count(
    business: string,
    subjects: readonly string[],
    tags: readonly Buffer[],
  ): Promise<Record<string, number>>;
  /** The tags by which these subjects are found. */
  tagsOf(subjects: readonly string[]): Promise<Buffer[]>;
}

/** A person asked to be erased: a subject, or a name that leads to none yet. It goes with the person. */
export type ErasureRequest = {
  /** UUIDv7. */
  request: string;
  business: string;
  /** Undefined: nothing was recorded of them. */
  subject?: string;
  /** The name that they wrote from: its tag under the current pepper, and itself, sealed (asked.ts). */
  name?: { tag: Buffer; sealed: Buffer };
  /** How the person showed that the number is theirs: by their page, or by a message from the number. */
  proof: 'page' | 'message';
  /** ISO 8601. */
  askedAt: string;
  refused?: { at: string; reason: string; by: string };
};

/** `newest`: the id of the request that came last. */
export type WaitingOf = { business: string; count: number; newest: string };

export type RequestWatch = {
  waiting(businesses: readonly WaitingOf[]): void;
  /** Another node may have the work from now on. */
  left(): void;
};

/** A row that was changed by hand is none. */
export interface ErasureRequestStore {
  /**
   * @param tags of its name, under every pepper
   * @returns the one of this person that waits already, unless by a page where this is by a message; the
   *   one that was refused at this moment or later; else this one. Undefined: the person is gone
   */
  ask(
    request: Omit<ErasureRequest, 'refused'>,
    tags?: readonly Buffer[],
  ): Promise<ErasureRequest | undefined>;
  /** Also one that was asked under a name of theirs before there was such a subject. */
  ofSubject(subject: string): Promise<ErasureRequest | undefined>;
  find(business: string, request: string): Promise<ErasureRequest | undefined>;
  /** Those that wait, in the order in which they came. `next`: there are more behind this one. */
  list(
    business: string,
    after: string | undefined,
    limit: number,
  ): Promise<{ requests: ErasureRequest[]; next?: string }>;
  /** How many wait, and the last of them, of each business where somebody does. */
  waiting(): Promise<WaitingOf[]>;
  /** @returns the request with its first refusal; undefined: it is gone */
  refuse(
    business: string,
    request: string,
    refusal: NonNullable<ErasureRequest['refused']>,
  ): Promise<ErasureRequest | undefined>;
}
