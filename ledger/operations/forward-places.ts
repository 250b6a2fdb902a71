// Who gets the places that a node has for webhooks under way. An address that fails, or is slow, is strained: one of it is
// tried at a time, and all strained ones together have a part of the places, so that no number of them keeps the others from
// theirs. One good delivery and it is an address like any other.

import type { LeaseRoom } from './ports.ts';

export type PlaceLimits = {
  /** Under way at once on this node, each at most 3 MB; of one sender; of all strained ones together. */
  atOnce: number;
  perSender: number;
  strainedAtOnce: number;
};

export class ForwardPlaces {
  readonly #limits: PlaceLimits;
  /** How many of each sender are under way; never none. */
  readonly #taken = new Map<string, number>();
  readonly #strained = new Set<string>();

  constructor(limits: PlaceLimits) {
    this.#limits = limits;
  }

  take(sender: string): void {
    this.#taken.set(sender, this.#of(sender) + 1);
  }

  leave(sender: string): void {
    const left = this.#of(sender) - 1;
    if (left > 0) this.#taken.set(sender, left);
    else this.#taken.delete(sender);
  }

  /** @param isGood it took one, and soon */
  judge(sender: string, isGood: boolean): void {
    if (isGood) this.#strained.delete(sender);
    else this.#strained.add(sender);
  }

  /** For all but the strained. */
  room(): LeaseRoom {
    const { perSender } = this.#limits;
    const senders = new Map([...this.#taken].map(([sender, taken]) => [sender, perSender - taken]));
    for (const sender of this.#strained) senders.set(sender, 0);
    return { most: this.#left(), others: perSender, senders };
  }

  /** For the strained alone. */
  strainedRoom(): LeaseRoom {
    const taken = [...this.#strained].map((sender) => this.#of(sender)).reduce((sum, of) => sum + of, 0);
    const senders = new Map([...this.#strained].map((sender) => [sender, this.#of(sender) > 0 ? 0 : 1]));
    const most = Math.min(this.#left(), this.#limits.strainedAtOnce - taken);
    return { most: senders.size === 0 ? 0 : Math.max(0, most), others: 0, senders };
  }

  #of(sender: string): number {
    return this.#taken.get(sender) ?? 0;
  }

  #left(): number {
    return this.#limits.atOnce - [...this.#taken.values()].reduce((sum, taken) => sum + taken, 0);
  }
}
