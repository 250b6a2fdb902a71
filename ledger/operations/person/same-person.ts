// Who else is the same person as a subject: whom Meta's links join to it, and whoever has its identifier under another pepper,
// as since a pepper was replaced under a running node. Found by what the subject's first record names, for many at once.

import { normalizeIdentifier } from '../../core/subject/identifier.ts';
import { type PepperedTag, tagsUnderEveryPepper } from '../../core/subject/tag.ts';
import { type FoundPerson, personAmong } from '../ask-gate.ts';
import type { Ledger } from '../ledger.ts';
import { openRecord } from '../open-record.ts';
import type { KnownState, RecordStore, StoredRecord } from '../ports.ts';
import type { LookUps } from './look-ups.ts';

export type SamePerson = {
  /** Absent: nothing names them, or only a pepper that this process has not heard of. They stand for themselves. */
  person?: FoundPerson;
  /** What each of the person's subjects makes by itself, as far as it was found. */
  states: ReadonlyMap<string, KnownState['state']>;
};

/** @returns one for each subject */
export async function samePeople(
  ledger: Pick<Ledger, 'keys'>,
  { firstOf, lookUp }: Pick<RecordStore, 'firstOf'> & { lookUp: LookUps },
  business: string,
  subjects: readonly string[],
): Promise<Map<string, SamePerson>> {
  if (subjects.length === 0) return new Map();
  const tags = new Map(
    (await firstOf(subjects)).map((stored) => [stored.subject, tagsIn(ledger, business, stored)]),
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

function tagsIn(
  ledger: Pick<Ledger, 'keys'>,
  business: string,
  stored: StoredRecord,
): readonly PepperedTag[] {
  const { record } = openRecord(ledger, stored);
  const identifiers = 'identifiers' in record ? record.identifiers : [];
  return identifiers.flatMap((identifier) => {
    const canonical = normalizeIdentifier(identifier);
    return canonical.kind === 'refused' ? [] : tagsUnderEveryPepper(ledger.keys.peppers, business, canonical);
  });
}

function statesIn(among: readonly KnownState[]): Map<string, KnownState['state']> {
  const linked = among.flatMap(({ linked: also = new Map() }) => [...also]);
  return new Map([
    ...linked.map(([subject, { state }]) => [subject, state] as const),
    ...among.map(({ subject, state }) => [subject, state] as const),
  ]);
}
