// Who gets the places that a node has for webhooks under way. An address that fails, or is slow, is strained: one of it is
// tried at a time, and all strained ones together have a part of the places, so that no number of them keeps the others from
// theirs. One good delivery and it is an address like any other.

import type { LeaseRoom } from './ports.ts';

export type PlaceLimits = {
  /** Under way at once on this node; of one sender; of all strained ones together. */
  atOnce: number;
  perSender: number;
  strainedAtOnce: number;
  /** Bytes of bodies under way, of all and of the strained: the last one taken may go beyond it, and is at most 3 MB. */
  bytesAtOnce: number;
  strainedBytesAtOnce: number;
};

type Taken = { webhooks: number; bytes: number };
const nothing: Taken = { webhooks: 0, bytes: 0 };

export class ForwardPlaces {
  readonly #limits: PlaceLimits;
  /** What of each sender is under way; never nothing. */
  readonly #taken = new Map<string, Taken>();
  readonly #strained = new Set<string>();

  constructor(limits: PlaceLimits) {
    this.#limits = limits;
  }

  take(sender: string, bytes: number): void {
    const taken = this.#of(sender);
    this.#taken.set(sender, { webhooks: taken.webhooks + 1, bytes: taken.bytes + bytes });
  }

  leave(sender: string, bytes: number): void {
    const taken = this.#of(sender);
    const left = { webhooks: taken.webhooks - 1, bytes: taken.bytes - bytes };
    if (left.webhooks > 0) this.#taken.set(sender, left);
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
    const senders = new Map([...this.#taken].map(([sender, { webhooks }]) => [sender, perSender - webhooks]));
    for (const sender of this.#strained) senders.set(sender, 0);
    return { ...this.#left(), others: perSender, senders };
  }

  /** For the strained alone. */
  strainedRoom(): LeaseRoom {
    const { strainedAtOnce, strainedBytesAtOnce } = this.#limits;
    const taken = sumOf([...this.#strained].map((sender) => this.#of(sender)));
    const left = this.#left();
    const senders = [...this.#strained].map(
      (sender) => [sender, this.#of(sender).webhooks > 0 ? 0 : 1] as const,
    );
    const isAnyFree = senders.some(([, room]) => room > 0);
    return {
      most: isAnyFree ? Math.max(0, Math.min(left.most, strainedAtOnce - taken.webhooks)) : 0,
      bytes: Math.max(0, Math.min(left.bytes, strainedBytesAtOnce - taken.bytes)),
      others: 0,
      senders: new Map(senders),
    };
  }

  #of(sender: string): Taken {
    return this.#taken.get(sender) ?? nothing;
  }

  #left(): { most: number; bytes: number } {
    const { webhooks, bytes } = sumOf([...this.#taken.values()]);
    const { atOnce, bytesAtOnce } = this.#limits;
    return { most: atOnce - webhooks, bytes: Math.max(0, bytesAtOnce - bytes) };
  }
}

const sumOf = (taken: readonly Taken[]): Taken =>
  taken.reduce((sum, { webhooks, bytes }) => {
    return { webhooks: sum.webhooks + webhooks, bytes: sum.bytes + bytes };
  }, nothing);
