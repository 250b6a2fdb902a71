// How much of what strangers send may be in memory before it is known whether it is genuine: counted as it comes, for all of
// them together and for each network. Half of it is kept for networks that something genuine came from lately, so that no
// number of others shuts Meta out. Past it they are asked to come again; Meta does, for 36 hours.

import { LedgerError } from '../../core/error.ts';

/** Seconds until a place is likely: bodies are read and checked in less. */
const retrySeconds = 5;

export type UnverifiedLimits = {
  /** Bytes of everybody, and of one known network. */
  max: number;
  share: number;
  /** Bytes of all networks that are not known, and of one of them. */
  unknownMax: number;
  unknownShare: number;
  /** Requests of one network at once. */
  requests: number;
};

/** Where a request comes from; `isKnown`: something genuine came from there lately. */
export type Source = { network: string; isKnown: boolean };

/** What one request holds. */
export type Held = {
  /** @throws LedgerError overloaded; also of what comes after its release, which nobody would give back */
  add(bytes: number): void;
  /** It is known, or gone. */
  release(): void;
};

type Taken = { bytes: number; requests: number };
const nothing: Taken = { bytes: 0, requests: 0 };

export class UnverifiedBytes {
  readonly #limits: UnverifiedLimits;
  #total = 0;
  #ofUnknown = 0;
  /** What each network has taken; never nothing. */
  readonly #byNetwork = new Map<string, Taken>();

  constructor(limits: UnverifiedLimits) {
    this.#limits = limits;
  }

  /**
   * @param source undefined: this machine, which has no share but all of it
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
