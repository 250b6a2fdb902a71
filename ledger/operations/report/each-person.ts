// Everybody of a business, once each and as the gate would judge them: who is linked to others, or known as two subjects since
// a pepper was replaced under a running node, is one person with one state. Reads the states of one moment; flat in memory.

import { type ConsentState, joinStates } from '../../core/consent/state.ts';
import type { Ledger } from '../ledger.ts';
import { samePeople } from '../person/same-person.ts';
import type { StatesThen } from '../ports.ts';

/** `subject`: the first of the person's that is wanted. */
export type Person = { subject: string; state: ConsentState };

const pageSize = 1000;

/**
 * @param isWanted asked of each subject's own state: a person none of whose subjects is wanted is left out. So it must hold of
 *   one of them whenever it holds of all together
 * @param passed told how many subjects have been looked at
 */
export async function* eachPerson(
  ledger: Pick<Ledger, 'keys'>,
  then: StatesThen,
  business: string,
  isWanted: (state: ConsentState) => boolean,
  passed: (done: number) => void = () => {},
): AsyncGenerator<Person[]> {
  const mayBeMore = ({ state }: Person) => ledger.keys.peppers.length > 1 || state.links !== undefined;
  let done = 0;
  for await (const page of then.subjects(business, pageSize)) {
    const wanted = page.filter(({ state }) => isWanted(state));
    const alone = wanted.filter((one) => !mayBeMore(one));
    yield [...alone, ...(await firstOfEach(ledger, then, business, wanted.filter(mayBeMore), isWanted))];
    done += page.length;
    passed(done);
  }
}

/** Of these, those who come first of their person, each with what the whole person makes together. */
async function firstOfEach(
  ledger: Pick<Ledger, 'keys'>,
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
    // Found by a name that is another's by now: a withdrawal of either stops.
    if (!person.subjects.includes(subject)) return [{ subject, state: joinStates(person.state, state) }];
    const isFirst = !person.subjects.some((one) => one < subject && isWantedOf(states.get(one), isWanted));
    return isFirst ? [{ subject, state: person.state }] : [];
  });
}

const isWantedOf = (state: ConsentState | undefined, isWanted: (state: ConsentState) => boolean): boolean =>
  state !== undefined && isWanted(state);
