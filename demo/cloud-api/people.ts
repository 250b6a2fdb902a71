// The people at the other end: who they are to Meta, what they have switched, and when they last wrote. Everybody has
// WhatsApp until somebody says otherwise. In memory, and no more of them than an experiment needs.

import { createHash } from 'node:crypto';

export type Person = {
  /** The number without its plus, as Meta writes it. */
  waId: string;
  /** Business-scoped: another one after the number has changed hands. */
  userId: string;
  /** Changes when somebody else takes the number over, or the telephone is another one. */
  identityKeyHash: string;
  onWhatsApp: boolean;
  /** Has a username: businesses are told the business-scoped id alone. */
  hidesNumber: boolean;
  /** By account: "Offers and announcements" are stopped. */
  stoppedOffers: Set<string>;
  /** By phone_number_id: when they last wrote to it, milliseconds. */
  wroteAt: Map<string, number>;
};

/** By which a webhook names somebody; what a business is not told is absent. */
export type Names = { waId?: string; userId?: string };

export const namesOf = ({ waId, userId, hidesNumber }: Person): Names =>
  hidesNumber ? { userId } : { waId, userId };

const peopleMax = 50_000;

/** For 24 hours after somebody's own last message a business may write what it likes. */
const serviceWindowMs = 24 * 60 * 60 * 1000;

export class People {
  readonly #byNumber = new Map<string, Person>();
  readonly #byUserId = new Map<string, Person>();

  /** Whoever has this number; made at the first mention. @param number digits, with or without a plus */
  of(number: string): Person {
    const waId = number.replaceAll(/\D/g, '');
    const known = this.#byNumber.get(waId);
    if (known !== undefined) return known;
    if (this.#byNumber.size >= peopleMax) throw new RangeError(`at most ${peopleMax} people`);
    return this.#add(newPerson(waId, 0));
  }

  byUserId(userId: string): Person | undefined {
    return this.#byUserId.get(userId);
  }

  /** The number goes to somebody else, who is nobody to anyone yet. */
  recycle(number: string): Person {
    const before = this.of(number);
    this.#byUserId.delete(before.userId);
    return this.#add(newPerson(before.waId, Number(before.identityKeyHash.split('-')[1]) + 1));
  }

  /** The same person under another number, and so under another business-scoped id. */
  move(person: Person, number: string): Person {
    this.#byNumber.delete(person.waId);
    this.#byUserId.delete(person.userId);
    const { waId, userId, identityKeyHash } = newPerson(number.replaceAll(/\D/g, ''), 0);
    return this.#add({ ...person, waId, userId, identityKeyHash });
  }

  #add(person: Person): Person {
    this.#byNumber.set(person.waId, person);
    this.#byUserId.set(person.userId, person);
    return person;
  }
}

/** Countries of the numbers that demo and tests invent. */
const countries: Readonly<Record<string, string>> = { '1': 'US', '91': 'IN', '55': 'BR', '52': 'MX' };

function newPerson(waId: string, generation: number): Person {
  const digest = createHash('sha256').update(`${waId}\0${generation}`).digest('hex');
  const country = countries[waId.slice(0, 2)] ?? countries[waId.slice(0, 1)] ?? 'GB';
  return {
    waId,
    userId: `${country}.${BigInt(`0x${digest.slice(0, 14)}`)}`,
    identityKeyHash: `${digest.slice(14, 26)}-${generation}`,
    onWhatsApp: true,
    hidesNumber: false,
    stoppedOffers: new Set(),
    wroteAt: new Map(),
  };
}

export function isWindowOpen({ wroteAt }: Person, sender: string, now: Date): boolean {
  const last = wroteAt.get(sender);
  return last !== undefined && now.getTime() - last < serviceWindowMs;
}
