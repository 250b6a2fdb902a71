// The log only grows. This is what one node has seen of it, or its journal before it, so that an older or
// another state of the database is found: a restored backup, a standby that had not heard all, a database
// that was lost and begun again. Appending to such a state would sign a second log under the same name.
//
//   at least   a question is answered from a head no smaller than the largest seen before it was asked
//   the same   the checkpoint that was seen last still stands in the log, with its root
//
// The first is asked of every look at the head, the second under the lock of each append, and by the journal
// when other nodes have appended. Nothing is remembered of a bad look: where the true state comes back, the
// node goes on.

import { LedgerError } from '../../core/error.ts';
import { type BatchWrite, CommitUnknown, type LogStore } from './log-store.ts';

export type SeenCheckpoint = { size: number; root: Uint8Array; note: string };

/** `rolled_back`: an older state, or another log. `log_gone_on`: it has another name by now. */
export type HeadFault = { rule: 'rolled_back' | 'log_gone_on'; detail: string };

/** What a look that begins now must find. */
export type Floor = { size: number; root: Uint8Array; atLeast: number };

type Compared = { size: number; rootThen?: Uint8Array | undefined; origin?: string };

const emptyLog: SeenCheckpoint = { size: 0, root: new Uint8Array(), note: '' };

export class HeadWatch {
  /** The name that the log has, as this node knows it. */
  readonly #origin: string | undefined;
  #last: SeenCheckpoint = emptyLog;
  #largest = 0;
  /** The largest size of a log that was compared: a look alone may have shown another one. */
  #compared = 0;
  #other: HeadFault | undefined;

  constructor(origin?: string) {
    this.#origin = origin;
  }

  /** The newest checkpoint that is known to be of this log; of size 0: none. */
  get last(): SeenCheckpoint {
    return this.#last;
  }

  /** Whether to compare: other nodes have appended, or the log was another one when it was last compared. */
  get isBehind(): boolean {
    return this.#other !== undefined || this.#largest > this.#last.size;
  }

  /** To be taken before the question is sent: an answer may have been overtaken by a commit meanwhile. */
  floor(): Floor {
    const { size, root } = this.#last;
    return { size, root, atLeast: this.#largest };
  }

  /** @returns what is wrong with a look at the head; undefined: nothing */
  look(
    floor: Floor,
    { size, root, origin }: { size: number; root?: Uint8Array | undefined; origin?: string | undefined },
  ): HeadFault | undefined {
    if (this.#hasGoneOn(origin)) return goneOn(origin);
    if (size < floor.atLeast) return older(size, floor.atLeast);
    const isAnother = size > 0 && size === floor.size && root !== undefined && !same(root, floor.root);
    if (isAnother) return another(size);
    if (this.#other === undefined) this.#largest = Math.max(this.#largest, size);
    return this.#other;
  }

  /**
   * The same of a look that also found the root of the log at the floor's size. Absent: it has none there.
   */
  compare(floor: Floor, { size, rootThen, origin }: Compared): HeadFault | undefined {
    const isThere = floor.size === 0 || (rootThen !== undefined && same(rootThen, floor.root));
    this.#other = isThere ? undefined : another(floor.size);
    // What looks have shown since was the other log's: beside its size the true one would seem older.
    if (!isThere) this.#largest = this.#compared;
    if (this.#hasGoneOn(origin)) return goneOn(origin);
    if (size < floor.atLeast) return older(size, floor.atLeast);
    if (isThere) this.#hasReached(size);
    return this.#other;
  }

  #hasReached(size: number): void {
    this.#compared = Math.max(this.#compared, size);
    this.#largest = Math.max(this.#largest, size);
  }

  /** Consent from before a restore would count with this node, and what it signs would be another log's. */
  #hasGoneOn(origin: string | undefined): origin is string {
    return origin !== undefined && this.#origin !== undefined && origin !== this.#origin;
  }

  /** @param checkpoint of this log: committed by this node, compared, or of its journal */
  saw(checkpoint: SeenCheckpoint): void {
    if (checkpoint.size > this.#last.size) this.#last = checkpoint;
    this.#hasReached(checkpoint.size);
  }
}

const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

const rolledBack = (detail: string): HeadFault => ({ rule: 'rolled_back', detail });
const older = (size: number, seen: number) =>
  rolledBack(`the database holds ${size} records, and this ledger has seen ${seen}: it is an older state`);
const another = (size: number) =>
  rolledBack(`the database’s log is not the one whose checkpoint of size ${size} this ledger has seen`);
const goneOn = (origin: string): HeadFault => ({
  rule: 'log_gone_on',
  detail: `the log has gone on as ${origin}: this node must be started again`,
});

/** Refuses to append to another state than was seen. @param committed told of what each commit wrote */
export const watchedCommits = (
  store: LogStore,
  watch: HeadWatch,
  committed: (write: BatchWrite) => void,
): LogStore => ({
  claimOrigin: (origin) => store.claimOrigin(origin),
  async append(lookups, plan) {
    const floor = watch.floor();
    let write = null as BatchWrite | null;
    const planned = (found: Parameters<typeof plan>[0]) => {
      requireSeen(watch.compare(floor, found));
      write = plan(found);
      return write;
    };
    await store.append({ ...lookups, seen: floor.size }, planned).catch((error: unknown) => {
      // What may be committed is told too: asked again, it is answered as a repetition, which writes nothing.
      if (write !== null && error instanceof CommitUnknown) committed(write);
      throw error;
    });
    if (write === null) return;
    watch.saw(write.checkpoint);
    committed(write);
  },
});

type Looked = { treeSize: number; root?: Buffer; origin?: string; headFault?: HeadFault };

/** Look-ups that say so where they read another state than was seen. */
export const watchedLookUps = <Read extends Looked>(
  store: { lookUp(prefixes: readonly bigint[]): Promise<Read> },
  watch: HeadWatch,
) => ({
  async lookUp(prefixes: readonly bigint[]): Promise<Read> {
    const floor = watch.floor();
    const read = await store.lookUp(prefixes);
    const headFault = watch.look(floor, { size: read.treeSize, root: read.root, origin: read.origin });
    return headFault === undefined ? read : { ...read, headFault };
  },
});

function requireSeen(wrong: HeadFault | undefined): void {
  if (wrong === undefined) return;
  const faults = [{ pointer: '', ...wrong }];
  throw new LedgerError('unavailable', `Nothing is recorded: ${wrong.detail}.`, { retryAfter: 30, faults });
}
