// How much of what strangers send may be in memory before it is known whether it is genuine: counted as it comes, for all of
// them together and for each network. Past it they are asked to come again; Meta does, for 36 hours.

import { LedgerError } from '../core/error.ts';

/** Seconds until a place is likely: bodies are read and checked in less. */
const retrySeconds = 5;

/** What one request holds. */
export type Held = {
  /** @throws LedgerError overloaded */
  add(bytes: number): void;
  /** It is known, or gone. */
  release(): void;
};

export class UnverifiedBytes {
  readonly #max: number;
  readonly #shareMax: number;
  #total = 0;
  readonly #byNetwork = new Map<string, number>();

  /** @param shareMax how much of it one network may hold */
  constructor(max: number, shareMax: number) {
    this.#max = max;
    this.#shareMax = shareMax;
  }

  /** @param network undefined: this machine, which has no share but all of it */
  hold(network: string | undefined): Held {
    let held = 0;
    return {
      add: (bytes) => {
        const isOver = network !== undefined && this.#shareOf(network) + bytes > this.#shareMax;
        if (isOver || this.#total + bytes > this.#max) {
          throw new LedgerError('overloaded', 'Too much is being received at once.', {
            retryAfter: retrySeconds,
          });
        }
        held += bytes;
        this.#move(network, bytes);
      },
      release: () => {
        this.#move(network, -held);
        held = 0;
      },
    };
  }

  #shareOf(network: string): number {
    return this.#byNetwork.get(network) ?? 0;
  }

  #move(network: string | undefined, bytes: number): void {
    this.#total += bytes;
    if (network === undefined) return;
    const share = this.#shareOf(network) + bytes;
    if (share > 0) this.#byNetwork.set(network, share);
    else this.#byNetwork.delete(network);
  }
}
