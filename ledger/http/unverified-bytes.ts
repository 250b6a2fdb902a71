// How much of what strangers send may be in memory before it is known whether it is genuine: counted as it comes, for all of
// them together and for each network. Half of it is kept for networks that something genuine came from lately, so that no
// number of others shuts Meta out. Past it they are asked to come again; Meta does, for 36 hours.

import { LedgerError } from '../core/error.ts';

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
export type Origin = { network: string; isKnown: boolean };

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
   * @param origin undefined: this machine, which has no share but all of it
   * @throws LedgerError overloaded
   */
  hold(origin: Origin | undefined): Held {
    if (origin !== undefined && this.#of(origin.network).requests >= this.#limits.requests) throw tooMuch();
    this.#move(origin, { bytes: 0, requests: 1 });
    let held = 0;
    let isOver = false;
    return {
      add: (bytes) => {
        if (isOver || !this.#hasRoom(origin, bytes)) throw tooMuch();
        held += bytes;
        this.#move(origin, { bytes, requests: 0 });
      },
      release: () => {
        if (isOver) return;
        isOver = true;
        this.#move(origin, { bytes: -held, requests: -1 });
      },
    };
  }

  #hasRoom(origin: Origin | undefined, bytes: number): boolean {
    const { max, share, unknownMax, unknownShare } = this.#limits;
    if (this.#total + bytes > max) return false;
    if (origin === undefined) return true;
    const own = this.#of(origin.network).bytes + bytes;
    if (origin.isKnown) return own <= share;
    return own <= unknownShare && this.#ofUnknown + bytes <= unknownMax;
  }

  #of(network: string): Taken {
    return this.#byNetwork.get(network) ?? nothing;
  }

  #move(origin: Origin | undefined, { bytes, requests }: Taken): void {
    this.#total += bytes;
    if (origin === undefined) return;
    if (!origin.isKnown) this.#ofUnknown += bytes;
    const before = this.#of(origin.network);
    const after = { bytes: before.bytes + bytes, requests: before.requests + requests };
    if (after.requests > 0) this.#byNetwork.set(origin.network, after);
    else this.#byNetwork.delete(origin.network);
  }
}

const tooMuch = () =>
  new LedgerError('overloaded', 'Too much is being received at once.', { retryAfter: retrySeconds });
