// How many bytes of strangers' requests may be in memory before the ledger knows that they are genuine. It
// counts the bytes as they come, for all strangers together and for each network. Half is reserved for
// networks that recently sent something genuine, so that no number of others shuts Meta out. Beyond the
// limit, callers must come again. Meta does so for 36 hours.

import { LedgerError } from '../../core/error.ts';

/** Seconds until a place is likely to be free. Reading and checking a body takes less. */
const retrySeconds = 5;

export type UnverifiedLimits = {
  /** Bytes of all networks together, and of one known network. */
  max: number;
  share: number;
  /** Bytes of all networks that are not known, and of one of them. */
  unknownMax: number;
  unknownShare: number;
  /** Requests of one network at once. */
  requests: number;
};

/** Where a request comes from. `isKnown`: something genuine came from there recently. */
export type Source = { network: string; isKnown: boolean };

/** The memory that one request holds. */
export type Held = {
  /**
   * @throws LedgerError overloaded; also for bytes added after the release, because they could never be
   * released
   */
  add(bytes: number): void;
  /** Call it once the request is verified, or over. */
  release(): void;
};

type Taken = { bytes: number; requests: number };
const nothing: Taken = { bytes: 0, requests: 0 };

export class UnverifiedBytes {
  readonly #limits: UnverifiedLimits;
  #total = 0;
  #ofUnknown = 0;
  /** What each network holds. A network that holds nothing has no entry. */
  readonly #byNetwork = new Map<string, Taken>();

  constructor(limits: UnverifiedLimits) {
    this.#limits = limits;
  }

  /**
   * @param source undefined for this machine, which has no limit of its own
   * @throws LedgerError overloaded
   */
  hold(source: Source | undefined): Held {
    if (source !== undefined && this.#of(source.network).requests >= this.#limits.requests) throw tooMuch();
    this.#move(source, { bytes: 0, requests: 1 });
    let held = 0;
    let isOver = false;
    return {
      add: (bytes) => {
        if (isOver || !this.#hasRoom(source, bytes)) throw tooMuch();
        held += bytes;
        this.#move(source, { bytes, requests: 0 });
      },
      release: () => {
        if (isOver) return;
        isOver = true;
        this.#move(source, { bytes: -held, requests: -1 });
      },
    };
  }

  #hasRoom(source: Source | undefined, bytes: number): boolean {
    const { max, share, unknownMax, unknownShare } = this.#limits;
    if (this.#total + bytes > max) return false;
    if (source === undefined) return true;
    const own = this.#of(source.network).bytes + bytes;
    if (source.isKnown) return own <= share;
    return own <= unknownShare && this.#ofUnknown + bytes <= unknownMax;
  }

  #of(network: string): Taken {
    return this.#byNetwork.get(network) ?? nothing;
  }

  #move(source: Source | undefined, { bytes, requests }: Taken): void {
    this.#total += bytes;
    if (source === undefined) return;
    if (!source.isKnown) this.#ofUnknown += bytes;
    const before = this.#of(source.network);
    const after = { bytes: before.bytes + bytes, requests: before.requests + requests };
    if (after.requests > 0) this.#byNetwork.set(source.network, after);
    else this.#byNetwork.delete(source.network);
  }
}

const tooMuch = () =>
  new LedgerError('overloaded', 'Too much is being received at once.', { retryAfter: retrySeconds });
