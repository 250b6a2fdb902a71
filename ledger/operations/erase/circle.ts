// The circle of a person with more names than the gate follows (core/consent/component.ts). Nobody is allowed
// anything under any of them, since links without end would hold up every question. To erase or to be told
// what is kept is a right all the same, so here all of them are read, some at a time. That is no one
// snapshot: the commit looks again under the lock of the head, and takes all or nothing.

import type { ErasureClaims } from '../../auth/erasure-token.ts';
import { sha256Hex } from '../../core/canonical.ts';
import { componentMax, componentOf } from '../../core/consent/component.ts';
import { type ConsentState, emptyState } from '../../core/consent/state.ts';
import { LedgerError } from '../../core/error.ts';
import { tagPrefix } from '../../core/subject/tag.ts';
import { changed, circleMax } from '../append/erasing.ts';
import { type FoundPerson, unknownPerson } from '../person/find-person.ts';
import type { LookUps } from '../person/look-ups.ts';
import type { EraseStore } from './store.ts';

export type Encircling = { lookUpInBulk: LookUps; erasing: Pick<EraseStore, 'tagsOf'> };

/** Subjects whose links one query reads; it may find some sixty of each. */
const subjectsPerQuery = 100;

/** @throws LedgerError conflict: more than circleMax names are joined by links */
export async function wholePerson(
  ledger: Encircling,
  business: string,
  person: FoundPerson,
): Promise<FoundPerson> {
  if (person.state.unjudgeable !== 'too_many_links') return person;
  const whole = personIn(await surroundings(ledger, business, person.named), person.named);
  // Of some of them alone nothing may be told or taken: it would pass for everything.
  if (whole === undefined) throw tooMany();
  return { ...whole, tags: person.tags };
}

/** Everyone to whom links lead, whatever they carry. `isWhole` false: more than circleMax, and only some. */
export type Surroundings = { states: ReadonlyMap<string, ConsentState>; isWhole: boolean };

export async function surroundings(
  ledger: Encircling,
  business: string,
  from: readonly string[],
): Promise<Surroundings> {
  const states = new Map<string, ConsentState>();
  const asked = new Set<string>();
  let next = [...from];
  while (next.length > 0) {
    if (states.size > circleMax) return { states, isWhole: false };
    const some = next.slice(0, subjectsPerQuery);
    for (const one of some) asked.add(one);
    const tags = await ledger.erasing.tagsOf(some);
    const { found } = await ledger.lookUpInBulk(tags.map(tagPrefix));
    for (const { business: of, subject, state, linked } of found) {
      if (of !== business) continue;
      states.set(subject, state);
      for (const [joined, { state: its }] of linked ?? []) states.set(joined, its);
    }
    const joined = [...states.values()].flatMap(({ links = {} }) => Object.keys(links));
    next = [...new Set([...next, ...joined])].filter((one) => !states.has(one) && !asked.has(one));
  }
  return { states, isWhole: true };
}

/** Undefined: too many are joined to them. */
export function personIn(
  { states, isWhole }: Surroundings,
  named: readonly string[],
): FoundPerson | undefined {
  if (!isWhole) return undefined;
  const { own, others, state } = componentOf(named, (subject) => states.get(subject), circleMax);
  if (state.unjudgeable === 'too_many_links') return undefined;
  return { named, subjects: own, others, tags: [], state };
}

const tooMany = () =>
  new LedgerError(
    'conflict',
    `More than ${circleMax} names are joined to this one by links, and more than ${componentMax} are no person: run verify.`,
  );

type Circle = Pick<FoundPerson, 'named' | 'subjects' | 'others'>;

/** Each of its subjects once. */
export const circleOf = ({ named, subjects, others }: Circle): string[] => [
  ...new Set([...named, ...subjects, ...others]),
];

/** The circle as a token says it. */
export function claimed(person: Circle): Claims {
  const { named, subjects } = person;
  const all = circleOf(person);
  if (all.length <= componentMax) return { named: [...named], subjects: [...subjects], all };
  return { named: [...named], subjects: [], all: [], circle: digestOf({ subjects, all }) };
}

/**
 * The circle of a token, in full.
 * @throws LedgerError conflict: it is another by now
 */
export async function inFull<Claimed extends Claims>(
  ledger: Encircling,
  business: string,
  seen: Claimed,
): Promise<Claimed> {
  const { named, circle } = seen;
  if (circle === undefined) return seen;
  const state = { ...emptyState, unjudgeable: 'too_many_links' as const };
  const person = await wholePerson(ledger, business, { ...unknownPerson, named, state });
  const all = circleOf(person);
  if (digestOf({ subjects: person.subjects, all }) === circle)
    return { ...seen, subjects: [...person.subjects], all };
  throw changed();
}

type Claims = Pick<ErasureClaims, 'named' | 'subjects' | 'all' | 'circle'>;

const digestOf = ({ subjects, all }: { subjects: readonly string[]; all: readonly string[] }): string =>
  sha256Hex([subjects, all].map((ids) => ids.toSorted().join()).join('\0'));
