// The people at the other end: how Meta identifies them, their settings, and when they last wrote. Every
// person has WhatsApp until a test says otherwise. In memory, and no more of them than an experiment needs.

import { createHash } from 'node:crypto';

export type Person = {
  /** The number without its plus, as Meta writes it. */
  waId: string;
  /** Business-scoped. It changes when the number goes to another person. */
  userId: string;
  /** Changes when the number goes to another person, or when the person gets another phone. */
  identityKeyHash: string;
  onWhatsApp: boolean;
  /** The person has a username, so Meta tells businesses only the business-scoped id. */
  hidesNumber: boolean;
  /** The accounts whose "Offers and announcements" the person has stopped. */
  stoppedOffers: Set<string>;
  /** By phone_number_id: when they last wrote to it, milliseconds. */
  wroteAt: Map<string, number>;
};

/** The names of a person in a webhook. A name that Meta does not tell the business is absent. */
export type Names = { waId?: string; userId?: string };

export const namesOf = ({ waId, userId, hidesNumber }: Person): Names =>
  hidesNumber ? { userId } : { waId, userId };

const peopleMax = 50_000;

/** For 24 hours after a person's last message, a business may write freely. */
const serviceWindowMs = 24 * 60 * 60 * 1000;

export class People {
  readonly #byNumber = new Map<string, Person>();
  readonly #byUserId = new Map<string, Person>();

  /** The person with this number, made at the first mention. @param number digits, with or without a plus */
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

  /** The number goes to another person, whom no business knows yet. */
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

/** Countries of the invented numbers in the demo and the tests. */
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
