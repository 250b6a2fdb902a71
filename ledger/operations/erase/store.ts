// The port of what an erasure would take.

export interface EraseStore {
  /** Rows that would be deleted, by table. */
  count(
    business: string,
    subjects: readonly string[],
    tags: readonly Buffer[],
  ): Promise<Record<string, number>>;
  /** The tags by which these subjects are found. */
  tagsOf(subjects: readonly string[]): Promise<Buffer[]>;
}
