// The person whom an identifier names: the subject, the subjects linked to it, and their joint state.

import { componentOf } from '../../core/consent/component.ts';
import { type ConsentState, emptyState, joinStates } from '../../core/consent/state.ts';
import type { CanonicalIdentifier } from '../../core/subject/identifier.ts';
import { tagsUnderEveryPepper } from '../../core/subject/tag.ts';
import type { Keys } from '../keys.ts';
import type { LookUps } from './look-ups.ts';
import type { KnownState, Reading } from './store.ts';

/** The parts that find people by their names. */
export type People = Keys<'peppers'> & { lookUp: LookUps };

export type FoundPerson = {
  /**
   * The subjects that the identifier names. More than one after an operator replaced a pepper under a running
   * node.
   */
  named: readonly string[];
  /** The named ones first, then every subject that Meta calls the same person. */
  subjects: readonly string[];
  /**
   * Subjects that were this person once, or are now, but may be another person. Only their withdrawals and
   * suspensions count.
   */
  others: readonly string[];
  /** The tags of the identifiers of `subjects`, except the one asked about. */
  tags: readonly Buffer[];
  /** The state to judge by: the joint state of all of them. */
  state: ConsentState;
};

/**
 * The person with this identifier, in one snapshot of the primary. The prefix finds candidates, and the whole
 * tag decides.
 */
export async function findPerson(
  ledger: People,
  business: string,
  identifier: CanonicalIdentifier,
): Promise<Reading & { person: FoundPerson | undefined }> {
  const tags = tagsUnderEveryPepper(ledger.keys.peppers, business, identifier);
  const { found, ...reading } = await ledger.lookUp(tags.map(({ prefix }) => prefix));
  return { ...reading, person: personAmong(found, business, tags) };
}

/** The person whom these tags name, among all people found by the tags' prefixes. */
export function personAmong(
  found: readonly KnownState[],
  business: string,
  tags: readonly { tag: Buffer }[],
): FoundPerson | undefined {
  let person: { subjects: string[]; state: ConsentState } | undefined;
  let linked: KnownState['linked'];
  for (const { tag, business: of, subject, state, linked: also } of found) {
    if (of !== business || !tags.some((own) => own.tag.equals(tag))) continue;
    linked ??= also;
    if (person === undefined) {
      person = { subjects: [subject], state };
      continue;
    }
    if (!person.subjects.includes(subject)) person.subjects.push(subject);
    // A withdrawal under any of the tags stops: the person gave one number.
    person.state = joinStates(person.state, state);
  }
  if (person === undefined) return undefined;
  const { subjects, state } = person;
  // Links that were not followed leave doubt, so the gate allows nothing.
  return linked === undefined && state.links === undefined
    ? { named: subjects, subjects, others: none, tags: none, state }
    : linkedPerson(subjects, linked ?? nobody);
}

/** Every subject whose records bear on this person. */
export const withOthers = (person: Pick<FoundPerson, 'subjects' | 'others'> | undefined): string[] =>
  person === undefined ? [] : [...person.subjects, ...person.others];

export const none: readonly never[] = [];

/** Of whom no record tells. Rows may still be kept of them, by their tags. */
export const unknownPerson: FoundPerson = {
  ...{ named: none, subjects: none, others: none, tags: none },
  state: emptyState,
};

export const nobody: NonNullable<KnownState['linked']> = new Map();

export function linkedPerson(
  named: readonly string[],
  linked: NonNullable<KnownState['linked']>,
): FoundPerson {
  const { own, others, state } = componentOf(named, (subject) => linked.get(subject)?.state);
  return { named, subjects: own, others, tags: own.flatMap((one) => linked.get(one)?.tags ?? none), state };
}
