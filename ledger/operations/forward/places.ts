// Who gets the places that a node has for webhooks under way. An address that fails, or is slow, is strained: one of it is
// tried at a time, and all strained ones together have a part of the places, so that no number of them keeps the others from
// theirs. Each good delivery then doubles what it may have, until it is an address like any other. All addresses of one
// business together have half of everything, however they behave.

import type { LeasedWebhook, LeaseRoom, Load } from '../ports.ts';

export type PlaceLimits = {
  /** Under way at once on this node; of one business; of one sender; of all strained ones together. */
  atOnce: number;
  perBusiness: number;
  perSender: number;
  strainedAtOnce: number;
  /** Bytes of bodies under way, of all, of one business and of the strained: the last one taken may go beyond it, by 3 MB. */
  bytesAtOnce: number;
  businessBytesAtOnce: number;
  strainedBytesAtOnce: number;
};

/** What tells whose places a webhook takes, and how many bytes. */
type Placed = Pick<LeasedWebhook, 'business' | 'sender' | 'bytes'>;

const nothing: Load = { webhooks: 0, bytes: 0 };

export class ForwardPlaces {
  readonly #limits: PlaceLimits;
  /** What of each sender, and of each business, is under way; never nothing. */
  readonly #taken = new Map<string, Load>();
  readonly #takenOfBusiness = new Map<string, Load>();
  /** How many of a sender that was strained may be under way by now: 1 while it is; not here: as many as of any other. */
  readonly #regained = new Map<string, number>();

  constructor(limits: PlaceLimits) {
    this.#limits = limits;
  }

  take({ sender, business, bytes }: Placed): void {
    count(this.#taken, sender, { webhooks: 1, bytes });
    count(this.#takenOfBusiness, business, { webhooks: 1, bytes });
  }

  leave({ sender, business, bytes }: Placed): void {
    count(this.#taken, sender, { webhooks: -1, bytes: -bytes });
    count(this.#takenOfBusiness, business, { webhooks: -1, bytes: -bytes });
  }

  /** @param isGood it took one, and soon */
  judge(sender: string, isGood: boolean): void {
    if (!isGood) {
      this.#regained.set(sender, 1);
      return;
    }
    const room = 2 * (this.#regained.get(sender) ?? this.#limits.perSender);
    if (room < this.#limits.perSender) this.#regained.set(sender, room);
    else this.#regained.delete(sender);
  }

  /** For all but the strained. */
  room(): LeaseRoom {
    const { perSender } = this.#limits;
    const senders = new Map<string, number>();
    for (const sender of [...this.#taken.keys(), ...this.#regained.keys()]) {
      const room = this.#regained.get(sender) ?? perSender;
      // What it has from better times may be more than it may have.
      senders.set(sender, room === 1 ? 0 : Math.max(0, room - this.#of(sender).webhooks));
    }
    return { ...this.#left(), others: perSender, senders, ...this.#businesses() };
  }

  /** For the strained alone. */
  strainedRoom(): LeaseRoom {
    const { strainedAtOnce, strainedBytesAtOnce } = this.#limits;
    const strained = [...this.#regained].filter(([, room]) => room === 1).map(([sender]) => sender);
    const taken = sumOf(strained.map((sender) => this.#of(sender)));
    const left = this.#left();
    const senders = strained.map((sender) => [sender, this.#of(sender).webhooks > 0 ? 0 : 1] as const);
    const isAnyFree = senders.some(([, room]) => room > 0);
    return {
      most: isAnyFree ? Math.max(0, Math.min(left.most, strainedAtOnce - taken.webhooks)) : 0,
      bytes: Math.max(0, Math.min(left.bytes, strainedBytesAtOnce - taken.bytes)),
      others: 0,
      senders: new Map(senders),
      ...this.#businesses(),
    };
  }

  #of(sender: string): Load {
    return this.#taken.get(sender) ?? nothing;
  }

  #left(): { most: number; bytes: number } {
    const { webhooks, bytes } = sumOf([...this.#taken.values()]);
    const { atOnce, bytesAtOnce } = this.#limits;
    return { most: atOnce - webhooks, bytes: Math.max(0, bytesAtOnce - bytes) };
  }

  #businesses(): Pick<LeaseRoom, 'otherBusinesses' | 'businesses'> {
    const { perBusiness: webhooks, businessBytesAtOnce: bytes } = this.#limits;
    const left = (taken: Load): Load => ({
      webhooks: webhooks - taken.webhooks,
      bytes: Math.max(0, bytes - taken.bytes),
    });
    return {
      otherBusinesses: { webhooks, bytes },
      businesses: new Map([...this.#takenOfBusiness].map(([business, taken]) => [business, left(taken)])),
    };
  }
}

function count(loads: Map<string, Load>, whose: string, more: Load): void {
  const load = sumOf([loads.get(whose) ?? nothing, more]);
  if (load.webhooks > 0) loads.set(whose, load);
  else loads.delete(whose);
}

const sumOf = (loads: readonly Load[]): Load =>
  loads.reduce((sum, { webhooks, bytes }) => {
    return { webhooks: sum.webhooks + webhooks, bytes: sum.bytes + bytes };
  }, nothing);
