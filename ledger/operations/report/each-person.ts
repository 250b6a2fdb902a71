// Every person of a business, once each and as the gate would judge them. Linked subjects are one person with
// one state, and so are the two subjects of a person after an operator replaced a pepper under a running
// node. Reads the states of one moment, in flat memory.

import { type ConsentState, joinStates } from '../../core/consent/state.ts';
import type { Keys } from '../keys.ts';
import type { StatesThen } from '../person/consent-states.ts';
import { samePeople } from '../person/same-person.ts';

/** `subject`: the first of the person's wanted subjects. */
export type Person = { subject: string; state: ConsentState };

const pageSize = 1000;

/**
 * @param isWanted is called with each subject's own state. It leaves out a person without a wanted subject,
 * so it must be true of one subject whenever it is true of the joint state
 * @param passed gets the number of subjects read so far
 */
export async function* eachPerson(
  ledger: Keys<'master' | 'peppers'>,
  then: StatesThen,
  business: string,
  isWanted: (state: ConsentState) => boolean,
  passed: (done: number) => void = () => {},
): AsyncGenerator<Person[]> {
  let done = 0;
  for await (const { found: page } of then.subjects(business, pageSize)) {
    yield await peopleOn(ledger, then, business, page, isWanted);
    done += page.length;
    passed(done);
  }
}

/** Of a page of subjects, those that come first of their person. */
export async function peopleOn(
  ledger: Keys<'master' | 'peppers'>,
  then: StatesThen,
  business: string,
  page: readonly Person[],
  isWanted: (state: ConsentState) => boolean,
): Promise<Person[]> {
  const mayBeMore = ({ state }: Person) => ledger.keys.peppers.length > 1 || state.links !== undefined;
  const wanted = page.filter(({ state }) => isWanted(state));
  const alone = wanted.filter((one) => !mayBeMore(one));
  return [...alone, ...(await firstOfEach(ledger, then, business, wanted.filter(mayBeMore), isWanted))];
}

/** The subjects that come first of their person, each with the person's joint state. */
async function firstOfEach(
  ledger: Keys<'master' | 'peppers'>,
  then: StatesThen,
  business: string,
  subjects: readonly Person[],
  isWanted: (state: ConsentState) => boolean,
): Promise<Person[]> {
  const people = await samePeople(
    ledger,
    then,
    business,
    subjects.map(({ subject }) => subject),
  );
  return subjects.flatMap(({ subject, state }) => {
    const { person, states } = people.get(subject)!;
    if (person === undefined) return [{ subject, state }];
    // The name that found this subject belongs to another person now. A withdrawal of either stops.
    if (!person.subjects.includes(subject)) return [{ subject, state: joinStates(person.state, state) }];
    const isFirst = !person.subjects.some((one) => one < subject && isWantedOf(states.get(one), isWanted));
    return isFirst ? [{ subject, state: person.state }] : [];
  });
}

const isWantedOf = (state: ConsentState | undefined, isWanted: (state: ConsentState) => boolean): boolean =>
  state !== undefined && isWanted(state);
