// Which address gets a node's places for webhooks under way. An address that fails or is slow is strained: it
// gets one attempt at a time. All strained addresses together get only a part of the places, so that no
// number of them keeps the others out. Each good delivery then doubles an address's share, until it is no
// longer limited. All addresses of one business together get at most half of everything, however they behave.

import type { LeasedWebhook, LeaseRoom, Load } from './store.ts';

export type PlaceLimits = {
  /**
   * Most webhooks under way at once: on this node, of one business, of one sender, of all strained senders.
   */
  atOnce: number;
  perBusiness: number;
  perSender: number;
  strainedAtOnce: number;
  /**
   * Most bytes of bodies under way: of all, of one business, of the strained senders. The last body taken may
   * exceed it, by 3 MB.
   */
  bytesAtOnce: number;
  businessBytesAtOnce: number;
  strainedBytesAtOnce: number;
};

/** The business and sender whose places a webhook takes, and its size in bytes. */
type Placed = Pick<LeasedWebhook, 'business' | 'sender' | 'bytes'>;

const nothing: Load = { webhooks: 0, bytes: 0 };

export class ForwardPlaces {
  readonly #limits: PlaceLimits;
  /** The webhooks under way of each sender, and of each business; empty entries are removed. */
  readonly #taken = new Map<string, Load>();
  readonly #takenOfBusiness = new Map<string, Load>();
  /**
   * How many webhooks a sender that was strained may have under way now. 1 while it is strained. A sender
   * that is not in the map may have as many as any other.
   */
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

  /** @param isGood whether the address took a webhook in good time */
  judge(sender: string, isGood: boolean): void {
    if (!isGood) {
      this.#regained.set(sender, 1);
      return;
    }
    const room = 2 * (this.#regained.get(sender) ?? this.#limits.perSender);
    if (room < this.#limits.perSender) this.#regained.set(sender, room);
    else this.#regained.delete(sender);
  }

  /** For all senders that are not strained. */
  room(): LeaseRoom {
    const { perSender } = this.#limits;
    const senders = new Map<string, number>();
    for (const sender of [...this.#taken.keys(), ...this.#regained.keys()]) {
      const room = this.#regained.get(sender) ?? perSender;
      // It may have more under way from better times than it may have now.
      senders.set(sender, room === 1 ? 0 : Math.max(0, room - this.#of(sender).webhooks));
    }
    return { ...this.#left(), others: perSender, senders, ...this.#businesses() };
  }

  /** For the strained senders. */
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
