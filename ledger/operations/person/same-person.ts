// Which other subjects are the same person: those that Meta's links join to it, and those with its identifier
// under another pepper. The latter exist after an operator replaced a pepper under a running node. The
// subject's first record names the identifier. Works for many subjects at once.

import type { Keys } from '../keys.ts';
import type { RecordStore } from '../record/store.ts';
import { tagsInFirst } from './by-subject.ts';
import { type FoundPerson, personAmong } from './find-person.ts';
import type { LookUps } from './look-ups.ts';
import type { KnownState } from './store.ts';

export type SamePerson = {
  /**
   * Absent where no tag names the subject, or only a tag under a pepper that this process does not know. The
   * subject then stands for itself.
   */
  person?: FoundPerson;
  /** The state of each of the person's subjects by itself, where the look-up found it. */
  states: ReadonlyMap<string, KnownState['state']>;
};

/** @returns one for each subject */
export async function samePeople(
  ledger: Keys<'master' | 'peppers'>,
  { firstOf, lookUp }: Pick<RecordStore, 'firstOf'> & { lookUp: LookUps },
  business: string,
  subjects: readonly string[],
): Promise<Map<string, SamePerson>> {
  if (subjects.length === 0) return new Map();
  const tags = new Map(
    (await firstOf(subjects)).map((stored) => [stored.subject, tagsInFirst(ledger, business, stored)]),
  );
  const { found } = await lookUp([...tags.values()].flat().map(({ prefix }) => prefix));
  const byPrefix = Map.groupBy(found, ({ tag }) => tag.readBigInt64BE(0));
  return new Map(
    subjects.map((subject) => {
      const own = tags.get(subject) ?? [];
      const among = own.flatMap(({ prefix }) => byPrefix.get(prefix) ?? []);
      const person = personAmong(among, business, own);
      return [subject, { ...(person && { person }), states: statesIn(among) }];
    }),
  );
}

function statesIn(among: readonly KnownState[]): Map<string, KnownState['state']> {
  const linked = among.flatMap(({ linked: also = new Map() }) => [...also]);
  return new Map([
    ...linked.map(([subject, { state }]) => [subject, state] as const),
    ...among.map(({ subject, state }) => [subject, state] as const),
  ]);
}
