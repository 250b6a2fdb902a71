// The ports of the workers. A lease is a row in the database. It works behind a pooler too, where an advisory
// lock would be lost with its session.

/** `fence`: each holder has a higher one than the holder before. */
export type Lease = { worker: string; fence: number };

export interface LeaseStore {
  /**
   * Takes the lease of this worker for so many milliseconds if no other node holds it.
   * @param node the node's name, for an operator
   */
  take(worker: string, node: string, milliseconds: number): Promise<Lease | undefined>;
  /** Extends it to so many milliseconds from now. False: another node has taken it since. */
  renew(lease: Lease, milliseconds: number): Promise<boolean>;
  /** Gives it back. Does nothing where another node has taken it since. */
  release(lease: Lease): Promise<void>;
}

/** The database refused a write of an earlier holder, because another node has taken the lease since. */
export class LeaseLost extends Error {}

/** Hears of what an operator must look at. */
export interface WorkerWatch {
  broke(worker: string, error: unknown): void;
}
